from django.db import transaction

from portal.gatherings import for_organisers, planning
from portal.gatherings.refusals import NotOpen, TooFewSeats

from .locking import locked
from .promoting import fill_free_seats

NAMED = 3  # of who would lose a place, at most
WHEREABOUTS = ["place", "venue", "address", "municipality", "video_link"]


@transaction.atomic
def publish(gathering, *, now):
    """Show ``gathering`` to its public and let people join; answers whether that is new.

    Raises NotOpen when it is over or cancelled.
    """
    gathering = locked(gathering)
    if gathering.ends_at <= now:
        raise NotOpen("Dit is al geweest en kan niet meer worden gepubliceerd.")
    if gathering.cancelled_at:
        raise NotOpen("Dit is afgelast en kan niet meer worden gepubliceerd.")
    if gathering.published_at is not None:
        return False
    gathering.published_at = now
    gathering.save(update_fields=["published_at"])
    for_organisers.plan(gathering, now=now)
    return True


@transaction.atomic
def tell_organisers(gathering, *, now):
    """Plan what its organisers of now are to hear, before it and after."""
    for_organisers.plan(locked(gathering), now=now)


@transaction.atomic
def change_seats(gathering, *, seats, now):
    """Set the number of seats (None: no limit); new ones go to who waits.

    Raises TooFewSeats when more are taken already.
    """
    gathering = locked(gathering)
    if seats == gathering.seats:
        return  # in the last 24 hours, who waits would hear of the same free place again
    if seats is not None and seats < gathering.taken:
        raise TooFewSeats(_why_too_few(gathering, seats))
    gathering.seats = seats
    gathering.save(update_fields=["seats"])
    fill_free_seats(gathering, now=now)


def _why_too_few(gathering, seats):
    """How many are taken, and who would lose her place: those who came last."""
    taken = gathering.taken
    are = "is al 1 plaats" if taken == 1 else f"zijn al {taken} plaatsen"
    holding = gathering.participations.holding().select_related("user")
    last = holding.order_by("-joined_at", "-pk")[: min(taken - seats, NAMED)]
    names = " en ".join(str(one.user) for one in reversed(last))
    loses = f" Met {seats} {'verliest' if len(last) == 1 else 'verliezen'} {names} de plek."
    return f"Er {are} bezet.{loses if last else ''} Kies {taken} of meer."


@transaction.atomic
def move(gathering, *, moments, now, **whereabouts):
    """Set the moments, as (start, end) pairs, and where it is; who takes part hears it once.

    Answers whether anything changed. Raises NotOpen when it is over or cancelled, or would
    begin in the past.
    """
    gathering = locked(gathering)
    if gathering.cancelled_at or gathering.ends_at <= now:
        raise NotOpen("Dit is geweest of gaat niet door, en kan niet meer worden verzet.")
    _refuse_the_past(gathering, moments, now=now)
    is_moved = _set_moments(gathering, sorted(moments), now=now)
    is_elsewhere = any(getattr(gathering, name) != new for name, new in whereabouts.items())
    if is_moved or is_elsewhere:
        _save_move(gathering, whereabouts, now=now)
    return is_moved or is_elsewhere


def _refuse_the_past(gathering, moments, *, now):
    """What goes on keeps its start; another start is still to come, and so is the end of all."""
    starts = set(gathering.moments.standing().values_list("starts_at", flat=True))
    past = [start for start, _ in moments if start <= now and start not in starts]
    if past or max(end for _, end in moments) <= now:
        raise NotOpen("Dit moment is al geweest. Kies een moment dat nog komt.")


def _save_move(gathering, whereabouts, *, now):
    for name, value in whereabouts.items():
        setattr(gathering, name, value)
    gathering.sequence += 1
    gathering.save(update_fields=["starts_at", "ends_at", "sequence", *whereabouts])
    _end_terms_in_time(gathering)
    active = list(gathering.participations.active().select_related("user"))
    planning.changed(active, gathering, now=now)
    for_organisers.plan(gathering, now=now)
    if gathering.promotes(now):  # it was in its last 24 hours, and is not any more
        fill_free_seats(gathering, now=now)


def _end_terms_in_time(gathering):
    """No seat is kept in the last 24 hours, nor offered after the start, of the new times."""
    kept_until, start = gathering.promotes_until, gathering.starts_at
    gathering.reservations.filter(releases_at__gt=kept_until).update(releases_at=kept_until)
    gathering.participations.filter(offered_until__gt=start).update(offered_until=start)


def _set_moments(gathering, moments, *, now):
    """Keep the rows, and so the names in calendars: the first that is to come stays the first."""
    rows = list(gathering.moments.standing())
    pairs = [(row.starts_at, row.ends_at) for row in rows]
    gathering.starts_at, gathering.ends_at = moments[0][0], max(end for _, end in moments)
    if pairs == moments:
        return False
    starts = {start for start, _ in moments}
    # What has begun is not moved: who was there was there, and not on another day.
    gone = [row for row in rows if row.starts_at <= now and row.starts_at not in starts]
    rows = [row for row in rows if row not in gone]
    for row, (starts_at, ends_at) in zip(rows, moments, strict=False):
        row.schedule_version += row.starts_at != starts_at
        row.starts_at, row.ends_at = starts_at, ends_at
        row.save(update_fields=["schedule_version", "starts_at", "ends_at"])
    for starts_at, ends_at in moments[len(rows) :]:
        gathering.moments.create(starts_at=starts_at, ends_at=ends_at)
    gone += rows[len(moments) :]
    gathering.moments.filter(pk__in=[row.pk for row in gone]).update(dropped_at=now)
    return True


@transaction.atomic
def cancel(gathering, *, reason, now):
    """Call ``gathering`` off: it stays readable, everybody hears it. Raises NotOpen when over."""
    gathering = locked(gathering)
    if gathering.ends_at <= now:
        raise NotOpen("Dit is al geweest en kan niet meer worden afgelast.")
    if gathering.cancelled_at:
        return
    gathering.cancelled_at, gathering.cancel_reason = now, reason
    gathering.sequence += 1
    gathering.save(update_fields=["cancelled_at", "cancel_reason", "sequence"])
    active = list(gathering.participations.active().select_related("user"))
    planning.drop(active, reason="Afgelast.")
    planning.tell(planning.CANCELLED, active, occasion="cancelled", now=now)
