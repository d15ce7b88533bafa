from datetime import timedelta

import pytest
import time_machine

from portal.files import access, storage
from portal.files.models import File
from tests.factories.files import image_bytes, make_file, open_xml_bytes, pdf_bytes
from tests.factories.gatherings import NOW
from tests.factories.people import make_user

SAFE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def uploader():
    return make_user(name="Ulla Upload")


@pytest.fixture
def shown(monkeypatch):
    """Files that some part shows to everybody, and those of ``secret`` to Ulla alone."""
    monkeypatch.setattr(access, "_readable", [])
    pks = []
    access.register(lambda user: File.objects.filter(pk__in=pks))
    access.register(lambda user: File.objects.none())
    return pks


def body(response):
    return b"".join(response.streaming_content)


def status(client, url, **options):
    return client.get(url, **options).status_code


def test_an_image_opens_in_the_page(client, uploader):
    file = make_file("grafiek.png", by=uploader)
    client.force_login(uploader)

    response = client.get(file.get_absolute_url())

    assert response.status_code == 200
    assert body(response) == storage.path_of(file.key).read_bytes()
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"] == 'inline; filename="grafiek.webp"'
    assert response["Content-Length"] == str(file.size)
    assert {name: response[name] for name in SAFE} == SAFE


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", pdf_bytes()), ("verslag één.docx", open_xml_bytes())]
)
def test_a_document_is_downloaded(client, uploader, name, content):
    file = make_file(name, content, by=uploader)
    client.force_login(uploader)

    response = client.get(file.get_absolute_url())

    assert response["Content-Disposition"].startswith("attachment; filename")
    assert {name: response[name] for name in SAFE} == SAFE
    assert len(body(response)) == file.size


def test_an_image_is_also_there_in_small(client, uploader):
    file = make_file("foto.png", image_bytes(size=(1600, 800)), by=uploader)
    client.force_login(uploader)

    small, large = client.get(file.small_url), client.get(file.get_absolute_url())

    assert body(small) == storage.path_of(file.key, storage.SMALL).read_bytes()
    assert small["ETag"] != large["ETag"]
    assert body(large) == storage.path_of(file.key).read_bytes()


def test_what_the_browser_has_is_not_sent_again(client, uploader):
    file = make_file(by=uploader)
    client.force_login(uploader)
    first = client.get(file.get_absolute_url())
    assert len(body(first)) == file.size

    again = client.get(file.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert {name: again[name] for name in ("ETag", "Cache-Control")} == {
        "ETag": first["ETag"],
        "Cache-Control": "private, no-cache",
    }
    assert status(client, file.get_absolute_url(), headers={"If-None-Match": '"x"'}) == 200


def test_a_tag_does_not_open_what_is_not_hers(client, uploader):
    file = make_file(by=uploader)
    headers = {"If-None-Match": f'"{file.sha256}"'}

    assert client.get(file.get_absolute_url(), headers=headers).status_code == 404


def test_head_tells_the_same_without_the_bytes(client, uploader):
    file = make_file(by=uploader)
    client.force_login(uploader)

    response = client.head(file.get_absolute_url())

    assert (response.status_code, response["Content-Length"]) == (200, str(file.size))
    assert b"".join(response) == b""
    assert client.post(file.get_absolute_url()).status_code == 405


def test_who_uploads_sees_it_for_a_day(client, uploader):
    file = make_file(by=uploader, now=NOW - timedelta(hours=23, minutes=59))
    old = make_file(by=uploader, now=NOW - timedelta(days=1))
    client.force_login(uploader)

    assert status(client, file.get_absolute_url()) == 200
    assert status(client, old.get_absolute_url()) == 404


def test_others_see_what_a_part_shows_them(client, uploader, shown):
    file, other = make_file(by=uploader), make_file(by=uploader)
    shown.append(file.pk)

    for user in (None, make_user()):
        if user:
            client.force_login(user)
        assert status(client, file.get_absolute_url()) == 200
        assert status(client, other.get_absolute_url()) == 404


def test_a_file_of_nobody_is_not_everybodys(client, uploader):
    file = make_file(by=uploader)
    uploader.delete()

    assert status(client, file.get_absolute_url()) == 404


def test_a_file_has_one_name(client, uploader):
    file = make_file("foto.png", by=uploader)
    client.force_login(uploader)

    other = file.get_absolute_url().replace("foto", "win-een-prijs")
    assert client.get(other).status_code == 404


def test_what_waits_for_the_scanner_is_told_to_its_uploader_alone(client, uploader, shown):
    file = make_file("brief.pdf", pdf_bytes(), by=uploader)
    File.objects.update(state=File.State.QUARANTINE)
    shown.append(file.pk)

    assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(uploader)
    response = client.get(file.get_absolute_url())

    assert (response.status_code, response["Retry-After"]) == (202, "60")
    assert "Dit bestand wordt nog gecontroleerd" in response.content.decode()
    assert "«brief.pdf» is goed aangekomen" in response.content.decode()
    File.objects.update(state=File.State.REFUSED)
    assert "zit een virus" in client.get(file.get_absolute_url()).content.decode()
    File.objects.update(uploaded_by=None)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_bytes_that_are_gone_are_a_page_that_is_not_there(client, uploader):
    file = make_file(by=uploader)
    storage.remove(file.key)
    client.force_login(uploader)

    assert client.get(file.get_absolute_url()).status_code == 404


def test_one_query_says_who_may_read(client, uploader, shown, django_assert_num_queries):
    file = make_file(by=uploader)
    shown.append(file.pk)

    with django_assert_num_queries(1):
        status(client, file.get_absolute_url())
