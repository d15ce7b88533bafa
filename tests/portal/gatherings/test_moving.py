"""Another time or place: who takes part hears it once, and nothing is moved to the past."""

from datetime import timedelta

import pytest

from portal.gatherings import actions
from portal.gatherings.refusals import NotOpen
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATE = START - timedelta(hours=23)


def pair(start, hours=3):
    return start, start + hours * HOUR


def mails(kind, **which):
    return Mail.objects.filter(kind=f"gatherings.{kind}", **which)


def test_moving_keeps_the_name_in_calendars_and_raises_the_versions(make_gathering):
    gathering = make_gathering()
    uid = gathering.moments.get().uid

    assert actions.move(gathering, moments=[pair(START + DAY)], now=NOW) is True

    gathering.refresh_from_db()
    moment = gathering.moments.get()
    assert (moment.uid, moment.schedule_version, moment.starts_at) == (uid, 2, START + DAY)
    assert (gathering.starts_at, gathering.ends_at) == pair(START + DAY)
    assert gathering.sequence == 1


def test_another_end_leaves_the_reminders_as_they_are(make_gathering):
    gathering = make_gathering()
    seat(gathering, "Anna")
    before = set(mails("reminder").values_list("pk", "due_at"))

    actions.move(gathering, moments=[pair(START, hours=4)], now=NOW)

    gathering.refresh_from_db()
    assert (gathering.moments.get().schedule_version, gathering.sequence) == (1, 1)
    assert set(mails("reminder", state="planned").values_list("pk", "due_at")) == before


def test_moving_to_the_same_time_and_place_changes_nothing(make_gathering):
    gathering = make_gathering(venue="Raadhuis")
    seat(gathering, "Anna")

    assert actions.move(gathering, moments=[pair(START)], now=NOW, venue="Raadhuis") is False

    gathering.refresh_from_db()
    assert gathering.sequence == 0
    assert not mails("changed").exists()


def test_another_place_is_a_change_too(make_gathering):
    gathering = make_gathering(venue="Raadhuis")
    seat(gathering, "Anna")

    assert actions.move(gathering, moments=[pair(START)], now=NOW, venue="De Kazerne") is True

    gathering.refresh_from_db()
    assert (gathering.venue, gathering.sequence) == ("De Kazerne", 1)
    assert mails("changed").get().due_at == NOW + timedelta(minutes=10)


def test_moving_twice_is_one_mail_to_all_who_are_in(make_gathering):
    gathering = make_gathering(seats=1)
    seat(gathering, "Anna", "Bart")

    actions.move(gathering, moments=[pair(START + DAY)], now=NOW)
    actions.move(gathering, moments=[pair(START + 2 * DAY)], now=NOW + 5 * timedelta(minutes=1))

    assert mails("changed", state="planned").count() == 2
    assert set(mails("changed", state="skipped").values_list("answer", flat=True)) == {
        "De afspraak is gewijzigd."
    }


def test_moving_reminds_by_the_new_time_only(make_gathering):
    gathering = make_gathering(reminder_days=[1])
    seat(gathering, "Anna")

    actions.move(gathering, moments=[pair(START + DAY)], now=NOW)

    old, new = mails("reminder").order_by("due_at")
    assert (old.state, new.state) == ("skipped", "planned")
    assert new.due_at - old.due_at == DAY


def test_a_second_moment_is_added_and_dropped_again(make_gathering):
    gathering = make_gathering(reminder_days=[1])
    seat(gathering, "Anna")
    both = [pair(START), pair(START + DAY)]

    actions.move(gathering, moments=both, now=NOW)
    assert [(m.starts_at, m.ends_at) for m in gathering.moments.standing()] == both
    assert mails("reminder", state="planned").count() == 2

    actions.move(gathering, moments=both[:1], now=NOW)
    gathering.refresh_from_db()
    assert gathering.moments.standing().count() == 1
    assert gathering.moments.get(dropped_at=NOW).starts_at == START + DAY
    assert gathering.ends_at == pair(START)[1]
    assert mails("reminder", state="planned").count() == 1


def test_a_day_that_has_been_is_dropped_with_who_was_there_and_not_moved(make_gathering):
    first, second, third = pair(START), pair(START + DAY), pair(START + 2 * DAY)
    gathering = make_gathering(moments=[first, second])
    (anna,) = seat(gathering, "Anna")
    been, to_come = gathering.moments.standing()
    meanwhile = START + DAY / 2
    actions.note_attendance(been, present={anna.pk}, by=None, now=meanwhile)

    actions.move(gathering, moments=[second, third], now=meanwhile)

    assert [(m.starts_at, m.ends_at) for m in gathering.moments.standing()] == [second, third]
    assert gathering.moments.standing().first() == to_come
    assert not gathering.moments.standing().filter(attendances__isnull=False).exists()
    been.refresh_from_db()
    assert (been.starts_at, been.dropped_at) == (START, meanwhile)


def test_out_of_the_last_day_a_free_seat_goes_to_the_first_in_line(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, waiter = seat(gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=LATE)

    actions.move(gathering, moments=[pair(START + 7 * DAY)], now=LATE)

    waiter.refresh_from_db()
    assert waiter.state == "seated"


def test_within_the_last_day_moving_mails_nobody_about_a_place(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, _ = seat(gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=LATE)

    actions.move(gathering, moments=[pair(START + HOUR)], now=LATE + HOUR)

    assert mails("place_free").count() == 1


@pytest.mark.parametrize(
    "fields", [{"cancelled_at": NOW}, {"starts_at": NOW - DAY}], ids=["cancelled", "past"]
)
def test_what_is_over_or_off_is_not_moved(make_gathering, fields):
    with pytest.raises(NotOpen):
        actions.move(make_gathering(**fields), moments=[pair(START)], now=NOW)


@pytest.mark.parametrize(
    "moments",
    [
        [pair(NOW)],
        [pair(NOW - HOUR), pair(START + DAY)],
        [(NOW - HOUR, NOW)],
    ],
    ids=["now", "one of two", "over"],
)
def test_nothing_is_moved_to_what_has_been(make_gathering, moments):
    gathering = make_gathering()
    seat(gathering, "Anna")

    with pytest.raises(NotOpen, match="Kies een moment dat nog komt"):
        actions.move(gathering, moments=moments, now=NOW)

    assert gathering.moments.get().starts_at == START
    assert not mails("changed").exists()


def test_what_goes_on_may_end_later_but_not_before_now(make_gathering):
    gathering = make_gathering()
    now = START + HOUR

    assert actions.move(gathering, moments=[pair(START, hours=4)], now=now) is True
    with pytest.raises(NotOpen):
        actions.move(gathering, moments=[pair(START, hours=1)], now=now)
