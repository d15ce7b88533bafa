import re

import pytest

from portal.files import intake
from portal.files.models import File
from tests.factories.files import image_bytes, pdf_bytes, upload
from tests.factories.people import make_user


@pytest.fixture(autouse=True)
def _part(settings):
    settings.ROOT_URLCONF = "tests.portal.files.urls"


@pytest.fixture
def uploader(client):
    uploader = make_user()
    client.force_login(uploader)
    return uploader


def send(client, **fields):
    return client.post("/proef/", fields)


def test_the_form_says_what_may_be_chosen(client, uploader):
    page = client.get("/proef/").content.decode()

    assert 'enctype="multipart/form-data"' in page
    assert 'accept=".jpg,.jpeg,.png,.webp,.gif"' in page
    assert "Een bestand van het soort jpg, png, webp of gif. Hoogstens 25 MB." in page
    assert page.count("<progress") == 2


def test_what_is_chosen_is_received(client, uploader):
    pdf = upload("verslag.pdf", pdf_bytes())

    response = send(client, alt="Een grafiek", picture=upload("a.png", image_bytes()), report=pdf)

    assert list(File.objects.order_by("pk").values_list("name", "uploaded_by")) == [
        ("a.webp", uploader.pk),
        ("verslag.pdf", uploader.pk),
    ]
    assert response.url == "/over/"


def test_what_need_not_be_chosen_may_be_left_out(client, uploader):
    assert send(client, alt="x", picture=upload("a.png", image_bytes())).status_code == 302
    assert File.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", b"", intake.EMPTY),
        ("a.svg", b"<svg/>", "Bewaar de tekening als PNG of PDF."),
        ("a.pdf", pdf_bytes(), "Kies een van: .jpg, .jpeg, .png, .webp, .gif."),
        ("a.png", b"geen plaatje", "dit is geen png-bestand"),
        ("x" * 150 + ".svg", b"x", "Bewaar de tekening als PNG of PDF."),
    ],
)
def test_what_is_wrong_stands_at_the_field(client, uploader, name, content, told):
    response = send(client, alt="Een grafiek", picture=upload(name, content))

    page = response.content.decode()
    assert response.status_code == 422
    assert told in re.search(r'id="id_picture_error">.*?</div>', page, re.DOTALL).group()
    assert 'value="Een grafiek"' in page
    assert not File.objects.exists()


def test_nothing_chosen_is_said_in_dutch(client, uploader):
    response = send(client, alt="x")

    assert "Kies een bestand." in response.content.decode()
    assert response.status_code == 422


def test_what_no_form_takes_is_not_read_at_all(client, uploader, settings):
    settings.FILE_MAX_MEGABYTES = 1
    more = upload("a.png", b"x" * 4 * 1024 * 1024)

    response = send(client, alt="x", picture=more)

    assert response.status_code == 400
    assert "Deze vraag begrijpen we niet" in response.content.decode()
