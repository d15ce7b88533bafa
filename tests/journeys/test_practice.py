"""A municipality hands in a practice, an editor publishes it, a visitor finds it."""

import pytest

from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor
from tests.factories.themes import make_theme
from tests.journeys.writing import hand_in, write_all_that_is_needed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Soest: samen leren vergaderen"


def test_from_handing_in_to_finding(enter, javascript):
    make_theme("Gespreksvoering")
    page = enter(make_organisation_editor(make_municipality("Soest")))
    write_all_that_is_needed(page, TITLE, words="over vergaderen", javascript=javascript)
    hand_in(page)

    review(enter(make_editor()))

    find(enter())


def review(page):
    page.goto("/redactie/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Neem in beoordeling").click()
    page.get_by_role("button", name="Publiceer nu").click()
    page.get_by_text("Het voorbeeld staat online.").wait_for()


def find(page):
    page.goto("/")
    page.get_by_label("Waar wil je meer over weten?").fill("vergadering")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("heading", name=TITLE).wait_for()
    story = page.get_by_role("region", name="Aanpak")
    story.get_by_text("Aanpak over vergaderen.").wait_for()
