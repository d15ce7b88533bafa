"""Adding a picture by a form: how far it is, and what is wrong with it."""

import re

import pytest
from playwright.sync_api import expect

from portal.files.models import File
from tests.factories.files import image_bytes, open_xml_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.browser
NOTICE = """() => {
  const noted = new MutationObserver(() => { window.seen = true; });
  noted.observe(document.querySelector("progress"), { attributes: true });
}"""


@pytest.fixture(autouse=True)
def _part(settings, transactional_db, tmp_path):
    settings.ROOT_URLCONF = "tests.portal.files.urls"
    settings.FILES_ROOT = tmp_path / "files"


def forget_what_was_refused(trouble):
    """A form that is sent by a script may be answered 422; nothing else may go wrong."""
    trouble[:] = [one for one in trouble if not one.startswith("422: ")]


def choose(page, label, name, content):
    page.get_by_label(label).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def send(page):
    page.get_by_role("button", name="Voeg toe").click()


def test_a_picture_is_added(enter):
    page = enter(make_user())
    page.goto("/proef/")
    page.get_by_label("Wat is er te zien?").fill("Een grafiek")
    choose(page, "Afbeelding", "grafiek.png", image_bytes(size=(900, 900)))

    send(page)

    expect(page).to_have_url(re.compile("/over/$"))
    assert File.objects.get().name == "grafiek.webp"


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(enter, trouble):
    page = enter(make_user())
    page.goto("/proef/")
    page.get_by_label("Wat is er te zien?").fill("Een grafiek")
    choose(page, "Afbeelding", "grafiek.png", b"geen plaatje")
    send(page)

    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator("#id_picture_error")).to_contain_text("dit is geen png-bestand")
    expect(page.get_by_label("Wat is er te zien?")).to_have_value("Een grafiek")
    expect(page).to_have_title(re.compile("^Fout: "))

    choose(page, "Afbeelding", "grafiek.png", image_bytes())
    choose(page, "Verslag", "verslag.docx", open_xml_bytes())
    forget_what_was_refused(trouble)
    send(page)
    expect(page).to_have_url(re.compile("/over/$"))
    assert File.objects.count() == 2


@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_the_bar_shows_how_far_it_is(enter, javascript, trouble):
    page = enter(make_user())
    page.goto("/proef/")
    page.evaluate(NOTICE)
    choose(page, "Afbeelding", "ruis.png", b"\x89PNG\r\n\x1a\n" + bytes(3_000_000))
    page.get_by_label("Wat is er te zien?").fill("Ruis")
    expect(page.locator("progress").first).to_be_hidden()

    send(page)

    expect(page.locator("#id_picture_error")).to_contain_text("beschadigd")
    assert page.evaluate("window.seen") is True
    forget_what_was_refused(trouble)


@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_an_upload_that_fails_says_so_and_keeps_what_is_typed(enter, javascript, trouble):
    page = enter(make_user())
    page.goto("/proef/")
    page.get_by_label("Wat is er te zien?").fill("Een grafiek")
    choose(page, "Afbeelding", "grafiek.png", image_bytes())
    page.route("**/proef/", lambda route: route.abort())

    send(page)

    expect(page.get_by_text("Het uploaden lukte niet. Probeer het nog eens")).to_be_visible()
    expect(page.get_by_label("Wat is er te zien?")).to_have_value("Een grafiek")
    page.unroute("**/proef/")
    page.wait_for_timeout(4100)  # the form may be sent again by then
    trouble.clear()
    send(page)
    expect(page).to_have_url(re.compile("/over/$"))
