"""Seats that are kept for the people of one organisation until a moment."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.gatherings import actions
from portal.gatherings.refusals import NotOpen, TooFewSeats
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_guest, make_user

UNTIL = START - timedelta(days=7)


def reserved(make_gathering, *, seats, kept, until=UNTIL):
    """A gathering with seats kept for Soest."""
    gathering, soest = make_gathering(seats=seats), make_organisation(name="Soest")
    actions.reserve(gathering, organisation=soest, seats=kept, releases_at=until, now=NOW)
    return gathering, soest


def come(gathering, name, organisation, *, now=NOW, colleagues=()):
    user = make_user(name=name, organisation=organisation)
    return actions.join(gathering, user=user, now=now, colleagues=colleagues)


def counts(gathering):
    """Seats taken or kept in all, and those of Soest that nobody took."""
    gathering.refresh_from_db()
    return gathering.taken, sum(gathering.reservations.values_list("held", flat=True))


def states(gathering):
    rows = gathering.participations.order_by("joined_at", "pk")
    return [(one.user.name, one.state) for one in rows.select_related("user")]


def test_others_wait_while_its_people_get_the_kept_seats(make_gathering):
    gathering, soest = reserved(make_gathering, seats=2, kept=1)

    seat(gathering, "Zeger", "Yara")
    come(gathering, "Anna", soest)
    come(gathering, "Bart", soest)

    assert states(gathering) == [
        ("Zeger", "seated"),
        ("Yara", "waiting"),
        ("Anna", "seated"),
        ("Bart", "waiting"),
    ]
    assert counts(gathering) == (2, 0)


def test_together_on_kept_and_free_seats(make_gathering):
    gathering, soest = reserved(make_gathering, seats=3, kept=1)

    bart = make_user(name="Bart", organisation=soest)
    come(gathering, "Anna", soest, colleagues=[bart])

    assert states(gathering) == [("Anna", "seated"), ("Bart", "seated")]
    assert counts(gathering) == (2, 0)
    assert gathering.participations.filter(reservation__organisation=soest).count() == 1


def test_together_where_only_a_kept_seat_is_free_it_is_offered_to_the_first(make_gathering):
    gathering, soest = reserved(make_gathering, seats=2, kept=1)
    seat(gathering, "Zeger")

    bart = make_user(name="Bart", organisation=soest)
    anna = come(gathering, "Anna", soest, colleagues=[bart])

    assert states(gathering)[1:] == [("Anna", "offered"), ("Bart", "waiting")]
    assert counts(gathering) == (2, 0)
    actions.leave(gathering, user=anna.user, now=NOW)
    assert states(gathering)[1:] == [("Anna", "left"), ("Bart", "seated")]
    assert counts(gathering) == (2, 0)


def test_a_kept_seat_that_comes_free_is_kept_for_the_next_of_its_people(make_gathering):
    gathering, soest = reserved(make_gathering, seats=1, kept=1)
    anna = come(gathering, "Anna", soest)
    seat(gathering, "Zeger")
    come(gathering, "Bart", soest)

    actions.leave(gathering, user=anna.user, now=NOW)

    assert states(gathering) == [("Anna", "left"), ("Zeger", "waiting"), ("Bart", "seated")]
    actions.leave(gathering, user=gathering.participations.get(user__name="Bart").user, now=NOW)
    assert counts(gathering) == (1, 1)


def test_what_is_left_at_the_end_goes_to_who_waits(make_gathering):
    gathering, _ = reserved(make_gathering, seats=2, kept=2)
    seat(gathering, "Zeger", "Yara", "Xander")

    actions.end_terms(now=UNTIL - timedelta(minutes=1))
    assert counts(gathering) == (2, 2)
    actions.end_terms(now=UNTIL)

    assert counts(gathering) == (2, 0)
    assert [state for _, state in states(gathering)] == ["seated", "seated", "waiting"]


def test_after_its_end_a_kept_seat_that_comes_free_is_everybodys(make_gathering):
    gathering, soest = reserved(make_gathering, seats=1, kept=1)
    anna = come(gathering, "Anna", soest)
    seat(gathering, "Zeger")

    actions.leave(gathering, user=anna.user, now=UNTIL)

    assert states(gathering) == [("Anna", "left"), ("Zeger", "seated")]


def test_between_its_end_and_the_task_a_kept_seat_is_nobodys(make_gathering):
    gathering, soest = reserved(make_gathering, seats=1, kept=1)

    late = come(gathering, "Anna", soest, now=UNTIL)

    assert late.is_waiting
    actions.end_terms(now=UNTIL)
    assert states(gathering) == [("Anna", "seated")]


def test_release_by_hand_keeps_who_sits(make_gathering):
    gathering, soest = reserved(make_gathering, seats=3, kept=2)
    come(gathering, "Anna", soest)

    actions.release(gathering, organisation=soest, now=NOW)
    actions.release(gathering, organisation=soest, now=NOW)

    assert counts(gathering) == (1, 0)
    assert states(gathering) == [("Anna", "seated")]


def test_set_anew_it_counts_who_sits_on_them_already(make_gathering):
    gathering, soest = reserved(make_gathering, seats=4, kept=2)
    come(gathering, "Anna", soest)
    come(gathering, "Bart", soest)

    again = {"organisation": soest, "releases_at": UNTIL, "now": NOW}
    actions.reserve(gathering, seats=3, **again)
    assert counts(gathering) == (3, 1)
    with pytest.raises(TooFewSeats, match="Er zijn al 2 van deze plaatsen bezet"):
        actions.reserve(gathering, seats=1, **again)
    with pytest.raises(TooFewSeats, match="Er zijn er nog 2"):
        actions.reserve(gathering, seats=5, **again)


def test_fewer_kept_seats_go_to_who_waits(make_gathering):
    gathering, soest = reserved(make_gathering, seats=2, kept=2)
    seat(gathering, "Zeger")

    actions.reserve(gathering, organisation=soest, seats=1, releases_at=UNTIL, now=NOW)

    assert states(gathering) == [("Zeger", "seated")]
    assert counts(gathering) == (2, 1)


@pytest.mark.parametrize(
    ("fields", "until", "now", "why"),
    [
        ({"seats": None}, UNTIL, NOW, "niet nodig"),
        ({"seats": 3, "cancelled_at": NOW}, UNTIL, NOW, "tot 24 uur"),
        ({"seats": 3}, START, START - timedelta(hours=23), "tot 24 uur"),
        ({"seats": 3}, NOW, NOW, "nog komt"),
        ({"seats": 3}, START - timedelta(hours=23), NOW, "minstens 24 uur"),
    ],
)
def test_it_is_refused_where_it_cannot_be_kept(make_gathering, fields, until, now, why):
    gathering, soest = make_gathering(**fields), make_organisation()

    with pytest.raises(NotOpen, match=why):
        actions.reserve(gathering, organisation=soest, seats=1, releases_at=until, now=now)


def test_it_ends_24_hours_before_a_start_that_comes_nearer(make_gathering):
    gathering, _ = reserved(make_gathering, seats=2, kept=1)
    start = NOW + timedelta(days=2)

    actions.move(gathering, moments=[(start, start + timedelta(hours=2))], now=NOW)

    assert gathering.reservations.get().releases_at == start - timedelta(hours=24)


def test_kept_seats_count_when_there_shall_be_fewer(make_gathering):
    gathering, _ = reserved(make_gathering, seats=3, kept=2)

    with pytest.raises(TooFewSeats, match=r"^Er zijn al 2 plaatsen bezet. Kies 2 of meer.$"):
        actions.change_seats(gathering, seats=1, now=NOW)


def test_the_database_refuses_to_hold_more_than_was_asked(make_gathering):
    gathering, _ = reserved(make_gathering, seats=3, kept=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        gathering.reservations.update(held=3)


def test_kept_anew_after_it_was_given_free_counts_who_sits_on_it_only(make_gathering):
    gathering, soest = reserved(make_gathering, seats=9, kept=5)
    come(gathering, "Anna", soest)
    actions.release(gathering, organisation=soest, now=NOW)

    actions.reserve(gathering, organisation=soest, seats=3, releases_at=UNTIL, now=NOW)

    assert counts(gathering) == (3, 2)


def test_a_colleague_without_an_account_gets_the_kept_seat_when_it_comes_free(make_gathering):
    gathering, soest = reserved(make_gathering, seats=2, kept=1)
    seat(gathering, "Zeger")
    anna = come(gathering, "Anna", soest, colleagues=[make_guest(name="Gijs")])

    actions.leave(gathering, user=anna.user, now=NOW)

    assert states(gathering) == [("Zeger", "seated"), ("Anna", "left"), ("Gijs", "seated")]
    assert counts(gathering) == (2, 0)


def test_a_kept_seat_is_offered_to_a_colleague_of_who_is_in_already(make_gathering):
    gathering, soest = reserved(make_gathering, seats=3, kept=2)
    seat(gathering, "Zeger")
    anna = come(gathering, "Anna", soest)
    guests = [make_guest(name="Gijs"), make_guest(name="Hugo")]

    actions.join(gathering, user=anna.user, colleagues=guests, now=NOW)

    assert states(gathering)[2:] == [("Gijs", "offered"), ("Hugo", "waiting")]
