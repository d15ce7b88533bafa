"""Nonsense in every address and in every field: a helpful page, never an error of ours.

The pages are those of tests/permissions/table.py, so a new one is asked by itself.
"""

from html.parser import HTMLParser

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.factories.gatherings import NOW
from tests.permissions.table import TABLE
from tests.permissions.world import World

PAGES = [row for row in TABLE if row.get == 200]
FORMS = [row for row in PAGES if row.post == 422 and row.name != "ui:components"]
# What some list may be asked.
QUESTIONS = [
    *("q", "pagina", "jaar", "thema", "regio", "provincie", "soort", "sortering", "bron", "omvang"),
    *("community", "deelt", "waar", "periode", "datum", "niveau", "werkvorm", "weergave", "maand"),
    *("vraag", "toelichting", "onderwerp", "next", "wie"),
]
NONSENSE = ["0", "10000", "abc", "x" * 1000, "9" * 5000, "Eén\nBcc: twee"]
FILTERED = [
    *[("cases:index", "thema"), ("cases:index", "jaar"), ("cases:index", "provincie")],
    *[("courses:index", "thema"), ("courses:index", "niveau")],
    *[("courses:questions", "thema"), ("courses:questions", "werkvorm")],
    *[("courses:trainers", "thema"), ("courses:trainers", "werkvorm")],
    *[("communities:meetups", "thema"), ("communities:meetups", "regio")],
    *[("discovery:search", "thema"), ("discovery:search", "soort")],
    *[("discovery:agenda", "thema"), ("discovery:agenda", "regio")],
    *[("discovery:organisations", "provincie"), ("discovery:organisations", "soort")],
]
LEFT_OUT = ["We lieten dit filter weg: ", "We laten dit weg: ", "Dit filter kennen we niet"]
# A calendar shows no message: a feed of something unknown does not exist.
FEEDS = {"discovery:agenda_feed"}
LONG, ENDLESS = "x" * 1000, "x" * 30_000
ONE_LINE = ("text", "email", "url", "tel", "search")
PLAUSIBLE = {
    "email": "iemand@soest.example",
    "date": "2027-03-01",
    "time": "10:00",
    "number": "2",
    "url": "https://soest.example/",
}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


class Fields(HTMLParser):
    """The fields of the forms on a page that are sent to itself: {name: (type, value)}."""

    def __init__(self, page, path):
        super().__init__()
        self.here, self.is_sent, self.found = ("", path), False, {}
        self.select = self.textarea = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        had = dict(attributes)
        if tag == "form":
            address = had.get("action", "").split("#")[0]
            self.is_sent = had.get("method") == "post" and address in self.here
        elif self.is_sent and tag == "option" and self.select:
            self._option(had.get("value", ""))
        elif self.is_sent and "name" in had and tag in ("input", "select", "textarea"):
            self._field(tag, had)

    def _field(self, tag, had):
        name, kind = had["name"], had.get("type", "text") if tag == "input" else tag
        self.select = name if tag == "select" else None
        self.textarea = name if tag == "textarea" else None
        if "checked" in had or name not in self.found:
            self.found[name] = (kind, had.get("value") or "")

    def _option(self, value):
        if not self.found[self.select][1]:
            self.found[self.select] = ("select", value)

    def handle_data(self, data):
        if self.textarea:
            self.found[self.textarea] = ("textarea", data.strip())

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.textarea = None
        if tag == "select":
            self.select = None


def visitor_of(row):
    """A client of somebody who may see the page, and its address."""
    world, client = World(), Client()
    url = reverse(row.name, kwargs=row.args(world))
    if user := world.people[row.who[0]]:
        client.force_login(user)
    return client, url


def filled(fields):
    """The form as somebody sends it who fills in something in each field."""
    return {
        name: value or PLAUSIBLE.get(kind, "Iets zinnigs") for name, (kind, value) in fields.items()
    }


def send(client, url, data):
    """The answer; undone, so that each finds the same page."""
    with transaction.atomic():
        response = client.post(url, data)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_nonsense_in_the_address(row):
    client, url = visitor_of(row)

    answers = [client.get(url, dict.fromkeys(QUESTIONS, wrong)) for wrong in NONSENSE]

    expected = 404 if row.name in FEEDS else 200
    assert [answer.status_code for answer in answers] == [expected] * len(NONSENSE)


@pytest.mark.parametrize(("name", "question"), FILTERED)
def test_a_filter_that_nobody_knows_is_left_out_and_said(client, name, question):
    answer = client.get(reverse(name), {question: "bestaat-niet"})

    assert answer.status_code == 200
    assert [words for words in LEFT_OUT if words in answer.text] != []
    assert [words for words in LEFT_OUT if words in client.get(reverse(name)).text] == []


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_nonsense_in_every_field_at_once(row):
    client, url = visitor_of(row)
    names = Fields(client.get(url).text, url).found

    answers = [send(client, url, dict.fromkeys(names, wrong)) for wrong in [*NONSENSE, "\0"]]

    assert len(names) > 1
    assert {answer.status_code for answer in answers} <= {302, 422}  # some words are words


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_too_much_in_one_field_is_said_and_kept(row):
    client, url = visitor_of(row)
    fields = Fields(client.get(url).text, url).found
    wrong = {name: LONG for name, (kind, _) in fields.items() if kind in ONE_LINE}
    wrong |= {name: ENDLESS for name, (kind, _) in fields.items() if kind == "textarea"}

    answers = {name: send(client, url, filled(fields) | {name: wrong[name]}) for name in wrong}

    assert {name: answers[name].status_code for name in wrong} == dict.fromkeys(wrong, 422)
    assert [name for name in wrong if wrong[name] not in answers[name].text] == []
