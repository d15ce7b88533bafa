from datetime import timedelta

import pytest
import time_machine

from portal.gatherings import actions
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.gatherings import NOW, seat
from tests.factories.people import make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_mine_shows_what_comes_and_where_she_belongs(client):
    reader = make_user(name="Anna")
    joined, full = make_meetup(title="Hier zit ik"), make_meetup(title="Hier wacht ik", seats=1)
    off, past = make_meetup(title="Afgelast"), make_meetup(title="Geweest")
    seat(full, "Bart")
    for meetup in (joined, full, off, past):
        actions.join(meetup, user=reader, now=NOW)
    actions.cancel(off, reason="Ziek.", now=NOW)
    type(past).objects.filter(pk=past.pk).update(
        starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1)
    )
    make_member(make_community(name="HR-professionals"), user=reader)
    make_community(name="Niet van mij")
    client.force_login(reader)

    page = client.get("/mijn/bijeenkomsten/").text
    fragment = client.get("/mijn/bijeenkomsten/", headers=HTMX).text

    for title, is_shown in [
        ("Hier zit ik", True),
        ("Hier wacht ik", True),
        ("HR-professionals", True),
        ("Afgelast", False),
        ("Geweest", False),
        ("Niet van mij", False),
    ]:
        assert (title in page) is is_shown
    assert fragment.strip() in page


def test_mine_is_empty_at_first(client):
    client.force_login(make_user())

    assert "Je bent nog nergens aangemeld." in client.get("/mijn/bijeenkomsten/").text


@pytest.mark.parametrize("number", [1, 3])
def test_mine_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    reader = make_user()
    for _ in range(number):
        actions.join(make_meetup(), user=reader, now=NOW)
        make_member(make_community(), user=reader)
    client.force_login(reader)

    with django_assert_num_queries(5):
        client.get("/mijn/bijeenkomsten/")
