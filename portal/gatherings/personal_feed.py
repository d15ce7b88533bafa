"""What somebody takes part in, of every kind of gathering, for her own calendar."""

from portal import calendars

from . import calendar
from .kinds import kinds_of
from .models import Participation

NAME = "Lerend werken: waar ik heen ga"


def of(user):
    """Each moment of what ``user`` has a seat in and may still see; cancelled ones too."""
    events = (event for kind in kinds_of(Participation) for event in _events(kind, user))
    return calendars.published(events, name=NAME)


def _events(kind, user):
    gatherings = kind._meta.get_field("gathering").related_model.objects
    shown = gatherings.visible_to(user).published()
    mine = kind.objects.seated().filter(user=user, gathering__in=shown)
    mine = {one.gathering_id: one for one in mine.select_related("gathering__municipality")}
    moments = gatherings.model.moments.rel.related_model.objects.standing()
    for moment in moments.filter(gathering__in=mine):
        participation = mine[moment.gathering_id]
        moment.gathering = participation.gathering
        yield from calendar.events_for_participant(participation, [moment])
