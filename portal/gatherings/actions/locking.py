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
    gatherings = type(gathering).objects.select_related(gathering.runs_under)
    return gatherings.select_for_update(no_key=True, of=("self",)).get(pk=gathering.pk)


def refuse_unless_open(gathering, people, now):
    """Raise NotOpen when one of ``people`` cannot join ``gathering`` now."""
    if reason := _WHY_NOT.get(gathering.state(now)):
        raise NotOpen(reason)
    if not all(gathering.admits(user) for user in people):
        who = "je lid bent" if len(people) == 1 else "jullie allemaal lid zijn"
        raise NotOpen(f"Aanmelden kan alleen als {who} van deze community.")


def refuse_once_started(gathering, now):
    """Raise NotOpen when nobody can come or go any more."""
    if gathering.cancelled_at:
        raise NotOpen("Dit kan niet meer: dit gaat niet door.")
    if gathering.starts_at <= now:
        raise NotOpen("Dit kan niet meer: dit is al begonnen.")
