from datetime import timedelta

from django.db import transaction
from django.db.models import F

from portal import workdays
from portal.gatherings import clock, planning

from .leaving import take_off
from .locking import locked

WORKDAYS_TO_ANSWER = 3
LEAST_TO_ANSWER = timedelta(hours=4)


def offer_what_is_free(gathering, people, *, now):
    """Ask the first of ``people``, who wait together, whether they come without the others.

    Colleagues get seats all or none, but no seat may be empty while somebody waits: until she
    answers, the seat is held for her.
    """
    if not gathering.promotes(now):
        return
    asker = people[0].signed_up_by or people[0].user
    kept = gathering.reservations.kept(now).filter(organisation=asker.organisation_id)
    reservation = kept.first()
    held = reservation.held if reservation else 0
    asked = people[: held + gathering.places_left]
    for place, participation in enumerate(asked):
        participation.state = participation.State.OFFERED
        participation.offered_until = offered_until(gathering, now=now)
        participation.reservation = reservation if place < held else None
        participation.save(update_fields=["state", "offered_until", "reservation"])
    kept.update(held=F("held") - min(held, len(asked)))
    others = type(gathering).objects.filter(pk=gathering.pk)
    others.update(taken=F("taken") + max(0, len(asked) - held))
    planning.offered(asked, now=now)


def offered_until(gathering, *, now):
    """The end of the third working day from ``now``, or when the last 24 hours begin.

    Just before these begin she still gets some hours: nobody reads her mail at once.
    """
    day = workdays.after(clock.local(now).date(), WORKDAYS_TO_ANSWER)
    end = min(clock.at(day + timedelta(days=1), clock.MIDNIGHT), gathering.promotes_until)
    return max(end, now + LEAST_TO_ANSWER)


@transaction.atomic
def lapse_offers(gathering, *, now):
    """Take off who did not answer in time; what they were offered goes to the next."""
    gathering = locked(gathering)
    lapsed = gathering.participations.lapsed(now).select_related("user").order_by("joined_at")
    for participation in lapsed:
        take_off(participation, gathering, now=now, told=planning.LAPSED)
