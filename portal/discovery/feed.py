from datetime import timedelta

from portal import calendars

from .sources import all_sources

NAME = "Agenda van Lerend werken"
REMEMBERS = timedelta(days=90)  # what is over stays in people's calendars for a while


def calendar_of(user, filters, *, now):
    """What ``user`` may see of the agenda, cancelled things too, as an iCalendar file."""
    calendar = calendars.empty("PUBLISH")
    calendar.add("x-wr-calname", ": ".join(filter(None, [NAME, filters.told])))
    for source in all_sources():
        if source.events:
            things = source.published(user).filter(**{f"{source.ends_at}__gt": now - REMEMBERS})
            for event in source.events(filters.narrow(source, things)):
                calendar.add_component(event)
    return calendar.to_ical()
