from datetime import datetime, timedelta
from itertools import count

from portal.gatherings import actions
from portal.gatherings.clock import AMSTERDAM
from tests.factories.people import make_user

NOW = datetime(2026, 11, 2, 12, tzinfo=AMSTERDAM)
START = datetime(2026, 12, 3, 13, tzinfo=AMSTERDAM)  # a Thursday, a month after NOW

_numbers = count(1)


def make_gathering(model, *, starts_at=START, hours=3, moments=None, **fields):
    """A published gathering of one moment, or of the given (start, end) pairs."""
    moments = moments or [(starts_at, starts_at + timedelta(hours=hours))]
    number = next(_numbers)
    fields = {
        "title": f"Leren van elkaar {number}",
        "slug": f"leren-van-elkaar-{number}",
        "summary": "We bespreken wat goed ging.",
        "venue": "Raadhuis",
        "address": "Raadhuisplein 1",
        "published_at": NOW - timedelta(days=30),
        "starts_at": moments[0][0],
        "ends_at": moments[-1][1],
    } | fields
    gathering = model.objects.create(**fields)
    for start, end in moments:
        gathering.moments.create(starts_at=start, ends_at=end)
    return gathering


def seat(gathering, *names, now=NOW):
    """People of these names who joined one after the other; answers their participations."""
    return [actions.join(gathering, user=make_user(name=name), now=now) for name in names]
