"""A colleague keeps her calendar up to date by itself, and is shown what fits her."""

import urllib.request
from datetime import timedelta

import pytest
import vobject
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories.cases import make_case
from tests.factories.communities import make_meetup
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_theme

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_her_own_calendar_follows_what_she_joins(enter, live_server, settings):
    settings.SITE_URL = live_server.url
    meetup = make_meetup(title="HR-ochtend", starts_at=timezone.now() + timedelta(days=30))
    page = enter(make_user(name="Anna"))
    page.goto("/mijn/")
    page.get_by_role("link", name="Mijn agenda").click()
    page.get_by_role("button", name="Maak mijn adres").click()
    first = page.get_by_label("Kopieer dit naar je agenda").input_value()
    assert titles(first) == []

    page.goto(meetup.get_absolute_url())
    page.get_by_role("button", name="Meld me aan").click()
    page.get_by_text("Je doet mee").wait_for()
    assert titles(first) == ["HR-ochtend"]

    page.goto("/mijn/agenda/")
    page.get_by_role("button", name="Geef me een nieuw adres").click()
    expect(page.get_by_text("Het oude werkt niet meer")).to_be_visible()
    second = page.get_by_label("Kopieer dit naar je agenda").input_value()
    assert (titles(first), titles(second)) == (None, ["HR-ochtend"])

    page.get_by_role("button", name="Trek het adres in").click()
    expect(page.get_by_text("Je hebt nog geen eigen adres")).to_be_visible()
    assert titles(second) is None


def titles(address):
    """What a calendar program finds at the address; None where it finds no calendar."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 (the live server)
            content = answer.read().decode()
    except urllib.error.HTTPError as error:
        error.close()
        return None if error.code == 404 else error
    return [event.summary.value for event in vobject.readOne(content).contents.get("vevent", [])]


def test_the_address_is_copied_by_a_button_where_there_is_javascript(enter, javascript):
    page = enter(make_user())
    page.goto("/mijn/agenda/")
    page.get_by_role("button", name="Maak mijn adres").click()
    address = page.get_by_label("Kopieer dit naar je agenda").input_value()
    copy = page.get_by_role("button", name="Kopieer het adres")
    if not javascript:
        expect(copy).to_have_count(0)
        return
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    copy.click()

    expect(page.locator("#live")).to_have_text("Gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_who_follows_a_theme_is_shown_what_is_about_it_and_why(enter):
    theme, soest = make_theme("Verzuim"), make_municipality("Soest", inhabitants=None)
    make_case("Zelf roosteren", organisations=[make_municipality("Velsen")], themes=[theme])
    page = enter(make_user(name="Fien", organisation=soest))
    page.goto("/mijn/")
    page.get_by_role("link", name="Kies een thema om te volgen").click()
    page.get_by_role("link", name="Verzuim").click()

    page.get_by_role("button", name="Volg dit thema").click()
    page.get_by_role("button", name="Je volgt dit thema").wait_for()

    for address in ("/mijn/", "/"):
        page.goto(address)
        recommended = page.locator("section[aria-labelledby=aanbevolen]")
        expect(recommended.get_by_role("link", name="Zelf roosteren")).to_be_visible()
        expect(recommended.get_by_text("Over Verzuim, dat je volgt.")).to_be_visible()


def test_what_is_kept_is_found_back_and_thrown_away(enter):
    case = make_case("Zelf roosteren", organisations=[make_municipality("Velsen")])
    page = enter(make_user())
    page.goto(case.get_absolute_url())
    page.get_by_role("button", name="Bewaar dit").click()
    page.get_by_role("button", name="Bewaard").wait_for()

    page.goto("/mijn/bewaren/")
    page.get_by_role("link", name="Zelf roosteren").click()
    expect(page.get_by_role("heading", name="Zelf roosteren", level=1)).to_be_visible()
    page.get_by_role("button", name="Bewaard").click()
    page.get_by_role("button", name="Bewaar dit").wait_for()

    page.goto("/mijn/bewaren/")
    expect(page.get_by_text("Je hebt nog niets bewaard")).to_be_visible()
