import re

import pytest
import time_machine

from portal.accounts.models import User
from portal.mail.models import Mail
from tests.factories.communities import make_community, make_meetup
from tests.factories.gatherings import NOW
from tests.factories.people import make_user


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


def ask(client, meetup, **data):
    return post(client, meetup, "zonder-account", **data)


def test_without_an_account_she_is_mailed_a_link(client):
    meetup = make_meetup()
    assert (
        "Aanmelden zonder account" in client.get(f"{meetup.get_absolute_url()}zonder-account/").text
    )

    answer = ask(client, meetup, name="Gijs Gast", email="gijs@gast.example")

    assert answer.status_code == 200
    assert "We stuurden een mail naar gijs@gast.example." in answer.text
    assert Mail.objects.get().kind == "gatherings.guest"


def test_nobody_has_mail_sent_all_day(client):
    meetup = make_meetup()

    answers = [
        ask(client, meetup, name="Gijs", email=f"gijs{number}@gast.example").status_code
        for number in range(21)
    ]

    assert answers == [200] * 20 + [429]
    assert Mail.objects.count() == 20


def test_the_answer_does_not_tell_who_has_an_account(client):
    meetup = make_meetup()
    make_user(email="mia@soest.example")

    known = ask(client, meetup, name="Mia", email="mia@soest.example")
    new = ask(client, meetup, name="Mia", email="pia@soest.example")

    assert body(known).replace("mia@", "pia@") == body(new)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "", "email": "gijs@gast.example"}, "Dit veld is verplicht."),
        ({"name": "Gijs", "email": "geen adres"}, "Voer een geldig e-mailadres in."),
        ({"name": "Klik op https://kwaad.example", "email": "a@b.example"}, "alleen een naam"),
        ({"name": "Gijs", "email": "a@b.example\nBcc: c@d.example"}, "Voer een geldig"),
        ({"name": "x" * 1000, "email": "a@b.example"}, "niet meer dan 120 tekens"),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_is_lost(client, data, sentence):
    answer = ask(client, make_meetup(), **data)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not User.objects.exists()


def test_a_guest_is_told_when_it_is_closed(client):
    answer = ask(client, make_meetup(cancelled_at=NOW), name="Gijs", email="gijs@gast.example")

    assert answer.status_code == 422
    assert "Aanmelden kan niet meer: dit gaat niet door." in answer.text


def test_who_is_signed_in_needs_no_form(client):
    meetup = make_meetup()
    client.force_login(make_user())

    assert client.get(f"{meetup.get_absolute_url()}zonder-account/").url == (
        meetup.get_absolute_url()
    )


def test_what_is_hidden_takes_no_guests(client):
    hidden = make_meetup(community=make_community(kind="hidden"))

    assert ask(client, hidden, name="Gijs", email="a@b.example").status_code == 404
