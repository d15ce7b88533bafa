from django.db import transaction

from portal.gatherings import planning
from portal.gatherings.slugs import save_with_slug

from .changing import WHEREABOUTS, change_seats, move
from .locking import locked


@transaction.atomic
def schedule(gathering, *, moments):
    """Save a new ``gathering``, with its moments as (start, end) pairs."""
    moments = sorted(moments)
    gathering.starts_at = moments[0][0]
    gathering.ends_at = max(end for _, end in moments)
    save_with_slug(gathering)
    for starts_at, ends_at in moments:
        gathering.moments.create(starts_at=starts_at, ends_at=ends_at)


@transaction.atomic
def revise(gathering, *, moments, seats, now, **fields):
    """Change everything at once: who takes part hears of another time or place, not of the rest.

    Raises TooFewSeats, or NotOpen when it is over or cancelled.
    """
    whereabouts = {name: fields.pop(name) for name in WHEREABOUTS if name in fields}
    before = set(locked(gathering).leads)
    type(gathering).objects.filter(pk=gathering.pk).update(**fields)
    move(gathering, moments=moments, now=now, **whereabouts)
    change_seats(gathering, seats=seats, now=now)
    _remind_by_other_leads(gathering, before, now=now)


@transaction.atomic
def change_usual_leads(gatherings, *, before, now):
    """Remind by the new leads of what ``gatherings`` run under, where these have none of theirs.

    ``before`` are the old ones, in days.
    """
    coming = gatherings.published().standing().upcoming(now).filter(reminder_days=None)
    for gathering in coming.order_by("pk"):  # in one order for all, as in closing
        _remind_by_other_leads(gathering, set(before), now=now)


def _remind_by_other_leads(gathering, before, *, now):
    gathering = locked(gathering)
    if set(gathering.leads) != before:
        planning.remind_anew(gathering, gone=before - set(gathering.leads), now=now)
