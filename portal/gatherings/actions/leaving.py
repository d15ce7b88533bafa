from django.db import transaction
from django.db.models import F

from portal.gatherings import planning

from .locking import locked, refuse_once_started
from .promoting import fill_free_seats


@transaction.atomic
def leave(gathering, *, user, now):
    """Take ``user`` off; who waits longest gets a seat that comes free. Raises NotOpen once begun.

    Answers her participation, or None when she was not in.
    """
    gathering = locked(gathering)
    refuse_once_started(gathering, now)
    active = gathering.participations.active().select_related("user", "reservation")
    participation = active.filter(user=user).first()
    if participation:
        take_off(participation, gathering, now=now)
    return participation


def take_off(participation, gathering, *, now, told=planning.LEFT):
    """``participation`` has left, hears so by the kind ``told``, and what she held goes on.

    ``gathering`` is locked and as it is in the database.
    """
    was, held = participation.state, participation.state in participation.HOLDING
    reservation = participation.reservation
    participation.state, participation.offered_until = participation.State.LEFT, None
    participation.left_at, participation.reservation = now, None
    participation.save(update_fields=["state", "offered_until", "left_at", "reservation"])
    planning.drop([participation], reason="Afgemeld.")
    occasion = f"turn {participation.turn} {was}"
    planning.tell(told, [participation], occasion=occasion, now=now)
    if held:
        _give_back(reservation, gathering, now=now)
        fill_free_seats(gathering, now=now)


def _give_back(reservation, gathering, *, now):
    """The seat is her organisation's again, or everybody's."""
    if reservation and reservation.releases_at > now:
        gathering.reservations.filter(pk=reservation.pk).update(held=F("held") + 1)
    else:
        type(gathering).objects.filter(pk=gathering.pk).update(taken=F("taken") - 1)
        gathering.taken -= 1
