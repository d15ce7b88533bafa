import re
from datetime import timedelta

import pytest
import time_machine

from portal.gatherings import actions
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def body(answer):
    """The text but for the token against forged posts, which is another each time."""
    return re.sub(r"[0-9A-Za-z]{64}", "", answer.text).strip()


def post(client, meetup, act, user=None, **data):
    headers = data.pop("headers", None)
    if user:
        client.force_login(user)
    return client.post(f"{meetup.get_absolute_url()}{act}/", data, headers=headers)


def test_joining_and_leaving(client):
    meetup, comer = make_meetup(seats=1), make_user()

    joined = post(client, meetup, "aanmelden", comer, naam="on")
    mine = meetup.participations.get()
    assert joined.url == f"{meetup.get_absolute_url()}#meedoen"
    assert (mine.user, mine.state, mine.shows_name) == (comer, "seated", True)

    post(client, meetup, "afmelden")
    mine.refresh_from_db()
    assert mine.state == "left"


def test_a_name_shows_only_when_she_says_so(client):
    meetup = make_meetup()

    post(client, meetup, "aanmelden", make_user())

    assert meetup.participations.get().shows_name is False


def test_the_answer_to_htmx_is_the_part_about_taking_part(client):
    meetup = make_meetup(seats=1)
    seat(meetup, "Anna")

    answer = post(client, meetup, "aanmelden", make_user(), headers=HTMX)

    assert answer.status_code == 200
    assert "Je staat op de wachtlijst" in answer.text
    assert "<html" not in answer.text
    panel, _, head = body(answer).partition("</section>")
    assert panel in body(client.get(meetup.get_absolute_url()))
    assert 'hx-swap-oob="outerHTML"' in head  # what changed above it comes along


@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_refusal_says_why(client, headers):
    meetup = make_meetup(registration_closes_at=NOW)

    answer = post(client, meetup, "aanmelden", make_user(), headers=headers)

    assert answer.status_code == 409
    assert "Aanmelden kan niet meer: de aanmelding is gesloten." in answer.text
    assert not meetup.participations.exists()


def test_accepting_in_the_last_day(client, clock):
    meetup = make_meetup(seats=1)
    leaver, waiter = seat(meetup, "Anna", "Bart")
    clock.move_to(START - timedelta(hours=2))
    actions.leave(meetup, user=leaver.user, now=START - timedelta(hours=2))
    client.force_login(waiter.user)
    assert "Ik neem de plek" in client.get(meetup.get_absolute_url()).text

    post(client, meetup, "plek-aannemen")

    waiter.refresh_from_db()
    assert waiter.state == "seated"


@pytest.mark.parametrize("act", ["aanmelden", "afmelden", "plek-aannemen"])
def test_getting_changes_nothing_and_shows_the_page(client, act):
    meetup = make_meetup()
    client.force_login(make_user())

    answer = client.get(f"{meetup.get_absolute_url()}{act}/")

    assert answer.url == f"{meetup.get_absolute_url()}#meedoen"
    assert not meetup.participations.exists()


@pytest.mark.parametrize("act", ["aanmelden", "afmelden", "plek-aannemen"])
def test_a_visitor_signs_in_first(client, act):
    meetup = make_meetup()

    answer = post(client, meetup, act)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/")
    assert not meetup.participations.exists()


@pytest.mark.parametrize("act", ["aanmelden", "afmelden", "plek-aannemen"])
def test_what_she_may_not_see_does_not_exist(client, act):
    hidden = make_meetup(community=make_community(kind="hidden"))

    assert post(client, hidden, act, make_user()).status_code == 404


def test_members_join_what_their_hidden_community_holds(client):
    hidden = make_meetup(community=make_community(kind="hidden"))

    post(client, hidden, "aanmelden", make_member(hidden.community))

    assert hidden.participations.get().state == "seated"


def test_an_organiser_sees_it_but_is_no_member(client):
    from tests.factories.people import make_organiser

    hidden = make_meetup(community=make_community(kind="hidden"))

    answer = post(client, hidden, "aanmelden", make_organiser())

    assert answer.status_code == 409
    assert "Aanmelden kan alleen als je lid bent van deze community." in answer.text


def test_who_comes_back_from_signing_in_finds_only_what_she_may_see(client):
    hidden = make_meetup(community=make_community(kind="hidden"))
    client.force_login(make_user())

    answers = [client.get(f"{m.get_absolute_url()}aanmelden/") for m in (make_meetup(), hidden)]

    assert [answer.status_code for answer in answers] == [302, 404]
