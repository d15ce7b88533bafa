from portal.gatherings.kinds import kinds_of
from portal.gatherings.models import Participation, Reservation

from .offering import lapse_offers
from .reserving import release


def end_terms(*, now):
    """Let go of every offer that nobody answered in time and every reservation that is over."""
    for kind in kinds_of(Participation):
        lapsed = kind.objects.lapsed(now).select_related("gathering")
        for gathering in {one.gathering for one in lapsed}:
            lapse_offers(gathering, now=now)
    for kind in kinds_of(Reservation):
        for one in kind.objects.due(now).select_related("gathering", "organisation"):
            release(one.gathering, organisation=one.organisation, now=now)
