import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from PIL import Image

from portal.files import intake, storage
from portal.files.formats import INSTEAD, Kind
from portal.files.models import File
from tests.factories.files import (
    image_bytes,
    make_file,
    open_document_bytes,
    open_xml_bytes,
    pdf_bytes,
    upload,
)
from tests.factories.gatherings import NOW
from tests.factories.people import make_user

UNKNOWN = intake.UNKNOWN.format(".jpg, .jpeg, .png, .webp, .gif, .pdf")


def test_an_image_is_kept_as_webp_in_two_sizes():
    uploader = make_user()

    file = make_file("Foto team.JPG", image_bytes("JPEG", size=(3000, 1500)), by=uploader)

    assert (file.name, file.kind, file.mime_type) == ("Foto team.webp", Kind.IMAGE, "image/webp")
    assert (file.width, file.height, file.state) == (2400, 1200, File.State.CLEAN)
    assert (file.uploaded_by, file.uploaded_at) == (uploader, NOW)
    assert [size_of(path) for path in storage.paths_of(file)] == [(2400, 1200), (800, 400)]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("verslag.pdf", pdf_bytes(), Kind.PDF),
        ("verslag.docx", open_xml_bytes("docx"), Kind.DOCUMENT),
        ("verslag.odt", open_document_bytes("odt"), Kind.DOCUMENT),
        ("cijfers.xlsx", open_xml_bytes("xlsx"), Kind.SPREADSHEET),
        ("cijfers.ods", open_document_bytes("ods"), Kind.SPREADSHEET),
        ("praatje.pptx", open_xml_bytes("pptx"), Kind.PRESENTATION),
        ("praatje.odp", open_document_bytes("odp"), Kind.PRESENTATION),
    ],
)
def test_a_document_keeps_its_name_and_format(name, content, kind):
    file = make_file(name, content)

    assert (str(file), file.kind, file.width) == (name, kind, None)
    assert [path.stat().st_size for path in storage.paths_of(file)] == [file.size]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("leeg.pdf", b"", intake.EMPTY),
        ("tekening.svg", b"<svg/>", INSTEAD["svg"]),
        ("zonder", b"x", UNKNOWN),
        ("factuur.pdf.exe", b"x", UNKNOWN),
        ("brief.docx", open_xml_bytes(), UNKNOWN),
        ("groot.pdf", b"x" * 1_048_577, "Dit bestand is 1,0 MB. Het mag hoogstens 1 MB zijn."),
    ],
)  # fmt: skip
def test_name_and_size_are_looked_at_first(settings, name, content, told):
    settings.FILE_MAX_MEGABYTES = 1
    given = upload("x", b"")
    given.name, given.size = name, len(content)

    with pytest.raises(ValidationError) as refused:
        intake.receive(given, by=make_user(), now=NOW, kinds=(Kind.IMAGE, Kind.PDF))

    assert [one.replace("\xa0", " ") for one in refused.value.messages] == [told]


def test_what_is_refused_leaves_nothing_behind(files_root):
    with pytest.raises(ValidationError, match="dit is geen png-bestand"):
        make_file("foto.png", b"GIF89a nee")

    assert not File.objects.exists()
    assert not files_root.exists()


def test_bytes_come_before_the_row(files_root):
    content = image_bytes()
    with transaction.atomic():
        make_file("foto.png", content)
        transaction.set_rollback(True)

    assert not File.objects.exists()
    assert len([path for path in files_root.rglob("*") if path.is_file()]) == 2


def test_a_large_upload_that_waits_on_disk_is_taken_as_well():
    with TemporaryUploadedFile("foto.png", "image/png", 0, None) as given:
        given.write(image_bytes())
        given.size = given.tell()

        assert intake.receive(given, by=make_user(), now=NOW).is_image


def size_of(path):
    with Image.open(path) as image:
        return image.size
