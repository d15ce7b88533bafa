"""Calendar items (RFC 5545, 5546): one for each moment, the same in each mail about it."""

from email.utils import parseaddr

import icalendar
from django.conf import settings

from portal import calendars
from portal.mail.letters import Calendar

from . import clock, words

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def for_participant(participation, moments, *, method, now):
    """An item for each of the moments, for one participant's calendar; dropped ones leave it."""
    return tuple(
        _for_moment(participation, moment, CANCEL if moment.dropped_at else method, now)
        for moment in moments
    )


def _for_moment(participation, moment, method, now):
    event = _event_of(participation, moment, is_off=method == CANCEL, now=now)
    event.add("attendee", _attendee(participation.user))
    calendar = calendars.empty(method)
    calendar.add_component(event)
    return Calendar(method, calendar.to_ical())


def events_for_participant(participation, moments):
    """An event for each moment, for her own feed: the same as in her mails, but for the reply."""
    is_off = participation.gathering.cancelled_at is not None
    return [
        _event_of(participation, moment, is_off=is_off, now=participation.joined_at)
        for moment in moments
    ]


def _event_of(participation, moment, *, is_off, now):
    event = _event(moment, sequence=participation.calendar_sequence, is_off=is_off, now=now)
    gathering = participation.gathering
    if gathering.video_link and gathering.is_online and not is_off:
        event["description"] = icalendar.vText(_with_video(gathering))
    return event


def for_anybody(gathering, moments, *, now):
    """The moments of a gathering, to download from its page; without the link for participants."""
    calendar = calendars.empty(PUBLISH)
    for event in events_for_anybody(gathering, moments, now=now):
        calendar.add_component(event)
    return calendar.to_ical()


def events_for_anybody(gathering, moments, *, now):
    """An event for each moment, for a feed that holds those of other gatherings too."""
    is_off = gathering.cancelled_at is not None
    return [
        _event(moment, sequence=gathering.sequence, is_off=is_off, now=now) for moment in moments
    ]


def feed_of(gatherings):
    """An event for each moment of these; its stamp stands still until they are published anew."""
    moments = gatherings.model.moments.rel.related_model.objects.standing()
    found = moments.filter(gathering__in=gatherings).select_related("gathering__municipality")
    return [
        event
        for moment in found
        for event in events_for_anybody(
            moment.gathering, [moment], now=moment.gathering.published_at
        )
    ]


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
