from datetime import timedelta

import pytest
import time_machine
from django.core import signing

from portal.accounts.models import User
from portal.gatherings import actions, links
from portal.gatherings.refusals import NotOpen
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_guest, make_user


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def ask(gathering, *, name="Gijs Gast", email="gijs@gast.example", now=NOW):
    actions.ask_to_confirm(gathering, name=name, email=email, now=now)
    return gathering.participations.filter(user__email=email).first()


def test_who_asks_holds_nothing_until_she_confirms(make_gathering):
    gathering = make_gathering(seats=1)

    asked = ask(gathering)

    gathering.refresh_from_db()
    assert (asked.state, asked.turn, gathering.taken) == ("pending", 0, 0)
    assert (asked.user.name, asked.user.is_guest) == ("Gijs Gast", True)
    assert asked.user.has_usable_password() is False


def test_asking_again_mails_once_an_hour_and_makes_one_person(make_gathering):
    gathering = make_gathering()

    for minutes in (0, 30, 60):
        ask(gathering, now=NOW + timedelta(minutes=minutes))

    assert User.objects.get().email == "gijs@gast.example"
    assert Mail.objects.filter(kind="gatherings.guest").count() == 2


def test_for_a_member_nothing_is_made_but_a_mail_that_says_sign_in(make_gathering):
    gathering, member = make_gathering(), make_user(email="mia@soest.example")

    ask(gathering, email="MIA@soest.example")

    assert list(User.objects.all()) == [member]
    assert not gathering.participations.exists()
    assert Mail.objects.get().kind == "gatherings.has_account"


def test_nobody_asks_when_it_is_not_open(make_gathering):
    gathering = make_gathering(cancelled_at=NOW)

    with pytest.raises(NotOpen):
        ask(gathering)

    assert not User.objects.exists()


def test_who_left_may_ask_again(make_gathering):
    gathering, guest = make_gathering(), make_guest(email="gijs@gast.example")
    actions.join(gathering, user=guest, now=NOW)
    actions.leave(gathering, user=guest, now=NOW)

    asked = ask(gathering)

    assert (asked.state, asked.left_at, asked.turn) == ("pending", None, 1)


def test_the_link_shows_on_get_and_acts_on_post(make_gathering, client):
    asked = ask(make_gathering())
    url = links.url_of(links.CONFIRM, asked)

    page = client.get(url)
    asked.refresh_from_db()
    assert (page.status_code, asked.state) == (200, "pending")
    assert "Ja, ik doe mee" in page.text

    answer = client.post(url, follow=True)
    asked.refresh_from_db()
    assert (answer.status_code, asked.state) == (200, "seated")
    assert "Je doet mee" in answer.text
    assert "Ja, ik doe mee" not in answer.text


def test_confirming_twice_is_confirming_once(make_gathering, client):
    asked = ask(make_gathering())
    url = links.url_of(links.CONFIRM, asked)

    for _ in range(2):
        client.post(url)

    asked.refresh_from_db()
    assert (asked.state, asked.turn) == ("seated", 1)


def test_when_it_is_full_she_waits(make_gathering, client):
    gathering = make_gathering(seats=1)
    asked = ask(gathering)
    seat(gathering, "Anna")

    answer = client.post(links.url_of(links.CONFIRM, asked), follow=True)

    assert "Je staat op de wachtlijst" in answer.text


def test_in_the_last_day_the_link_says_that_a_place_is_free(make_gathering, client):
    late = START - timedelta(hours=20)
    gathering = make_gathering(seats=1)
    leaver, _ = seat(gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=late)

    with time_machine.travel(late):
        answer = client.post(links.url_of(links.CONFIRM, ask(gathering, now=late)), follow=True)

    assert "Er is een plek vrij. In je mail staat hoe je die neemt" in answer.text


def test_a_link_of_before_she_left_does_not_bring_her_back(make_gathering, client):
    gathering = make_gathering()
    asked = ask(gathering)
    url = links.url_of(links.CONFIRM, asked)
    client.post(url)
    actions.leave(gathering, user=asked.user, now=NOW)

    answer = client.post(url)

    asked.refresh_from_db()
    assert (answer.status_code, asked.state) == (200, "left")
    assert "Je bent afgemeld" in answer.text


def test_after_seven_days_the_link_is_too_old(make_gathering, client):
    url = links.url_of(links.CONFIRM, ask(make_gathering()))

    with time_machine.travel(NOW + timedelta(days=7, seconds=1)):
        answer = client.post(url)

    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.text


def test_when_it_is_closed_the_link_says_why_not(make_gathering, client):
    gathering = make_gathering()
    url = links.url_of(links.CONFIRM, ask(gathering))
    type(gathering).objects.update(registration_closes_at=NOW)

    answer = client.post(url)

    assert answer.status_code == 409
    assert "de aanmelding is gesloten" in answer.text


def test_leaving_by_link(make_gathering, client):
    gathering = make_gathering(seats=1)
    comer, waiter = seat(gathering, "Anna", "Bart")
    url = links.url_of(links.LEAVE, comer)

    page = client.get(url)
    comer.refresh_from_db()
    assert comer.state == "seated"
    assert "Ja, meld mij af" in page.text

    answer = client.post(url, follow=True)
    comer.refresh_from_db()
    waiter.refresh_from_db()
    assert (comer.state, waiter.state) == ("left", "seated")
    assert "Je bent afgemeld" in answer.text


def test_accepting_by_link(make_gathering, client):
    gathering = make_gathering(seats=1)
    comer, waiter = seat(gathering, "Anna", "Bart")
    late = START - timedelta(hours=2)
    actions.leave(gathering, user=comer.user, now=late)
    url = links.url_of(links.ACCEPT, waiter)

    with time_machine.travel(late):
        page = client.get(url)
        waiter.refresh_from_db()
        assert waiter.state == "waiting"
        assert "Ja, ik neem de plek" in page.text
        answer = client.post(url, follow=True)

    waiter.refresh_from_db()
    assert waiter.state == "seated"
    assert "Je doet mee" in answer.text


@pytest.mark.parametrize("act", [links.CONFIRM, links.LEAVE, links.ACCEPT])
def test_a_link_for_another_act_or_person_or_made_up_is_nothing(make_gathering, client, act):
    (comer,) = seat(make_gathering(), "Anna")
    other = {links.CONFIRM: links.LEAVE}.get(act, links.CONFIRM)
    token = links.url_of(other, comer).rstrip("/").rsplit("/", 1)[1]
    gone = signing.dumps(["communities.registration:999999", 1], salt=f"gatherings.{act}")
    earlier = signing.dumps([f"{comer._meta.label_lower}:{comer.pk}", 3], salt=f"gatherings.{act}")

    for wrong in (token, "verzonnen", gone, earlier):
        for method in (client.get, client.post):
            assert (
                method(
                    links.url_of(act, comer).replace(
                        links.url_of(act, comer).rstrip("/").rsplit("/", 1)[1], wrong
                    )
                ).status_code
                == 404
            )
