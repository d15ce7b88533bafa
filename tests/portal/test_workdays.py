from datetime import date

import pytest

from portal import workdays


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 2), 3, date(2026, 11, 5)),  # Monday
        (date(2026, 11, 5), 3, date(2026, 11, 10)),  # over a weekend
        (date(2026, 12, 23), 3, date(2026, 12, 29)),  # Christmas on Friday and Saturday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # King's Day on a Monday
        (date(2026, 11, 7), 0, date(2026, 11, 7)),
    ],
)
def test_after_some_working_days(day, number, expected):
    assert workdays.after(day, number) == expected
