"""Colleagues who are signed up together, and what is offered when there is not room for all."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from portal.gatherings import actions, tasks
from portal.gatherings.clock import AMSTERDAM
from portal.gatherings.refusals import NotOpen, PlaceGone
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user
from tests.portal.gatherings.letters import planned, write

THURSDAY_NIGHT = datetime(2026, 11, 6, 0, tzinfo=AMSTERDAM)  # NOW is Monday: three working days


def together(gathering, *names, now=NOW):
    first, *others = [make_user(name=name) for name in names]
    actions.join(gathering, user=first, colleagues=others, now=now)
    return states(gathering)


def states(gathering):
    rows = gathering.participations.order_by("joined_at", "pk")
    return [(one.user.name, one.state) for one in rows.select_related("user")]


def held(gathering):
    gathering.refresh_from_db()
    return gathering.taken


def mails(gathering):
    rows = Mail.objects.exclude(kind="gatherings.reminder").open().order_by("pk")
    return [(row.kind.removeprefix("gatherings."), row.recipient.split(":")[1]) for row in rows]


def person(gathering, name):
    return gathering.participations.select_related("user").get(user__name=name)


def test_all_get_a_seat_where_there_is_room_for_all(make_gathering):
    gathering = make_gathering(seats=3)

    assert together(gathering, "Anna", "Bart", "Carla") == [
        ("Anna", "seated"),
        ("Bart", "seated"),
        ("Carla", "seated"),
    ]
    assert held(gathering) == 3
    assert person(gathering, "Anna").signed_up_by is None
    assert person(gathering, "Bart").signed_up_by.name == "Anna"
    assert sorted(kind for kind, _ in mails(gathering)) == ["confirmed"] * 3


def test_all_wait_behind_who_waits_already(make_gathering):
    gathering = make_gathering(seats=1)
    seat(gathering, "Zeger", "Yara")

    assert together(gathering, "Anna", "Bart")[2:] == [("Anna", "waiting"), ("Bart", "waiting")]
    assert held(gathering) == 1


def test_who_is_in_already_stays_as_she_is_and_needs_no_seat(make_gathering):
    gathering = make_gathering(seats=2)
    (bart,) = seat(gathering, "Bart")
    anna = make_user(name="Anna")

    actions.join(gathering, user=anna, colleagues=[bart.user], now=NOW)

    assert states(gathering) == [("Bart", "seated"), ("Anna", "seated")]
    assert person(gathering, "Bart").signed_up_by is None


def test_one_seat_for_two_is_offered_to_the_first_and_held_for_her(make_gathering):
    gathering = make_gathering(seats=1)

    assert together(gathering, "Anna", "Bart") == [("Anna", "offered"), ("Bart", "waiting")]
    assert held(gathering) == 1
    assert person(gathering, "Anna").offered_until == THURSDAY_NIGHT
    (stranger,) = seat(gathering, "Zeger")
    assert stranger.is_waiting


def test_two_seats_for_three_are_offered_to_the_first_two(make_gathering):
    gathering = make_gathering(seats=2)

    assert together(gathering, "Anna", "Bart", "Carla") == [
        ("Anna", "offered"),
        ("Bart", "offered"),
        ("Carla", "waiting"),
    ]


def test_an_offer_ends_when_the_last_24_hours_begin(make_gathering):
    gathering = make_gathering(seats=1)

    together(gathering, "Anna", "Bart", now=START - timedelta(hours=30))

    assert person(gathering, "Anna").offered_until == START - timedelta(hours=24)


def test_an_offer_is_never_one_of_minutes(make_gathering):
    gathering, now = make_gathering(seats=1), START - timedelta(hours=24, minutes=2)

    together(gathering, "Anna", "Bart", now=now)

    assert person(gathering, "Anna").offered_until == now + timedelta(hours=4)
    actions.end_terms(now=now + timedelta(hours=4))
    assert states(gathering) == [("Anna", "left"), ("Bart", "waiting")]  # and is told: it is free


def test_in_the_last_24_hours_two_wait_and_the_first_to_say_so_has_the_seat(make_gathering):
    gathering, now = make_gathering(seats=1), START - timedelta(hours=23)

    assert together(gathering, "Anna", "Bart", now=now) == [
        ("Anna", "waiting"),
        ("Bart", "waiting"),
    ]
    actions.accept(gathering, user=person(gathering, "Bart").user, now=now)
    assert states(gathering) == [("Anna", "waiting"), ("Bart", "seated")]


def test_who_takes_the_offer_has_a_seat_and_is_told(make_gathering):
    gathering = make_gathering(seats=1)
    together(gathering, "Anna", "Bart")
    anna = person(gathering, "Anna").user

    mine = actions.accept(gathering, user=anna, now=THURSDAY_NIGHT - timedelta(minutes=1))

    assert (mine.state, mine.offered_until, held(gathering)) == ("seated", None, 1)
    assert ("promoted", str(anna.pk)) in mails(gathering)


def test_an_offer_that_has_ended_cannot_be_taken(make_gathering):
    gathering = make_gathering(seats=1)
    together(gathering, "Anna", "Bart")

    with pytest.raises(PlaceGone, match="verlopen"):
        actions.accept(gathering, user=person(gathering, "Anna").user, now=THURSDAY_NIGHT)


def test_who_refuses_the_offer_makes_way_for_the_next(make_gathering):
    gathering = make_gathering(seats=1)
    together(gathering, "Anna", "Bart")

    actions.leave(gathering, user=person(gathering, "Anna").user, now=NOW)

    assert states(gathering) == [("Anna", "left"), ("Bart", "seated")]
    assert held(gathering) == 1


def test_an_offer_without_an_answer_lapses_and_the_next_is_promoted(make_gathering):
    gathering = make_gathering(seats=1)
    together(gathering, "Anna", "Bart")

    actions.end_terms(now=THURSDAY_NIGHT - timedelta(minutes=1))
    assert states(gathering)[0] == ("Anna", "offered")
    actions.end_terms(now=THURSDAY_NIGHT)

    assert states(gathering) == [("Anna", "left"), ("Bart", "seated")]
    anna, bart = (str(person(gathering, name).user.pk) for name in ("Anna", "Bart"))
    told = [("waiting", bart), ("lapsed", anna), ("promoted", bart)]  # the first is not due now
    assert mails(gathering) == told


def test_the_task_ends_what_has_ended_by_the_clock_of_the_database(make_gathering):
    gathering = make_gathering(seats=1, starts_at=timezone.now() + timedelta(days=30))
    together(gathering, "Anna", "Bart", now=timezone.now())
    gathering.participations.filter(state="offered").update(offered_until=timezone.now())

    tasks.end_terms()

    assert states(gathering) == [("Anna", "left"), ("Bart", "seated")]


def test_an_offer_never_outlives_a_start_that_comes_nearer(make_gathering):
    gathering, start = make_gathering(seats=1), NOW + timedelta(hours=3)
    together(gathering, "Anna", "Bart")

    actions.move(gathering, moments=[(start, start + timedelta(hours=2))], now=NOW)

    assert person(gathering, "Anna").offered_until == start


def test_an_offer_is_not_taken_after_the_cancelling(make_gathering):
    gathering = make_gathering(seats=1)
    together(gathering, "Anna", "Bart")
    actions.cancel(gathering, reason="Ziek.", now=NOW)

    with pytest.raises(NotOpen):
        actions.accept(gathering, user=person(gathering, "Anna").user, now=NOW)


def test_an_offer_that_ends_by_day_says_at_what_time(make_gathering):
    gathering = make_gathering(seats=1)

    together(gathering, "Anna", "Bart", now=START - timedelta(hours=30))

    letter = write(planned("offered"), START - timedelta(hours=30))
    assert "tot en met woensdag 2 december 13:00 uur." in letter.text
