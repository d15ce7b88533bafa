from datetime import timedelta

from portal import calendars

from .sources import all_sources

NAME = "Agenda van Lerend werken"
REMEMBERS = timedelta(days=90)  # what is over stays in people's calendars for a while


def agenda_of(user, filters, *, now):
    """What ``user`` may see of the agenda and ``filters`` ask for, as an iCalendar file."""
    events = []
    for source in all_sources():
        if source.events:
            things = source.published(user).filter(**{f"{source.ends_at}__gt": now - REMEMBERS})
            events += source.events(filters.narrow(source, things))
    return calendars.published(events, name=": ".join(filter(None, [NAME, filters.told])))
