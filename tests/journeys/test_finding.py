"""A colleague looks for something: by words, by theme, in the agenda and on the map."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from courses.actions import keep_profile
from courses.models import KnowledgeRequest, Trainer
from portal.discovery.models import FailedSearch
from tests.factories.cases import make_case, make_instrument
from tests.factories.communities import make_meetup
from tests.factories.courses import make_course, make_edition, make_question, make_trainer
from tests.factories.organisations import make_municipality, make_province, make_region
from tests.factories.people import make_user
from tests.factories.themes import make_theme

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_what_nobody_wrote_down_becomes_a_question(enter):
    make_theme("Duidelijke taal")
    asker = make_user(name="Ans Zoekt", organisation=make_municipality("Soest"))
    page = enter(asker)
    page.goto("/")
    page.get_by_label("Waar wil je meer over weten?").fill("kinderboekenschrijver gezocht")
    page.locator("main").get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", name="Niets gevonden")).to_be_visible()

    page.get_by_role("link", name="Stel een kennisvraag").click()
    expect(page.get_by_label("Je vraag")).to_have_value("kinderboekenschrijver gezocht")
    page.get_by_label("Wat willen jullie kunnen, en waarom nu?").fill("Schrijven voor kinderen.")
    page.get_by_label("Duidelijke taal").check()
    page.get_by_role("button", name="Plaats de vraag").click()

    expect(page.get_by_role("heading", name="kinderboekenschrijver gezocht")).to_be_visible()
    assert KnowledgeRequest.objects.get().organisation == asker.organisation
    page.goto("/zoeken/?q=kinderboekenschrijver")
    expect(page.get_by_role("link", name="kinderboekenschrijver gezocht")).to_be_visible()


def test_what_is_missing_is_told_by_a_button(enter):
    page = enter()
    page.goto("/zoeken/")
    page.get_by_label("Waar wil je meer over weten?").fill("kinderboekenschrijver")
    page.locator("main").get_by_role("button", name="Zoeken").click()

    page.get_by_role("button", name="Laat de redactie weten dat dit ontbreekt").click()

    expect(page.get_by_text("De redactie ziet dat dit nog ontbreekt.")).to_be_visible()
    expect(page.get_by_label("Waar wil je meer over weten?")).to_have_value("kinderboekenschrijver")
    assert [str(missed) for missed in FailedSearch.objects.all()] == ["kinderboekenschrijver"]


def test_a_theme_brings_all_kinds_together(enter):
    theme = make_theme("Verzuim")
    soest = make_municipality("Soest")
    here = {"themes": [theme]}
    make_case("Zelf roosteren", organisations=[soest], **here)
    make_meetup(title="HR in de regio", starts_at=timezone.now() + timedelta(days=9), **here)
    make_course("Gesprekken voeren", **here)
    make_trainer(user=make_user(name="Trudy Trainer"), levels={theme: "gives"})
    make_question(title="Wie helpt ons?", by=make_user(organisation=soest), **here)
    page = enter()
    page.goto("/themas/")

    page.get_by_role("link", name="Verzuim").click()

    for title in ("Zelf roosteren", "HR in de regio", "Gesprekken voeren", "Trudy Trainer"):
        expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_role("link", name="Wie helpt ons?")).to_be_visible()
    page.locator("section[aria-labelledby=gemeenten]").get_by_role("link", name="Soest").click()
    expect(page.get_by_role("heading", name="gemeente Soest", level=1)).to_be_visible()


def test_a_month_of_the_agenda_by_region_and_kind(enter, javascript):
    region, start = make_region("Midden"), next_month()
    make_meetup(title="In de buurt", region=region, starts_at=start)
    make_meetup(title="Ver weg", region=make_region("Noord"), starts_at=start)
    make_edition(title="Cursus op afstand", place="online", starts_at=start)
    page = enter()
    page.goto("/agenda/")
    page.get_by_role("link", name="Maand", exact=True).click()
    page.locator("a[rel=nofollow]").last.click()  # the next month
    for title in ("In de buurt", "Ver weg", "Cursus op afstand"):
        expect(page.get_by_role("link", name=title)).to_be_visible()

    choose(page, javascript, "Regio", "Midden")
    expect(page.get_by_role("link", name="Ver weg")).to_have_count(0)
    expect(page.get_by_role("link", name="In de buurt")).to_be_visible()
    choose(page, javascript, "Regio", "Alle regio's")
    choose(page, javascript, "Waar", "Online")

    expect(page.get_by_role("link", name="In de buurt")).to_have_count(0)
    expect(page.get_by_role("link", name="Cursus op afstand")).to_be_visible()
    expect(page).to_have_url(re.compile(f"maand={start:%Y-%m}.*waar=online"))


def next_month():
    """Somewhere in the month after this one, at an hour that exists."""
    first = timezone.localtime().replace(day=1, hour=13, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=45)).replace(day=10)


def choose(page, javascript, label, option):
    page.get_by_label(label, exact=True).select_option(label=option)
    if not javascript:
        page.get_by_role("button", name="Toon agenda").click()


def test_the_map_is_walked_by_keyboard(enter):
    utrecht = make_province("Utrecht")
    for name, latitude in (("Soest", "52.17"), ("Baarn", "52.21")):
        place = make_municipality(name, province=utrecht, latitude=latitude)
        make_case(f"Wat {name} deed", organisations=[place])
    page = enter()
    page.goto("/")
    country = page.get_by_role("group", name="Kaart van Nederland")

    country.get_by_role("link", name="Utrecht: 2").focus()
    page.keyboard.press("Tab")
    expect(country.get_by_role("link", name="Baarn: 1 praktijkvoorbeeld")).to_be_focused()
    page.keyboard.press("Tab")
    expect(country.get_by_role("link", name="Soest: 1 praktijkvoorbeeld")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="gemeente Soest", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Wat Soest deed")).to_be_visible()


def test_one_word_finds_every_kind_and_a_kind_is_chosen(enter, javascript):
    soest = make_municipality("Soest")
    make_case("Minder verzuim", organisations=[soest])
    make_meetup(title="Praten over verzuim", starts_at=timezone.now() + timedelta(days=9))
    make_course("Verzuim begrijpen")
    make_question(title="Hoe helpt werk bij verzuim?", by=make_user(organisation=soest))
    trainer = Trainer(user=make_user(name="Trudy Trainer"))
    keep_profile(trainer, levels={make_theme("Verzuim"): "gives"}, formats=[], now=timezone.now())
    page = enter()
    page.goto("/zoeken/")
    page.get_by_label("Waar wil je meer over weten?").fill("verzuim")
    page.locator("main").get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", name="6 resultaten")).to_be_visible()
    found = page.locator("#resultaten")
    for title in ("Minder verzuim", "Praten over verzuim", "Verzuim begrijpen", "Trudy Trainer"):
        expect(found.get_by_role("link", name=title)).to_be_visible()
    expect(found.get_by_role("link", name="Hoe helpt werk bij verzuim?")).to_be_visible()

    page.get_by_label("Kennisvragen").check()
    if not javascript:
        page.locator("main").get_by_role("button", name="Zoeken").click()

    expect(found.get_by_role("link", name="Minder verzuim")).to_have_count(0)
    expect(found.get_by_role("link", name="Hoe helpt werk bij verzuim?")).to_be_visible()
    expect(page).to_have_url(re.compile("soort=kennisvragen"))


def test_an_instrument_leads_to_who_uses_it_and_to_a_question(enter):
    case = make_case("Elkaar opzoeken", organisations=[make_municipality("Soest")])
    make_instrument("Vibe room", what="Een informele projectruimte.", cases=[case])
    make_theme("Duidelijke taal")
    page = enter(make_user(organisation=make_municipality("Baarn")))
    page.goto("/zoeken/?q=projectruimte")

    page.get_by_role("link", name="Vibe room").click()
    expect(page.get_by_role("heading", name="Vibe room", level=1)).to_be_visible()
    page.get_by_role("link", name="Elkaar opzoeken").click()
    page.get_by_role("link", name="Vibe room").click()
    page.get_by_role("link", name="Stel een kennisvraag").click()

    expect(page.get_by_label("Je vraag")).to_have_value("Vibe room")
