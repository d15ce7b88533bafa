from datetime import timedelta

import pytest
import time_machine

from communities.models import Meetup
from tests.communities.managing import edit, plan, run_by
from tests.factories.communities import make_meetup
from tests.factories.gatherings import NOW, START

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


SECOND = {"day_2": "2026-12-04", "starts_2": "13:00", "ends_2": "14:00"}


def starts(meetup):
    return list(meetup.moments.standing().values_list("starts_at", flat=True))


def test_several_moments_are_planned_changed_and_dropped(client):
    plan(client, **SECOND)
    meetup = Meetup.objects.get()
    assert starts(meetup) == [START, START + DAY]

    edit(client, meetup, **SECOND | {"starts_2": "13:30"})
    assert starts(meetup) == [START, START + DAY + HOUR / 2]

    edit(client, meetup)
    assert starts(meetup) == [START]


def test_more_moments_than_the_form_shows_stay(client):
    moments = [(START + n * DAY, START + n * DAY + HOUR) for n in range(4)]
    meetup = make_meetup(moments=moments)
    url = run_by(client, meetup)
    assert 'value="2026-12-05"' in client.get(f"{url}bewerken/").text

    edit(client, meetup)

    assert starts(meetup) == [START, START + 3 * DAY]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"ends_2": ""}, ["ends_2"]),
        ({"day_2": "", "ends_2": ""}, ["day_2", "ends_2"]),
        ({"starts_2": "uur"}, ["starts_2"]),
        ({"ends_2": "12:00"}, ["ends_2"]),
        ({"day_2": "2026-11-01"}, ["day_2"]),
        ({"day_2": "2026-12-03"}, ["starts_2"]),
        ({"day_3": "2026-12-04", "starts_3": "13:00", "ends_3": "15:00"}, ["starts_3"]),
        ({"day_2": "2027-03-28", "starts_2": "02:00"}, ["starts_2"]),
    ],
)
def test_a_mistake_in_a_further_moment_is_said_there(client, changes, errors):
    answer = plan(client, **SECOND | changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == errors


def test_a_moment_that_the_form_does_not_show_is_not_asked_for_again(client):
    moments = [(START + n * DAY, START + n * DAY + HOUR) for n in range(4)]
    meetup = make_meetup(moments=moments)

    answer = edit(client, meetup, day="2026-12-06")

    assert answer.context["form"].errors == {"starts": ["Dit moment staat er al. Kies een ander."]}
