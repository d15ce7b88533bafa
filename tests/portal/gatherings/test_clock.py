from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.gatherings import clock
from portal.gatherings.clock import AMSTERDAM


def utc(*values):
    return datetime(*values, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "due", "in_utc"),
    [
        ((2027, 3, 28, 9), (2027, 3, 27, 9), utc(2027, 3, 27, 8)),
        ((2027, 10, 31, 9), (2027, 10, 30, 9), utc(2027, 10, 30, 7)),
        ((2027, 3, 29, 9), (2027, 3, 28, 9), utc(2027, 3, 28, 7)),
        ((2027, 11, 1, 9), (2027, 10, 31, 9), utc(2027, 10, 31, 8)),
        ((2027, 1, 1, 0, 30), (2026, 12, 31, 9), utc(2026, 12, 31, 8)),
    ],
)
def test_a_day_before_at_nine_by_the_clock_on_the_wall(start, due, in_utc):
    starts_at = datetime(*start, tzinfo=AMSTERDAM)

    found = clock.reminder_due_at(starts_at.astimezone(UTC), days=1)

    assert found == in_utc
    assert clock.local(found) == datetime(*due, tzinfo=AMSTERDAM)


def test_an_hour_that_does_not_exist_becomes_the_first_that_does():
    starts_at = datetime(2027, 3, 29, 9, tzinfo=AMSTERDAM)

    found = clock.reminder_due_at(starts_at, days=1, hour=time(2, 30))

    assert f"{clock.local(found):%H:%M}" == "03:00"
    assert found == utc(2027, 3, 28, 1)


def test_an_hour_that_exists_twice_is_the_first():
    assert clock.at(date(2027, 10, 31), time(2, 30)) == utc(2027, 10, 31, 0, 30)


@pytest.mark.parametrize(
    ("wall", "there"),
    [
        ("2027-03-28 01:59", True),
        ("2027-03-28 02:00", False),
        ("2027-03-28 02:59", False),
        ("2027-03-28 03:00", True),
        ("2027-10-31 02:30", True),
    ],
)
def test_which_times_exist(wall, there):
    assert clock.exists(datetime.fromisoformat(wall)) is there


@pytest.mark.parametrize(("days", "hours"), [(1, 2), (2, 24), (7, 24)])
def test_a_reminder_is_never_too_late_to_be_of_use(days, hours):
    starts_at = utc(2027, 1, 7, 12)

    assert clock.reminder_not_after(starts_at, days=days) == starts_at - timedelta(hours=hours)
