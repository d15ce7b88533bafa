from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from cases.actions import review
from cases.models import State, Version
from portal.mail.models import Mail
from portal.organisations.models import Organisation
from tests.cases.writing.pages import CREATE, address_of, autosave, opened
from tests.factories.cases import NOW, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import (
    make_user,
)
from tests.factories.themes import make_theme


def test_handing_in_asks_for_what_lacks(client, case):
    page = client.get(address_of(case, "indienen")).text
    response = client.post(reverse("cases:hand_in", args=[case.slug]))

    assert "Kies minstens één thema" in page
    assert ">Dien in</button>" not in page
    assert response.status_code == 422
    assert Version.objects.get().state == State.CONCEPT


@pytest.fixture
def complete(writer):
    sections = [
        {"kind": "approach", "body": "<p>Meten</p>"},
        {"kind": "result", "body": "<p>8</p>"},
    ]
    contact = {"role": "contact", "name": "Fien Fictief"}
    return make_version(
        "Leren",
        organisations=[writer.organisation],
        sections=sections,
        people=[contact],
        themes=[make_theme("Leiderschap")],
    ).case


def test_a_complete_case_goes_to_the_editors(client, complete):
    assert ">Dien in</button>" in client.get(address_of(complete, "indienen")).text

    response = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert "Ingediend." in client.get(response.url).text
    assert Version.objects.get().state == State.SUBMITTED
    assert Mail.objects.count() == 1
    assert "al ingediend" in client.get(address_of(complete, "indienen")).text


def test_a_member_does_not_hand_in(client, complete, writer):
    client.force_login(make_user(organisation=writer.organisation))

    page = client.get(address_of(complete, "indienen")).text
    response = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert ">Dien in</button>" not in page
    assert "Een redacteur van je organisatie dient het in." in client.get(response.url).text
    assert Version.objects.get().state == State.CONCEPT


def test_text_that_is_not_saved_is_not_handed_in(client, complete):
    form = opened(client, complete, "kort") | {"facts-year": "ooit"}
    autosave(client, complete, "kort", form)

    response = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert "«In het kort» staat nog tekst die niet is opgeslagen" in response.text


def test_nobody_starts_or_hands_in_for_a_municipality_that_ended(client, complete):
    Organisation.objects.update(ended_on="2026-01-01")

    start = client.post(CREATE, {"title": "Leren"})
    hand_in = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert "gemeente Soest, en die is opgeheven" in start.text
    assert hand_in.status_code == 422
    assert "gemeente Soest bestaat niet meer" in hand_in.text


@pytest.mark.parametrize("state", [State.SUBMITTED, State.REJECTED])
def test_withdrawing_makes_it_a_concept(client, writer, state):
    case = make_version("Leren", organisations=[writer.organisation], state=state).case
    address = reverse("cases:withdraw", args=[case.slug])

    assert client.get(address).status_code == 405
    response = client.post(address)

    assert response.url == case.get_absolute_url()
    assert Version.objects.get().state == State.CONCEPT
    assert "weer een concept" in client.get(response.url).text


def test_a_member_cannot_withdraw(client):
    soest = make_municipality()
    case = make_version(organisations=[soest], state=State.SUBMITTED).case
    client.force_login(make_user(organisation=soest))

    response = client.post(reverse("cases:withdraw", args=[case.slug]))

    assert "Vraag een redacteur van je organisatie" in client.get(response.url).text
    assert Version.objects.get().state == State.SUBMITTED


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_in_at_once_one_is_told(client, complete):
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            review.hand_in(complete.work(), by=None, now=NOW)
            second = other.submit(_hand_in, client, complete)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
        address = second.result().url

    assert "Iemand anders heeft net al een stap gezet." in client.get(address).text


def _hand_in(client, case):
    try:
        return client.post(reverse("cases:hand_in", args=[case.slug]))
    finally:
        connection.close()
