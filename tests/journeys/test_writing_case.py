"""A case is written in three sittings, with all that goes wrong meanwhile; no word is lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from cases.models import CaseStudy, State
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor
from tests.factories.themes import make_theme
from tests.journeys.writing import (
    at_step,
    begin,
    chapter,
    choose_theme,
    field,
    forget,
    go,
    hand_in,
    save,
    saved,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Samen leren vergaderen"
WORDS = {
    "Samenvatting": "Kortere vergaderingen door een vast begin.",
    "Aanleiding": "Vergaderen kostte zeven uur per week.",
    "Aanpak": "Elke vergadering begint staand met een rondje.",
    "Resultaat": "Een uur per week minder, en meer besluiten.",
    "Nadelen en risico's": "Wie te laat komt mist het begin.",
}
WITHOUT_NETWORK = ("net::ERR_INTERNET_DISCONNECTED", "console: htmx: htmx:error: Failed to fetch")


@pytest.fixture
def writer():
    make_theme("Gespreksvoering")
    return make_organisation_editor(make_municipality("Soest"))


def test_three_sittings_with_a_crash_in_between(enter, writer, javascript, trouble):
    page = enter(writer)
    first_sitting(page, javascript)
    page = second_sitting(page, trouble) if javascript else page
    third_sitting(page, writer, javascript)

    page.goto(f"{CaseStudy.objects.get().get_absolute_url()}concept/")
    shown = page.get_by_role("article").inner_text()
    assert [words for words in (TITLE, *WORDS.values()) if words not in shown] == []
    assert CaseStudy.objects.get().work().state == State.SUBMITTED


def first_sitting(page, javascript):
    begin(page, TITLE)
    field(page, "Samenvatting").fill(WORDS["Samenvatting"])
    saved(page, javascript=javascript)
    go(page, "Het verhaal")
    chapter(page, "Aanleiding", WORDS["Aanleiding"], javascript=javascript)
    saved(page, javascript=javascript)
    if not javascript:
        chapter(page, "Aanpak", WORDS["Aanpak"], javascript=javascript)
        chapter(page, "Resultaat", WORDS["Resultaat"], javascript=javascript)
        save(page)


def second_sitting(page, trouble):
    """The tab closes before a word was sent; later the server is away for a while."""
    address = page.url
    page.route("**/bewerken/verhaal/", lambda route: None)  # no answer ever comes
    chapter(page, "Aanpak", WORDS["Aanpak"], javascript=True)
    page.close()
    assert not bodies().filter(kind="approach").exists()

    page = page.context.new_page()
    page.goto(address)
    expect(field(page, "Aanpak")).to_have_text(WORDS["Aanpak"])
    expect(field(page, "Aanleiding")).to_have_text(WORDS["Aanleiding"])
    assert bodies().filter(kind="approach").exists()

    page.context.set_offline(True)
    chapter(page, "Resultaat", WORDS["Resultaat"], javascript=True)
    expect(page.get_by_text("Niet opgeslagen: geen verbinding.")).to_be_visible()
    page.context.set_offline(False)
    forget(trouble, *WITHOUT_NETWORK)
    saved_after_a_while(page)
    return page


def saved_after_a_while(page):
    """It tries again every ten seconds."""
    expect(page.get_by_text("Opgeslagen om")).to_be_visible(timeout=30_000)
    assert bodies().filter(kind="result").exists()


def bodies():
    return CaseStudy.objects.get().work().section_set


def third_sitting(page, writer, javascript):
    """She was signed out meanwhile; after signing in what she typed is there."""
    Session.objects.all().delete()
    chapter(page, "Nadelen en risico's", WORDS["Nadelen en risico's"], javascript=javascript)
    if javascript:
        page.get_by_role("link", name="log weer in").click()
    else:
        page.get_by_role("button", name="Opslaan", exact=True).click()
    sign_in(page, writer)
    expect(page.get_by_text("Je was uitgelogd")).to_be_visible()
    save(page)
    go(page, "Vindbaar maken")
    choose_theme(page)
    go(page, "Nalezen en indienen")
    hand_in(page)


@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_a_pressed_button_waits_for_what_is_underway(enter, writer, javascript):
    # Else the server may take up the older text last, and keep that one.
    page, sent = enter(writer), []
    begin(page, TITLE)
    page.route("**/bewerken/kort/", lambda route: sent.append(route) if not sent else go_on(route))
    field(page, "Samenvatting").fill("Eerst dit")
    page.wait_for_timeout(1500)  # it saves itself after a second
    field(page, "Samenvatting").fill("Eerst dit, dan dat")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.wait_for_timeout(500)
    assert CaseStudy.objects.get().work().summary == ""

    sent[0].continue_()

    expect(page.get_by_text("Opgeslagen.", exact=True)).to_be_visible()
    assert CaseStudy.objects.get().work().summary == "Eerst dit, dan dat"


def go_on(route):
    route.continue_()


@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_going_back_to_a_page_and_typing_more_loses_nothing(enter, writer, javascript):
    page = enter(writer)
    begin(page, TITLE)
    field(page, "Samenvatting").fill("Eerst dit")
    go(page, "Het verhaal")
    page.go_back()
    at_step(page, "In het kort")
    page.route("**/bewerken/kort/", lambda route: None)  # no answer ever comes
    field(page, "Samenvatting").fill("Eerst dit, dan dat")
    page.close()

    page = page.context.new_page()
    page.goto(f"{CaseStudy.objects.get().get_absolute_url()}bewerken/kort/")

    expect(field(page, "Samenvatting")).to_have_value("Eerst dit, dan dat")
