"""A next one from the one before: the same but for what belongs to its day."""

from datetime import date, time, timedelta

import pytest
import time_machine

from portal.gatherings import actions
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_organiser

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def organiser(client):
    user = make_organiser()
    client.force_login(user)
    with time_machine.travel(NOW, tick=False):
        yield user


@pytest.fixture
def source(make_gathering):
    gathering = make_gathering(
        title="Samen leren",
        moments=[(START, START + HOUR), (START + 24 * HOUR, START + 27 * HOUR)],
        seats=7,
        minimum=3,
        registration_closes_at=START - HOUR,
        reminder_days=[3],
    )
    seat(gathering, "Anna")
    soest, until = make_organisation("Soest"), START - timedelta(days=2)
    actions.reserve(gathering, organisation=soest, seats=1, releases_at=until, now=NOW)
    actions.cancel(gathering, reason="Ziek.", now=NOW)
    return gathering


def filled_in(form):
    """What the form shows, as a browser sends it."""
    values = {}
    for field in form:
        value = field.value()
        if isinstance(value, (list, tuple)) or hasattr(value, "all"):
            value = [getattr(one, "pk", one) for one in value]
        if value is not None and not field.name.startswith("registration_"):
            values[field.name] = value
    return values


def test_it_shows_the_hours_and_not_the_days(client, source):
    form = client.get(f"{source.get_absolute_url()}kopieren/").context["form"]

    assert [form[name].value() for name in ("starts", "ends", "starts_2", "ends_2")] == [
        time(13),
        time(14),
        time(13),
        time(16),
    ]
    assert [form[name].value() for name in ("day", "day_2", "registration_closes_at")] == [None] * 3


def test_with_new_days_it_is_a_concept_of_its_own(client, source):
    url = f"{source.get_absolute_url()}kopieren/"
    data = filled_in(client.get(url).context["form"])

    answer = client.post(url, data | {"day": "2027-01-14", "day_2": "2027-01-15"})

    copied = type(source).objects.latest("pk")
    assert answer.url == copied.get_absolute_url() != source.get_absolute_url()
    if hasattr(copied, "community"):  # an edition has the title of its course
        assert copied.title == "Samen leren"
    assert (copied.seats, copied.minimum, copied.reminder_days) == (7, 3, [3])
    assert [moment.starts_at.date() for moment in copied.moments.standing()] == [
        date(2027, 1, 14),
        date(2027, 1, 15),
    ]
    assert (copied.published_at, copied.cancelled_at, copied.registration_closes_at) == (
        None,
        None,
        None,
    )
    assert (copied.taken, copied.participations.count(), copied.reservations.count()) == (0, 0, 0)
    assert (copied.sequence, copied.cancel_reason) == (0, "")


def test_without_a_day_it_says_so_and_keeps_the_rest(client, source):
    url = f"{source.get_absolute_url()}kopieren/"

    answer = client.post(url, filled_in(client.get(url).context["form"]))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"day", "day_2"}


def test_a_minimum_above_the_seats_is_said(client, make_gathering):
    gathering = make_gathering(seats=3)
    url = f"{gathering.get_absolute_url()}bewerken/"
    data = filled_in(client.get(url).context["form"])

    answer = client.post(url, data | {"minimum": "4"})

    assert answer.context["form"].errors == {
        "minimum": ["Dit is meer dan het aantal plaatsen. Kies er minder."]
    }


def test_the_minimum_is_on_the_page(client, make_gathering):
    gathering = make_gathering(seats=10, minimum=6)

    assert "Vanaf 6 deelnemers" in client.get(gathering.get_absolute_url()).text


def test_organisers_are_warned_about_what_is_edited(client, organiser, make_gathering):
    gathering = make_gathering(seats=10, created_by=organiser)
    url = f"{gathering.get_absolute_url()}bewerken/"
    data = filled_in(client.get(url).context["form"])

    client.post(url, data | {"minimum": "4"})

    assert Mail.objects.filter(kind="gatherings.too_few").count() == 1
