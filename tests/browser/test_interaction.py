"""What a page does in the browser: with JavaScript, without it, and by keyboard."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.factories.cases import make_case
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_theme

pytestmark = pytest.mark.browser


@pytest.fixture
def cases(transactional_db):
    make_case("Zelf roosteren", organisations=[make_municipality("Soest")])
    make_case("Samen inwerken", organisations=[make_municipality("Baarn")])


def test_a_filter_replaces_the_results_and_nothing_else(page, cases):
    page.goto("/praktijkvoorbeelden/")
    page.evaluate("window.same = true")
    province = page.locator("#facet-provincie input").first

    province.check()

    expect(page.get_by_role("heading", name="1 praktijkvoorbeeld")).to_be_visible()
    expect(page).to_have_url(re.compile("provincie="))
    expect(page.locator("#live")).to_have_text("1 praktijkvoorbeeld")
    expect(province).to_be_focused()
    assert page.evaluate("window.same") is True


def test_going_back_shows_the_whole_page_again(page, cases):
    page.goto("/praktijkvoorbeelden/")
    page.locator("#facet-provincie input").first.check()
    expect(page.get_by_role("heading", name="1 praktijkvoorbeeld")).to_be_visible()

    page.go_back()

    expect(page.get_by_role("heading", name="2 praktijkvoorbeelden")).to_be_visible()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()


def test_without_javascript_the_filters_are_a_form(plain_page, cases):
    plain_page.goto("/praktijkvoorbeelden/")
    plain_page.get_by_role("button", name="Filters").click()
    plain_page.locator("#facet-provincie input").first.check()

    plain_page.get_by_role("button", name="Toon resultaten").click()

    expect(plain_page.get_by_role("heading", name="1 praktijkvoorbeeld")).to_be_visible()


def test_without_javascript_the_menu_opens_on_a_phone(plain_page):
    plain_page.goto("/over/")
    link = plain_page.locator("#hoofdmenu").get_by_role("link", name="Agenda")
    expect(link).to_be_hidden()

    plain_page.get_by_role("button", name="Menu").click()
    link.click()

    expect(plain_page).to_have_url(re.compile("/agenda/$"))


def test_the_first_tab_offers_to_skip_to_the_content(page):
    page.goto("/over/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()

    page.keyboard.press("Enter")

    expect(page.locator("#inhoud")).to_be_focused()


def test_the_summary_of_what_is_wrong_takes_the_focus_and_leads_to_the_field(page):
    page.goto("/over/onderdelen/")
    page.get_by_role("button", name="Probeer het").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()

    page.get_by_role("link", name="Welke groep past bij jou?").click()

    expect(page.get_by_role("radio").first).to_be_focused()


def test_a_form_is_sent_once_however_often_the_button_is_pressed(page):
    page.goto("/over/onderdelen/")
    page.evaluate(
        """() => {
          window.sent = 0;
          document.addEventListener("submit", (event) => {
            if (!event.defaultPrevented) window.sent += 1;
            event.preventDefault();
          });
        }"""
    )
    button = page.get_by_role("button", name="Probeer het")

    button.click()
    button.click()

    assert page.evaluate("window.sent") == 1


def test_a_button_that_replaces_itself_says_what_became_of_it(page, live_server, transactional_db):
    client, theme = Client(), make_theme("Vitaliteit")
    client.force_login(make_user())
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(theme.get_absolute_url())

    page.get_by_role("button", name="Volg dit thema").click()

    button = page.get_by_role("button", name="Je volgt dit thema")
    expect(button).to_be_focused()
    expect(page.locator("#live")).to_have_text("Je volgt dit thema")
    button.press("Enter")
    expect(page.get_by_role("button", name="Volg dit thema", exact=True)).to_be_focused()
    expect(page.locator("#live")).to_have_text("Je volgt dit thema niet")
