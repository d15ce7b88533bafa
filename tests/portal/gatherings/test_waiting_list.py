"""Random histories of a gathering: whatever happens in whatever order, the promises hold."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.gatherings import actions
from portal.gatherings.actions import promoting
from portal.gatherings.refusals import NotOpen, PlaceGone, TooFewSeats
from portal.mail.models import Mail
from tests.factories.communities import make_meetup
from tests.factories.courses import make_edition
from tests.factories.gatherings import NOW, START
from tests.factories.organisations import make_organisation
from tests.factories.people import make_user

PEOPLE = range(5)
COLLEAGUES = [(0, 1), (2, 3)]
DAY = timedelta(days=1)


class History(RuleBasedStateMachine):
    make = staticmethod(make_edition)

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = NOW
        self.gathering = self.make(seats=1)
        self.soest = make_organisation(name="Soest")
        self.users = [self.person(number) for number in PEOPLE]
        self.line = []  # who waits, as it must be

    def person(self, number):
        """The first two are colleagues, and so are the next two."""
        organisation = self.soest if number in COLLEAGUES[0] else None
        return make_user(name=f"Persoon {number}", organisation=organisation)

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def fresh(self):
        self.gathering.refresh_from_db()
        return self.gathering

    def seated(self):
        seated = self.gathering.participations.seated()
        return set(seated.values_list("user_id", flat=True))

    def promoted(self):
        """Nobody passes another, but to a seat that is kept for her organisation."""
        got = [pk for pk in self.line if pk in self.seated()]
        kept = self.gathering.participations.seated().exclude(reservation=None)
        kept = set(kept.values_list("user_id", flat=True))
        colleagues = {self.users[number].pk for number in COLLEAGUES[0]}
        for place, pk in enumerate(self.line):
            passed = [other for other in self.line[:place] if other not in got]
            if pk in got and passed:
                assert pk in kept
                assert not colleagues & set(passed)
        self.line = [pk for pk in self.line if pk not in got]

    def pick(self, number, *, is_in):
        """One of those who are in, or of those who are not; anybody when there is none."""
        active = set(self.gathering.participations.active().values_list("user_id", flat=True))
        known = [user for user in self.users if (user.pk in active) is is_in]
        return (known or self.users)[number % len(known or self.users)]

    @initialize(numbers=st.lists(st.sampled_from(PEOPLE), unique=True, min_size=3))
    def some_were_first(self, numbers):
        """A line to begin with: by chance alone it seldom is longer than one."""
        for number in numbers:
            self.join_as(self.users[number])

    @rule(number=st.sampled_from(PEOPLE))
    def join(self, number):
        self.join_as(self.pick(number, is_in=False))

    @rule(number=st.sampled_from(PEOPLE))
    def join_again(self, number):
        self.join_as(self.pick(number, is_in=True))

    def join_as(self, user):
        try:
            mine = actions.join(self.gathering, user=user, now=self.now)
        except NotOpen:
            return
        if mine.is_waiting and user.pk not in self.line:
            self.line.append(user.pk)

    @rule(numbers=st.sampled_from(COLLEAGUES))
    def join_together(self, numbers):
        first, second = (self.users[number] for number in numbers)
        active = self.gathering.participations.active()
        were_in = set(active.values_list("user_id", flat=True))
        try:
            actions.join(self.gathering, user=first, colleagues=[second], now=self.now)
        except NotOpen:
            return
        new = [user.pk for user in (first, second) if user.pk not in were_in]
        rows = dict(active.filter(user__in=new).values_list("user_id", "state"))
        assert list(rows.values()).count("seated") in (0, len(new))
        self.line += [pk for pk in new if rows[pk] == "waiting"]

    @rule()
    def terms_end(self):
        offered = self.gathering.participations.lapsed(self.now)
        lapsed = set(offered.values_list("user_id", flat=True))
        actions.end_terms(now=self.now)
        assert not lapsed & self.seated()
        self.promoted()

    @rule(seats=st.sampled_from([1, 2, 3]), days=st.sampled_from([1, 5, 20]))
    def reserve(self, seats, days):
        until = self.now + days * DAY
        values = {"organisation": self.soest, "seats": seats, "releases_at": until}
        try:
            actions.reserve(self.gathering, **values, now=self.now)
        except (NotOpen, TooFewSeats):
            return
        self.promoted()

    @rule()
    def release(self):
        actions.release(self.gathering, organisation=self.soest, now=self.now)
        self.promoted()

    @rule(number=st.sampled_from(PEOPLE), is_in=st.sampled_from([True, True, True, False]))
    def leave(self, number, is_in):
        user = self.pick(number, is_in=is_in)
        try:
            actions.leave(self.gathering, user=user, now=self.now)
        except NotOpen:
            return
        self.line = [pk for pk in self.line if pk != user.pk]
        self.promoted()

    @rule(number=st.sampled_from(PEOPLE))
    def accept(self, number):
        user = self.pick(number, is_in=True)
        try:
            actions.accept(self.gathering, user=user, now=self.now)
        except (NotOpen, PlaceGone):
            return
        self.line = [pk for pk in self.line if pk != user.pk]

    @rule(seats=st.sampled_from([1, 2, 3, 4, None]))
    def change_seats(self, seats):
        try:
            actions.change_seats(self.gathering, seats=seats, now=self.now)
        except TooFewSeats:
            assert seats < self.fresh().taken
            return
        self.promoted()

    @rule(days=st.sampled_from([0, 1, 20]))
    def move(self, days):
        start = START + days * DAY
        try:
            actions.move(self.gathering, moments=[(start, start + DAY / 8)], now=self.now)
        except NotOpen:
            return
        self.promoted()

    @rule(hours=st.sampled_from([1, 1, 1, 24 * 15]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @precondition(lambda self: self.now > START)
    @rule()
    def cancel(self):
        try:
            actions.cancel(self.gathering, reason="Ziek.", now=self.now)
        except NotOpen:
            return

    @invariant()
    def the_counter_is_the_rows_and_never_over(self):
        gathering = self.fresh()
        kept = sum(gathering.reservations.values_list("held", flat=True))
        assert gathering.taken == gathering.participations.holding().count() + kept
        assert gathering.seats is None or gathering.taken <= gathering.seats

    @invariant()
    def the_line_is_in_order(self):
        line = self.gathering.participations.waiting().values_list("user_id", flat=True)
        assert list(line) == self.line

    @invariant()
    def no_seat_is_empty_while_somebody_waits_and_promotion_is_open(self):
        gathering = self.fresh()
        if gathering.cancelled_at is None and gathering.promotes(self.now) and self.line:
            assert gathering.is_full
            kept = gathering.reservations.kept(self.now).filter(organisation=self.soest)
            assert not (kept and {user.pk for user in self.users[:2]} & set(self.line))

    @invariant()
    def only_who_has_a_seat_is_reminded_and_by_the_times_of_now(self):
        reminded = Mail.objects.open().filter(kind="gatherings.reminder")
        seated = self.gathering.participations.seated()
        keys = {f"{one._meta.label_lower}:{one.pk}" for one in seated}
        if self.gathering.cancelled_at:
            keys = set()
        assert set(reminded.values_list("subject", flat=True)) <= keys
        version = self.gathering.moments.get().schedule_version
        assert all(f"version {version} " in row.occasion for row in reminded)


class MeetupHistory(History):
    make = staticmethod(make_meetup)


for machine in (History, MeetupHistory):
    machine.TestCase.settings = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


def test_histories_of_an_edition():
    run_state_machine_as_test(History)


def test_histories_of_a_meetup():
    run_state_machine_as_test(MeetupHistory)


def nobody_moves_up(first_in_line, gathering, *, now):
    pass


def last_in_line_first(first_in_line, gathering, *, now):
    line = list(gathering.participations.waiting().select_related("user"))
    FILL(line[-len(first_in_line) :], gathering, now=now)


def twice_as_many(first_in_line, gathering, *, now):
    line = gathering.participations.waiting().select_related("user")
    FILL(list(line[: 2 * len(first_in_line)]), gathering, now=now)


def without_counting(first_in_line, gathering, *, now):
    promoting._promote(first_in_line, gathering, now=now)


FILL = promoting._fill
BROKEN = [nobody_moves_up, last_in_line_first, twice_as_many, without_counting]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_engine_is_found_out(monkeypatch, broken):
    # The control: the same machine, by chance that is the same every time, finds each fault.
    monkeypatch.setattr(promoting, "_fill", broken)
    until_found = settings(History.TestCase.settings, phases=[Phase.generate], database=None)

    with pytest.raises((AssertionError, IntegrityError)):
        run_state_machine_as_test(History, settings=until_found)
