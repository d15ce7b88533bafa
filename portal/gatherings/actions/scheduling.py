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
    before = set(locked(gathering).reminder_days)
    type(gathering).objects.filter(pk=gathering.pk).update(**fields)
    move(gathering, moments=moments, now=now, **whereabouts)
    change_seats(gathering, seats=seats, now=now)
    after = set(fields.get("reminder_days", before))
    if after != before:
        planning.remind_anew(locked(gathering), gone=before - after, now=now)
