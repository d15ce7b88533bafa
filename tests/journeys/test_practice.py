"""A municipality hands in a practice, an editor publishes it, a visitor finds it."""

import pytest

from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor
from tests.factories.themes import make_theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Soest: samen leren vergaderen"


def test_from_handing_in_to_finding(enter):
    make_theme("Gespreksvoering")
    writer = make_organisation_editor(make_municipality("Soest"))
    hand_in(enter(writer))

    review(enter(make_editor()))

    find(enter())


def hand_in(page):
    page.goto("/praktijkvoorbeelden/indienen/")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_role("button", name="Dien in").click()
    page.get_by_role("group", name="aanpassen").get_by_role("link", name="Samenvatting").wait_for()
    assert page.get_by_label("Titel").input_value() == TITLE

    page.get_by_label("Samenvatting").fill("Kortere vergaderingen door een vast begin.")
    page.get_by_label("Aanleiding").fill("Vergaderen kostte te veel tijd.")
    page.get_by_label("Resultaat").fill("Een uur per week minder.")
    page.get_by_label("Aanpak").fill("Elke vergadering begint met een rondje.\n\n- kort\n- staand")
    page.get_by_label("Gespreksvoering").check()
    page.get_by_role("button", name="Dien in").click()
    page.get_by_text("ingediend").first.wait_for()


def review(page):
    page.goto("/redactie/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Neem in beoordeling").click()
    page.get_by_role("button", name="Publiceer").click()
    page.get_by_text("gepubliceerd").first.wait_for()


def find(page):
    page.goto("/")
    page.get_by_label("Waar wil je meer over weten?").fill("vergadering")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("heading", name=TITLE).wait_for()
    page.get_by_text("staand", exact=True).wait_for()
