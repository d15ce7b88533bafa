"""Figures that are drawn as they are typed, and a picture that is sent along."""

import pytest

from tests.factories.files import image_bytes
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor
from tests.journeys.writing import begin, go

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_series_is_drawn_and_a_picture_is_shown(enter, javascript):
    page = enter(make_organisation_editor(make_municipality("Soest")))
    begin(page, "Samen leren meten")

    go(page, "Cijfers")
    type_series(page)
    if not javascript:
        page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("figure", name="Zo komt het op de pagina").wait_for()

    go(page, "Beeld en bijlagen")
    picture = {"name": "bord.png", "mimeType": "image/png", "buffer": image_bytes()}
    page.get_by_label("Afbeelding", exact=True).set_input_files(picture)
    page.get_by_label("Wat is er te zien?").fill("Een bord met briefjes")
    page.get_by_role("button", name="Voeg de afbeelding toe").click()
    page.get_by_role("group", name="Afbeelding 1").wait_for()

    go(page, "Nalezen en indienen")
    page.get_by_role("link", name="Bekijk het zoals het op de pagina komt").click()
    page.get_by_role("img", name="Een bord met briefjes").wait_for()


def type_series(page):
    row = page.get_by_role("group", name="Kengetal 1")
    row.get_by_label("Soort").select_option("series")
    row.get_by_label("Wat is het?").fill("ziekteverzuim")
    for line, (year, value) in enumerate([("2023", "4,6"), ("2024", "4,2")], start=1):
        row.get_by_label(f"Jaar of deel, regel {line}").fill(year)
        row.get_by_label(f"Waarde, regel {line}").fill(value)
