from portal.gatherings.models import Gathering
from portal.gatherings.refusals import NotOpen

_WHY_NOT = {
    Gathering.State.DRAFT: "Aanmelden kan nog niet: dit is nog een concept.",
    Gathering.State.CANCELLED: "Aanmelden kan niet meer: dit gaat niet door.",
    Gathering.State.PAST: "Aanmelden kan niet meer: dit is al geweest.",
    Gathering.State.EXPECTED: "Aanmelden kan nog niet.",
    Gathering.State.CLOSED: "Aanmelden kan niet meer: de aanmelding is gesloten.",
}


def locked(gathering):
    """The gathering as it is now, and nobody else's until the end of this transaction."""
    return type(gathering).objects.select_for_update(no_key=True).get(pk=gathering.pk)


def refuse_unless_open(gathering, user, now):
    """Raise NotOpen when ``user`` cannot join ``gathering`` now."""
    if reason := _WHY_NOT.get(gathering.state(now)):
        raise NotOpen(reason)
    if not gathering.admits(user):
        raise NotOpen("Aanmelden kan alleen als je lid bent van deze community.")


def refuse_once_started(gathering, now):
    """Raise NotOpen when nobody can come or go any more."""
    if gathering.cancelled_at:
        raise NotOpen("Dit kan niet meer: dit gaat niet door.")
    if gathering.starts_at <= now:
        raise NotOpen("Dit kan niet meer: dit is al begonnen.")
