from django.db.models import QuerySet

from portal.accounts.models import User
from portal.gatherings.models import Gathering
from portal.gatherings.refusals import NotOpen

_WHY_NOT = {
    Gathering.State.DRAFT: "Aanmelden kan nog niet: dit is nog een concept.",
    Gathering.State.CANCELLED: "Aanmelden kan niet meer: dit gaat niet door.",
    Gathering.State.PAST: "Aanmelden kan niet meer: dit is al geweest.",
    Gathering.State.EXPECTED: "Aanmelden kan nog niet.",
    Gathering.State.CLOSED: "Aanmelden kan niet meer: de aanmelding is gesloten.",
}


def still_here(people):
    """Those of ``people`` whose accounts are open, and stay so until the end of this transaction.

    Asked before a gathering is locked: who closes her account locks herself first, too, and then
    what she leaves.
    """
    accounts = User.objects.filter(pk__in=[user.pk for user in people], is_active=True)
    # In one order for all, so that two who sign up each other do not wait for each other.
    mine = accounts.order_by("pk").select_for_update(no_key=True)
    open_ones = set(mine.values_list("pk", flat=True))
    return [user for user in people if user.pk in open_ones]


def locked(gathering):
    """The gathering as it is now, and nobody else's until the end of this transaction.

    A queryset of one will do, such as of those that somebody may see: that is found and locked at
    once. Raises DoesNotExist when there is none.
    """
    if isinstance(gathering, QuerySet):
        found = gathering
    else:
        found = type(gathering).objects.filter(pk=gathering.pk)
    of_its_own = found.select_for_update(no_key=True, of=("self",))
    return of_its_own.select_related(found.model.runs_under).get()


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
