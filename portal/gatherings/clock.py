"""Wall-clock rules of Europe/Amsterdam; what goes in and out is aware, storage is UTC."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REMINDER_TIME = time(9)
MIDNIGHT = time(0)


def exists(wall):
    """Whether a naive wall-clock time exists: an hour in spring does not."""
    back = wall.replace(tzinfo=AMSTERDAM).astimezone(UTC).astimezone(AMSTERDAM)
    return back.replace(tzinfo=None) == wall


def at(day, hour):
    """The moment of that wall-clock time: the first of two, the first after a gap."""
    wall = datetime.combine(day, hour)
    while not exists(wall):
        wall += timedelta(minutes=1)
    return wall.replace(tzinfo=AMSTERDAM).astimezone(UTC)


def local(moment):
    return moment.astimezone(AMSTERDAM)


def reminder_due_at(starts_at, *, days, hour=REMINDER_TIME):
    return at(local(starts_at).date() - timedelta(days=days), hour)


def reminder_not_after(starts_at, *, days):
    """After this a reminder is of no use any more."""
    return starts_at - (timedelta(hours=2) if days == 1 else timedelta(hours=24))
