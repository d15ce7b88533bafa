"""Working days of Dutch municipalities: no weekends, no official holidays."""

from datetime import timedelta

import holidays

_DUTCH = holidays.country_holidays("NL")


def is_workday(day):
    return day.weekday() < 5 and day not in _DUTCH


def after(day, number):
    """The ``number``-th working day after ``day``, a date."""
    while number:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day
