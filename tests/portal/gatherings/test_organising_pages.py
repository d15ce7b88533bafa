"""What an organiser of a meetup and a trainer of an edition do alike."""

from datetime import timedelta

import pytest
import time_machine

from portal.gatherings import actions
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_organiser, make_user


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organiser(client):
    user = make_organiser()
    client.force_login(user)
    return user


def address(gathering, rest):
    return f"{gathering.get_absolute_url()}{rest}"


@pytest.mark.usefixtures("organiser")
def test_seats_are_kept_and_given_free(client, make_gathering):
    gathering, soest = make_gathering(seats=5), make_organisation("Soest")
    data = {"organisation": soest.pk, "seats": "2", "until": "2026-11-20"}

    page = client.post(address(gathering, "vrijhouden/"), data, follow=True).text

    reservation = gathering.reservations.get()
    assert (reservation.held, reservation.releases_at.isoformat()) == (
        2,
        "2026-11-20T23:00:00+00:00",
    )
    assert "Vrijgehouden voor Soest." in page
    assert "nog 3 van de 5 plaatsen vrij" in page
    page = client.post(address(gathering, f"vrijhouden/{soest.pk}/vrijgeven/"), follow=True).text
    assert "De plaatsen van Soest zijn voor iedereen." in page
    assert "nog 5 van de 5 plaatsen vrij" in page
    assert "voorbij" in page


@pytest.mark.usefixtures("organiser")
def test_all_taken_is_said(client, make_gathering):
    gathering, soest = make_gathering(seats=5), make_organisation("Soest")
    until = START - timedelta(days=7)
    actions.reserve(gathering, organisation=soest, seats=1, releases_at=until, now=NOW)
    actions.join(gathering, user=make_user(organisation=soest), now=NOW)

    assert "alles bezet" in client.get(address(gathering, "vrijhouden/")).text


@pytest.mark.usefixtures("organiser")
def test_on_the_last_day_seats_are_kept_until_24_hours_before(client, make_gathering):
    gathering, soest = make_gathering(seats=5), make_organisation("Soest")
    data = {"organisation": soest.pk, "seats": "2", "until": "2026-12-02"}

    client.post(address(gathering, "vrijhouden/"), data)

    assert gathering.reservations.get().releases_at == START - timedelta(hours=24)


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"seats": "9"}, {"__all__": ["Zoveel plaatsen zijn er niet vrij. Er zijn er nog 5."]}),
        ({"seats": "0"}, {"seats": ["Houd minstens één plaats vrij."]}),
        (
            {"until": "2026-12-03"},
            {"until": ["Kies een dag die minstens 24 uur voor het begin ligt."]},
        ),
        (
            {"until": "9999-12-31"},
            {"until": ["Kies een dag die minstens 24 uur voor het begin ligt."]},
        ),
        (
            {"until": "2026-11-01"},
            {"__all__": ["Kies een moment dat nog komt, en minstens 24 uur voor het begin."]},
        ),
        (
            {"organisation": "x"},
            {"organisation": ["Kies een organisatie uit de lijst."]},
        ),
    ],
)
@pytest.mark.usefixtures("organiser")
def test_what_cannot_be_kept_is_said_and_stays_typed(client, make_gathering, given, errors):
    gathering, soest = make_gathering(seats=5), make_organisation("Soest")
    data = {"organisation": soest.pk, "seats": "2", "until": "2026-11-20"} | given

    answer = client.post(address(gathering, "vrijhouden/"), data)

    assert answer.status_code == 422
    assert answer.context["form"].errors == errors
    assert f'value="{data["seats"]}"' in answer.text


@pytest.mark.usefixtures("organiser")
def test_who_has_no_seats_kept_has_none_to_give_free(client, make_gathering):
    gathering, soest = make_gathering(seats=5), make_organisation("Soest")

    answer = client.post(address(gathering, f"vrijhouden/{soest.pk}/vrijgeven/"))

    assert answer.status_code == 404


@pytest.mark.usefixtures("organiser")
def test_a_gathering_without_a_limit_says_that_keeping_needs_none(client, make_gathering):
    gathering = make_gathering(seats=None)

    assert "er is plaats voor iedereen" in client.get(address(gathering, "vrijhouden/")).text


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.usefixtures("organiser")
def test_the_list_of_kept_seats_costs_the_same(
    client, make_gathering, people, django_assert_num_queries
):
    gathering = make_gathering(seats=20)
    for number in range(people):
        actions.reserve(
            gathering,
            organisation=make_organisation(f"Gemeente {number}"),
            seats=1,
            releases_at=START - timedelta(days=7),
            now=NOW,
        )

    with django_assert_num_queries(5):
        client.get(address(gathering, "vrijhouden/"))


@pytest.mark.usefixtures("organiser")
def test_the_panel_leads_to_the_pages(client, make_gathering):
    gathering = make_gathering(seats=5)
    seat(gathering, "Anna")

    page = client.get(gathering.get_absolute_url()).text

    for rest in ("deelnemers/", "bewerken/", "vrijhouden/", "afgelasten/"):
        assert f'href="{address(gathering, rest)}"' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"seats": None}, "plaatsen vrijhouden is niet nodig"),
        ({"seats": 5, "cancelled_at": NOW}, "zolang het doorgaat"),
        ({"seats": 5, "starts_at": NOW + timedelta(hours=23)}, "tot 24 uur voor het begin"),
    ],
)
@pytest.mark.usefixtures("organiser")
def test_where_none_can_be_kept_there_is_no_form(client, make_gathering, fields, sentence):
    page = client.get(address(make_gathering(**fields), "vrijhouden/")).text

    assert sentence in page
    assert "Hoeveel plaatsen?" not in page
