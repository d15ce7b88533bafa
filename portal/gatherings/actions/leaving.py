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
    participation = (
        gathering.participations.active().select_related("user").filter(user=user).first()
    )
    if participation:
        _take_off(participation, gathering, now=now)
    return participation


def _take_off(participation, gathering, *, now):
    was, held = participation.state, participation.state in participation.HOLDING
    participation.state = participation.State.LEFT
    participation.left_at = now
    participation.save(update_fields=["state", "left_at"])
    planning.drop([participation], reason="Afgemeld.")
    occasion = f"turn {participation.turn} {was}"
    planning.tell(planning.LEFT, [participation], occasion=occasion, now=now)
    if held:
        _free_a_seat(gathering, now=now)


def _free_a_seat(gathering, *, now):
    type(gathering).objects.filter(pk=gathering.pk).update(taken=F("taken") - 1)
    gathering.taken -= 1
    fill_free_seats(gathering, now=now)
