"""The steps of writing as they look with rows filled in, wrong, in a collision and with remarks."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions import remarks, review
from cases.models import Place, State
from cases.steps import STEPS
from tests.browser.looking import look
from tests.browser.test_pages import sign_in
from tests.factories.cases import NOW, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor, make_user
from tests.factories.themes import make_theme
from tests.typing_in import form_of

pytestmark = pytest.mark.browser

FIGURES = [
    {"kind": "number", "name": "teams", "unit": "", "values": [{"value": "12"}]},
    {
        "kind": "series",
        "name": "verzuim",
        "unit": "%",
        "values": [{"year": 2023, "value": "4.1"}, {"year": 2024, "value": "3.9"}],
    },
]
FILLED = {
    "sections": [
        {"kind": "approach", "body": "Wij begonnen.\n\n1. klein\n2. vaak"},
        {"kind": "result", "body": "Een uur per week minder."},
    ],
    "factors": [{"kind": "bear", "text": "Te weinig tijd"}, {"kind": "tip", "text": "Begin"}],
    "figures": FIGURES,
    "quotes": [{"text": "Het werkt.", "person": "Fien Fictief"}],
    "people": [{"role": "contact", "name": "Fien Fictief"}],
    "partners": [{"name": "Een bureau", "is_commercial": True}],
    "references": [{"text": "Een boek"}],
    "links": [{"label": "De site", "url": "https://voorbeeld.nl"}],
}


@pytest.fixture
def writer(transactional_db, context, live_server):
    writer = make_organisation_editor(make_municipality("Soest"))
    sign_in(context, live_server, writer)
    return writer


@pytest.fixture
def case(writer):
    filled = FILLED | {"themes": [make_theme("Leren")]}
    return make_version("Samen leren", organisations=[writer.organisation], **filled).case


def address(case, step):
    return reverse("cases:step", args=[case.slug, step])


def wrong_on(page, case, steps):
    """By step what is wrong with its page, and how many alerts it shows."""
    found = {}
    for step in steps:
        page.goto(address(case, step))
        found |= {step: wrong} if (wrong := look(page)) else {}
    return found


def post(user, case, step, **typed):
    client = Client()
    client.force_login(user)
    return client.post(address(case, step), opened(client, case, step) | typed)


def opened(client, case, step):
    return form_of(client.get(address(case, step)), "schrijven")


def test_steps_that_are_filled_in(page, case):
    assert wrong_on(page, case, STEPS) == {}


def test_steps_with_remarks_of_the_editors(page, case):
    version = case.work()
    review.hand_in(version, by=None, now=NOW)
    review.take(version, by=None, now=NOW)
    for place in Place:
        remarks.remark(version, by=None, now=NOW, place=place, text="Wat kostte het?")
    review.request_changes(version, by=None, now=NOW, reason="Bijna.")

    page.goto(address(case, "verhaal"))
    assert page.get_by_text("Wat kostte het?").count() == 6
    assert wrong_on(page, case, STEPS) == {}


def test_steps_with_something_wrong(page, case, writer):
    post(writer, case, "kort", **{"facts-year": "3000", "title-title": ""})
    post(writer, case, "cijfers", **{"figures-0-value": "veel"})
    post(writer, case, "mensen", **{"people-0-email": "geen adres"})
    post(writer, case, "vindbaar", **{"links-0-url": "geen adres"})

    assert wrong_on(page, case, ["kort", "cijfers", "mensen", "vindbaar", "indienen"]) == {}
    assert page.get_by_text("niet alles opgeslagen").count() == 4


def test_steps_with_two_texts_to_choose_from(page, case, writer):
    for step, name in (("verhaal", "approach-body"), ("lessen", "factors-0-text")):
        mine, theirs = Client(), Client()
        mine.force_login(writer)
        theirs.force_login(make_user(organisation=writer.organisation))
        typed = {browser: opened(browser, case, step) for browser in (theirs, mine)}
        for browser, form in typed.items():
            browser.post(address(case, step), form | {name: f"Van {id(browser)}"})

    assert wrong_on(page, case, ["verhaal", "lessen"]) == {}
    assert page.get_by_text("Jullie schreven hier allebei").count() == 1


def test_steps_that_the_editors_have(page, case):
    review.hand_in(case.work(), by=None, now=NOW)

    assert wrong_on(page, case, ["kort", "beeld", "indienen"]) == {}
    assert case.work().state == State.SUBMITTED
