from django.db import transaction
from django.db.models import F

from portal.gatherings.refusals import NotOpen, TooFewSeats

from .locking import locked
from .promoting import fill_free_seats


@transaction.atomic
def reserve(gathering, *, organisation, seats, releases_at, now):
    """Keep ``seats`` free for the people of ``organisation`` until ``releases_at``.

    Set anew, it counts the seats that they took already. Raises TooFewSeats when that many are
    not free, NotOpen when the moment is not between now and 24 hours before the start.
    """
    gathering = locked(gathering)
    _refuse_unless_keepable(gathering, releases_at, now=now)
    known = gathering.reservations.filter(organisation=organisation).first()
    was_held, used = (known.held, _used(known)) if known else (0, 0)
    held = seats - used
    if held < 0:
        raise TooFewSeats(f"Er zijn al {used} van deze plaatsen bezet. Kies er meer.")
    if gathering.taken + held - was_held > gathering.seats:
        free = gathering.places_left + was_held
        are = "is" if free == 1 else "zijn"
        raise TooFewSeats(f"Zoveel plaatsen zijn er niet vrij. Er {are} er nog {free}.")
    gathering.reservations.update_or_create(
        organisation=organisation,
        defaults={"seats": seats, "held": held, "releases_at": releases_at},
    )
    _hold(gathering, held - was_held, now=now)


def _used(reservation):
    """How many sit on its seats: what it gave free is not used, though it is not held either."""
    participations = reservation.gathering.participations
    return participations.holding().filter(reservation=reservation).count()


def _refuse_unless_keepable(gathering, releases_at, *, now):
    if gathering.seats is None:
        raise NotOpen("Er is plaats voor iedereen: plaatsen vrijhouden is niet nodig.")
    if gathering.cancelled_at or not gathering.promotes(now):
        raise NotOpen("Plaatsen vrijhouden kan tot 24 uur voor het begin.")
    if not now < releases_at <= gathering.promotes_until:
        raise NotOpen("Kies een moment dat nog komt, en minstens 24 uur voor het begin.")


@transaction.atomic
def release(gathering, *, organisation, now):
    """What is still kept for ``organisation`` is everybody's; who sits on it keeps her seat."""
    gathering = locked(gathering)
    reservation = gathering.reservations.filter(organisation=organisation, held__gt=0).first()
    if reservation:
        held, reservation.held = reservation.held, 0
        reservation.releases_at = min(reservation.releases_at, now)
        reservation.save(update_fields=["held", "releases_at"])
        _hold(gathering, -held, now=now)


def _hold(gathering, more, *, now):
    type(gathering).objects.filter(pk=gathering.pk).update(taken=F("taken") + more)
    gathering.taken += more
    fill_free_seats(gathering, now=now)
