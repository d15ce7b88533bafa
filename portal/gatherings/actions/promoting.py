from django.db.models import F

from portal.gatherings import planning


def fill_free_seats(gathering, *, now):
    """Give free seats to the first in line; in the last 24 hours, tell all who wait instead.

    ``gathering`` is locked and as it is in the database.
    """
    if gathering.cancelled_at or gathering.starts_at <= now or gathering.is_full:
        return
    line = gathering.participations.waiting().select_related("user")
    if gathering.promotes(now):
        _promote(list(line[: gathering.places_left]), gathering, now=now)
    else:
        planning.place_free(line, gathering, now=now)


def _promote(first_in_line, gathering, *, now):
    if not first_in_line:
        return
    type(gathering).objects.filter(pk=gathering.pk).update(taken=F("taken") + len(first_in_line))
    chosen = [one.pk for one in first_in_line]
    gathering.participations.filter(pk__in=chosen).update(state="seated")
    planning.seated(planning.PROMOTED, first_in_line, gathering, now=now)
