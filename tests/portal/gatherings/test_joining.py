from datetime import timedelta

import pytest

from portal.gatherings import actions
from portal.gatherings.refusals import NotOpen, PlaceGone
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user


def test_the_first_get_a_seat_and_the_next_waits(make_gathering):
    gathering = make_gathering(seats=2)

    people = seat(gathering, "Anna", "Bart", "Carla")

    gathering.refresh_from_db()
    assert [one.state for one in people] == ["seated", "seated", "waiting"]
    assert (gathering.taken, gathering.places_left, gathering.is_full) == (2, 0, True)


def test_without_a_limit_everybody_gets_a_seat(make_gathering):
    gathering = make_gathering(seats=None)

    people = seat(gathering, "Anna", "Bart", "Carla")

    gathering.refresh_from_db()
    assert [one.state for one in people] == ["seated"] * 3
    assert (gathering.taken, gathering.places_left, gathering.is_full) == (3, None, False)


def test_joining_twice_is_joining_once(make_gathering):
    gathering, user = make_gathering(seats=5), make_user()

    first = actions.join(gathering, user=user, now=NOW)
    second = actions.join(gathering, user=user, now=NOW + timedelta(minutes=1), shows_name=True)

    gathering.refresh_from_db()
    assert (second.pk, second.state, second.joined_at, second.turn) == (
        first.pk,
        "seated",
        NOW,
        1,
    )
    assert gathering.taken == 1
    assert Mail.objects.filter(kind="gatherings.confirmed").count() == 1


def test_waiting_twice_is_waiting_once_at_the_same_place(make_gathering):
    gathering = make_gathering(seats=1)
    _, waiter, _ = seat(gathering, "Anna", "Bart", "Carla")

    again = actions.join(gathering, user=waiter.user, now=NOW + timedelta(hours=1))

    assert (again.joined_at, again.state) == (waiter.joined_at, "waiting")


def test_the_line_is_in_order_of_joining_also_within_one_moment(make_gathering):
    gathering = make_gathering(seats=1)

    seat(gathering, "Anna", "Bart", "Carla", "Daan")

    line = gathering.participations.waiting().values_list("user__name", flat=True)
    assert list(line) == ["Bart", "Carla", "Daan"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"published_at": None}, "Aanmelden kan nog niet: dit is nog een concept."),
        ({"cancelled_at": NOW}, "Aanmelden kan niet meer: dit gaat niet door."),
        (
            {"starts_at": NOW - timedelta(days=1)},
            "Aanmelden kan niet meer: dit is al geweest.",
        ),
        (
            {"starts_at": NOW - timedelta(hours=1)},
            "Aanmelden kan niet meer: de aanmelding is gesloten.",
        ),
        ({"registration_opens_at": NOW + timedelta(days=1)}, "Aanmelden kan nog niet."),
        (
            {"registration_closes_at": NOW},
            "Aanmelden kan niet meer: de aanmelding is gesloten.",
        ),
    ],
)
def test_nobody_joins_when_it_is_not_open(make_gathering, fields, reason):
    gathering = make_gathering(**fields)

    with pytest.raises(NotOpen, match=rf"^{reason}$"):
        actions.join(gathering, user=make_user(), now=NOW)

    assert not gathering.participations.exists()
    assert not Mail.objects.exists()


def last_day(make_gathering, *names, seats=1):
    """A full gathering, an hour before the last 24 hours and an hour after."""
    gathering = make_gathering(seats=seats)
    return gathering, seat(gathering, *names), START - timedelta(hours=23)


def test_in_the_last_day_the_first_to_accept_has_the_place(make_gathering):
    gathering, (leaver, slow, quick), late = last_day(make_gathering, "Anna", "Bart", "Carla")
    actions.leave(gathering, user=leaver.user, now=late)

    accepted = actions.accept(gathering, user=quick.user, now=late)

    assert accepted.state == "seated"
    with pytest.raises(PlaceGone, match="een ander was je voor"):
        actions.accept(gathering, user=slow.user, now=late)
    gathering.refresh_from_db()
    assert gathering.taken == 1


def test_accepting_twice_is_accepting_once(make_gathering):
    gathering, (leaver, waiter), late = last_day(make_gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=late)

    for _ in range(2):
        assert actions.accept(gathering, user=waiter.user, now=late).state == "seated"

    gathering.refresh_from_db()
    assert gathering.taken == 1


def test_a_newcomer_in_the_last_day_does_not_pass_who_waits(make_gathering):
    gathering, (leaver, _), late = last_day(make_gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=late)

    (newcomer,) = seat(gathering, "Carla", now=late)

    assert newcomer.state == "waiting"


def test_before_the_last_day_there_is_nothing_to_accept(make_gathering):
    gathering = make_gathering(seats=1)
    _, waiter = seat(gathering, "Anna", "Bart")

    with pytest.raises(PlaceGone):
        actions.accept(gathering, user=waiter.user, now=NOW)


def test_a_stranger_accepts_nothing(make_gathering):
    with pytest.raises(NotOpen, match="Je staat niet op de wachtlijst"):
        actions.accept(make_gathering(), user=make_user(), now=NOW)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"cancelled_at": NOW}, "dit gaat niet door"),
        ({"starts_at": NOW}, "dit is al begonnen"),
    ],
)
def test_nobody_accepts_what_is_off_or_has_begun(make_gathering, fields, reason):
    with pytest.raises(NotOpen, match=reason):
        actions.accept(make_gathering(**fields), user=make_user(), now=NOW)
