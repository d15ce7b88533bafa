from django.db.models import F

from portal.gatherings import planning


def fill_free_seats(gathering, *, now):
    """Give free seats to the first in line; in the last 24 hours, tell all who wait instead.

    Seats that are kept for an organisation go to the first of its people. ``gathering`` is
    locked and as it is in the database.
    """
    if gathering.cancelled_at or gathering.starts_at <= now:
        return
    if gathering.promotes(now):
        for reservation in gathering.reservations.kept(now):
            _fill_kept(reservation, gathering, now=now)
    if gathering.is_full:
        return
    line = gathering.participations.waiting().select_related("user")
    if gathering.promotes(now):
        _fill(list(line[: gathering.places_left]), gathering, now=now)
    else:
        planning.place_free(line, gathering, now=now)


def _fill(first_in_line, gathering, *, now):
    people = len(first_in_line)
    type(gathering).objects.filter(pk=gathering.pk).update(taken=F("taken") + people)
    gathering.taken += people
    _promote(first_in_line, gathering, now=now)


def _fill_kept(reservation, gathering, *, now):
    line = gathering.participations.waiting().select_related("user")
    first = list(line.of(reservation.organisation_id)[: reservation.held])
    reservation.held -= len(first)
    reservation.save(update_fields=["held"])
    _promote(first, gathering, now=now, reservation=reservation)


def _promote(chosen, gathering, *, now, reservation=None):
    if chosen:
        rows = gathering.participations.filter(pk__in=[one.pk for one in chosen])
        rows.update(state="seated", reservation=reservation)
        planning.seated(planning.PROMOTED, chosen, gathering, now=now)
