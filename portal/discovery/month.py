"""A month of the agenda: which one is asked for, and what stands on each of its days."""

import re
from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text):
        """The month of «2026-12», or None for what is none."""
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
            return None
        month = cls(int(text[:4]), int(text[5:]))
        return month if FIRST_YEAR <= month.year <= LAST_YEAR else None

    def __str__(self):
        return f"{self.year}-{self.number:02}"

    @property
    def first_day(self):
        return date(self.year, self.number, 1)

    @property
    def next(self):
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self):
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def moments(self):
        """Where it starts and where the next one starts, on the clock of Amsterdam."""
        return _midnight(self.first_day), _midnight(self.next.first_day)

    def days(self, rows):
        """(day, its rows) in whole weeks from Monday; a day of another month is (None, [])."""
        by_day = {}
        for row in rows:
            by_day.setdefault(timezone.localdate(row.starts_at), []).append(row)
        days = Calendar().itermonthdates(self.year, self.number)
        return [
            (day, by_day.get(day, [])) if day.month == self.number else (None, []) for day in days
        ]


def _midnight(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001
