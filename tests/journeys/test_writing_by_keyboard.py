"""A case is written and handed in with no more than a keyboard."""

import pytest
from playwright.sync_api import expect

from cases.models import Factor, Section, State, Version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor
from tests.factories.themes import make_theme
from tests.journeys.writing import at_step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STOPS = 150  # more than any page has


@pytest.fixture
def page(enter):
    make_theme("Gespreksvoering")
    return enter(make_organisation_editor(make_municipality("Soest")))


def tab_to(page, target):
    """Press Tab until ``target`` has the focus, as who uses no mouse."""
    expect(target).to_have_count(1)
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not come to {target}")


def button(page, name, **options):
    return page.get_by_role("button", name=name, **options)


def field(page, name):
    return page.get_by_role("textbox", name=name)


def write(page, name, text):
    tab_to(page, field(page, name))
    page.keyboard.type(text)


def press(page, target):
    tab_to(page, target)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_from_the_first_word_to_handing_in(page, javascript):
    page.goto("/praktijkvoorbeelden/indienen/")
    write(page, "Titel", "Samen leren")
    press(page, button(page, "Begin met schrijven"))
    at_step(page, "In het kort")
    write(page, "Samenvatting", "Kort maar krachtig.")
    press(page, button(page, "Opslaan en verder"))

    tell_the_story(page)
    add_and_remove_rows(page)
    hand_in(page)

    assert Version.objects.get().state == State.SUBMITTED
    assert {section.kind: section.body for section in Section.objects.all()} == {
        "approach": "<p><strong>Klein</strong> begonnen</p>",
        "result": "<p>Een uur minder</p>",
    }
    assert [factor.text for factor in Factor.objects.order_by("position")] == ["De baas"]


def tell_the_story(page):
    at_step(page, "Het verhaal")
    expect(field(page, "Aanpak")).to_have_attribute("contenteditable", "true")
    tab_to(page, field(page, "Aanpak"))
    page.keyboard.press("Control+b")
    page.keyboard.type("Klein")
    page.keyboard.press("Control+b")
    page.keyboard.type(" begonnen")
    write(page, "Resultaat", "Een uur minder")
    press(page, button(page, "Opslaan en verder"))


def add_and_remove_rows(page):
    at_step(page, "Engelen en beren")
    fill_row(page, 1, "Beer", "Te weinig tijd")
    press(page, button(page, "Nog een engel, beer of tip"))
    fill_row(page, 2, "Engel", "De baas")
    first = page.get_by_role("group", name="Engel, beer of tip 1")
    press(page, first.get_by_role("button", name="Haal weg"))
    expect(page.get_by_text("Opgeslagen.", exact=True)).to_be_visible()


def fill_row(page, number, kind, text):
    row = page.get_by_role("group", name=f"Engel, beer of tip {number}")
    tab_to(page, row.get_by_role("combobox"))
    page.keyboard.type(kind)
    tab_to(page, row.get_by_role("textbox"))
    page.keyboard.type(text)


def hand_in(page):
    press(page, button(page, "Vindbaar maken"))
    at_step(page, "Vindbaar maken")
    press(page, page.locator("summary", has_text="Kies uit de lijst").first)
    tab_to(page, page.get_by_label("Gespreksvoering"))
    page.keyboard.press("Space")
    press(page, button(page, "Opslaan en verder"))
    at_step(page, "Nalezen en indienen")
    press(page, button(page, "Dien in"))
    expect(page.get_by_text("Ingediend. De redactie leest het")).to_be_visible()
