"""Is a mail still due? Asked again just before sending, by the facts that it is written by."""

from django.contrib.auth import get_user_model

from portal.keys import model_and_pk

from . import clock, planning
from .models import Participation

State = Participation.State

GONE = "De aanmelding of de persoon is er niet meer."
HIDDEN = "Nog niet gepubliceerd."
NOT_ADMITTED = "Alleen nog voor leden, en dat is zij niet."
CANCELLED = "Afgelast."
OVER = "Het is al geweest."
NO_LONGER = "De aanmelding is intussen veranderd."
MOVED = "Het moment is verzet of vervallen."
NEARER = "Een volgende herinnering is al aan de beurt."
UNWANTED = "Zij wil geen herinneringen."
CLOSED = "Aanmelden kan niet meer."
TAKEN = "De plek is al vergeven."

_ACTIVE = {State.SEATED, State.OFFERED, State.WAITING}
_STATES = {
    planning.GUEST: {State.PENDING, *_ACTIVE},
    planning.CONFIRMED: {State.SEATED},
    planning.WAITING: {State.WAITING},
    planning.PROMOTED: {State.SEATED},
    planning.PLACE_FREE: {State.WAITING},
    planning.CHANGED: _ACTIVE,
    planning.CANCELLED: _ACTIVE,
    planning.LEFT: {State.LEFT},
    planning.ANNOUNCED: _ACTIVE,
    planning.OFFERED: {State.OFFERED},
    planning.LAPSED: {State.LEFT},
    planning.REMINDER: {State.SEATED},
}
_ALSO_WHEN_CANCELLED = {planning.CANCELLED, planning.LEFT, planning.ANNOUNCED}
_ALSO_WHEN_OVER = {planning.LEFT, planning.ANNOUNCED}


def still_due(about, now):
    """ "" when it is, or why not, in Dutch."""
    if about is None or not about.participation.user.is_active:
        return GONE
    participation, row = about.participation, about.row
    return (
        _gathering_says(participation.gathering, row, now)
        or _membership_says(participation, row)
        or (participation.state not in _STATES[row.kind] and NO_LONGER)
        or (row.kind == planning.REMINDER and _reminder_says(about, now))
        or _seats_say(participation.gathering, row, now)
    )


def _gathering_says(gathering, row, now):
    if gathering.published_at is None:
        return HIDDEN
    if gathering.cancelled_at and row.kind not in _ALSO_WHEN_CANCELLED:
        return CANCELLED
    if gathering.ends_at <= now and row.kind not in _ALSO_WHEN_OVER:
        return OVER
    return ""


def _membership_says(participation, row):
    """Who may not see it any more hears that it is off, or that she is; and nothing else."""
    if row.kind in (planning.CANCELLED, planning.LEFT):
        return ""
    return "" if participation.gathering.admits(participation.user) else NOT_ADMITTED


def _reminder_says(about, now):
    pk, version, days = planning.read_occasion(about.row.occasion)
    moment = about.moment(pk)
    if moment is None or moment.schedule_version != version:
        return MOVED
    # After an outage both could go out in the same minute.
    nearer = [each for each in about.gathering.leads if each < days]
    due = [clock.reminder_due_at(moment.starts_at, days=each) for each in nearer]
    if any(due_at <= now for due_at in due):
        return NEARER
    return UNWANTED if about.participation.wants_no_reminders else ""


def _seats_say(gathering, row, now):
    if row.kind != planning.PLACE_FREE:
        return ""
    return TAKEN if gathering.is_full or gathering.starts_at <= now else ""


def can_join(row, now):
    """For somebody with an account, who was not signed in: can she still join?"""
    people = get_user_model().objects.filter(is_active=True)
    person = people.filter(pk=model_and_pk(row.recipient)[1]).first()
    if person is None:
        return GONE
    model, pk = model_and_pk(row.subject)
    gathering = model.objects.filter(pk=pk).first()
    if gathering is None or not gathering.takes_registrations(now):
        return CLOSED
    return "" if gathering.admits(person) else NOT_ADMITTED
