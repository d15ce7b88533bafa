"""Empty calendars (RFC 5545) to put events in: of one gathering for a mail, of all for a feed."""

from datetime import timedelta

import icalendar

# Rules, not the list of dates that libraries write: Outlook wants them.
_AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


LOOK_AGAIN_AFTER = timedelta(hours=1)


def empty(method):
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Lerend werken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(icalendar.Timezone.from_ical(_AMSTERDAM))
    return calendar


def published(events, *, name):
    """Events, cancelled ones too, as a file for who subscribes to it."""
    calendar = empty("PUBLISH")
    calendar.add("x-wr-calname", name)
    # How often to look again: RFC 7986, and what Outlook calls it.
    calendar.add("refresh-interval", LOOK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(LOOK_AGAIN_AFTER))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()
