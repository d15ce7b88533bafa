import pytest
from django.core.exceptions import ValidationError

from portal.files import rescanning, scanner, storage, tasks
from portal.files.models import File
from portal.runtime.port import listen
from tests.factories.files import make_file, open_xml_bytes, pdf_bytes
from tests.portal.files.clamd import EICAR, Scanner

VIRUS = open_xml_bytes("docx", {"word/media/a.png": EICAR})


@pytest.fixture
def clamd(settings):
    with Scanner() as scanner:
        settings.CLAMAV = scanner.address
        yield scanner


@pytest.fixture
def away(settings):
    """A scanner that is set, where nobody listens."""
    with listen(0) as free:
        settings.CLAMAV = f"127.0.0.1:{free.getsockname()[1]}"
    return settings


def test_without_a_scanner_nothing_waits():
    assert make_file().is_clean


def test_what_is_kept_is_what_was_scanned(clamd):
    file = make_file("brief.pdf", pdf_bytes())

    assert file.is_clean
    assert clamd.scanned == [storage.path_of(file.key).read_bytes()]


def test_a_virus_is_refused(clamd, files_root, tmp_path):
    clamd.also = b"word/media/a.png"  # its content is packed

    with pytest.raises(ValidationError, match="zit een virus"):
        make_file("brief.docx", VIRUS)

    assert not File.objects.exists()
    assert not files_root.exists()
    (tmp_path / "eicar").write_bytes(EICAR)
    assert scanner.virus_in(tmp_path / "eicar") == "Eicar-Signature"


def test_while_the_scanner_is_away_a_file_waits(away, caplog):
    assert make_file().state == File.State.QUARANTINE
    assert "scanner is away" in caplog.text


def test_a_scanner_that_answers_nonsense_is_away(clamd):
    for said in (b"INSTREAM size limit exceeded. ERROR", b""):
        clamd.answer = said or b"\0"
        assert make_file().state == File.State.QUARANTINE


def test_when_the_scanner_is_back_it_says_what_may_be_shown(away, settings):
    waited, virus = make_file(), make_file("brief.docx", VIRUS)
    tasks.rescan()
    assert File.objects.waiting().count() == 2

    with Scanner() as back:
        back.also = b"word/media/a.png"
        settings.CLAMAV = back.address
        tasks.rescan()

    states = dict(File.objects.values_list("pk", "state"))
    assert states == {waited.pk: File.State.CLEAN, virus.pk: File.State.REFUSED}
    assert [storage.path_of(one.key).exists() for one in (waited, virus)] == [True, False]


def test_without_a_scanner_any_more_nothing_goes_on_waiting(away):
    file = make_file()
    away.CLAMAV = ""

    rescanning.rescan()

    assert File.objects.get(pk=file.pk).is_clean
