"""Calendar items (RFC 5545): one for each moment, the same in each mail about it."""

from email.utils import parseaddr

import icalendar
from django.conf import settings

from . import clock, words

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"

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


def for_participant(participation, moments, *, method, now):
    """The moments for the calendar of one participant; dropped ones vanish from it."""
    calendar = _calendar(method)
    for moment in moments:
        is_off = method == CANCEL or moment.dropped_at
        event = _event(moment, sequence=participation.calendar_sequence, is_off=is_off, now=now)
        event.add("attendee", _attendee(participation.user))
        if participation.gathering.video_link and participation.gathering.is_online:
            event["description"] = icalendar.vText(_with_video(participation.gathering))
        calendar.add_component(event)
    return calendar.to_ical()


def for_anybody(gathering, moments, *, now):
    """The moments of a gathering, to download from its page; without the link for participants."""
    calendar = _calendar(PUBLISH)
    for moment in moments:
        is_off = gathering.cancelled_at is not None
        calendar.add_component(_event(moment, sequence=gathering.sequence, is_off=is_off, now=now))
    return calendar.to_ical()


def _calendar(method):
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Lerend werken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(icalendar.Timezone.from_ical(_AMSTERDAM))
    return calendar


def _event(moment, *, sequence, is_off, now):
    gathering = moment.gathering
    event = icalendar.Event()
    event.add("uid", f"{moment.uid}@{settings.SITE_URL.split('://')[1]}")
    event.add("dtstamp", now)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("dtstart", clock.local(moment.starts_at))
    event.add("dtend", clock.local(moment.ends_at))
    event.add("summary", gathering.title)
    event.add("description", _description(gathering))
    event.add("location", words.where(gathering))
    event.add("url", words.full_url(gathering.get_absolute_url()))
    event.add("organizer", _organizer())
    return event


def _description(gathering):
    return f"{gathering.summary}\n\n{words.full_url(gathering.get_absolute_url())}"


def _with_video(gathering):
    return f"{_description(gathering)}\n\nOnline meedoen: {gathering.video_link}"


def _organizer():
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = icalendar.vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = icalendar.vText(name)
    return organizer


def _attendee(user):
    attendee = icalendar.vCalAddress(f"mailto:{user.email}")
    attendee.params["CN"] = icalendar.vText(user.name)
    attendee.params["PARTSTAT"] = icalendar.vText("ACCEPTED")
    attendee.params["RSVP"] = icalendar.vText("FALSE")
    return attendee
