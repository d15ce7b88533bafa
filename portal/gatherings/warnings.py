"""Mail to who organises: how full it is, and in time that too few come."""

from datetime import timedelta

from django.contrib.auth import get_user_model

from portal.keys import key_of, model_and_pk
from portal.mail import outbox

from . import checks, clock, letters

FILLING = "gatherings.filling"
TOO_FEW = "gatherings.too_few"

SHARES = (100, 80, 50)  # percent of the seats, of which each is told once
DAYS_BEFORE = 7
USEFUL_FOR = timedelta(days=7)

MOVED = "De bijeenkomst is verzet."
ENOUGH = "Er zijn genoeg aanmeldingen."
FREE_AGAIN = "Er zijn weer meer plaatsen vrij."
NO_ORGANISER = "Deze persoon organiseert dit niet meer."


def filling(gathering, *, before, after, now):
    """Tell the organisers the largest share of the seats that is reached by ``after`` seats."""
    reached = [share for share in SHARES if _is_crossed(gathering.seats, share, before, after)]
    if reached:
        _plan(FILLING, gathering, f"share {reached[0]}", due_at=now, not_after=now + USEFUL_FOR)


def _is_crossed(seats, share, before, after):
    return seats is not None and before * 100 < share * seats <= after * 100


def too_few(gathering, *, now):
    """Plan the warning for a week before the start, when there is a minimum and it is no sooner."""
    due_at = clock.reminder_due_at(gathering.starts_at, days=DAYS_BEFORE)
    if gathering.minimum and gathering.published_at and due_at > now:
        not_after = clock.reminder_not_after(gathering.starts_at, days=DAYS_BEFORE)
        _plan(TOO_FEW, gathering, _start(gathering), due_at=due_at, not_after=not_after)


def _start(gathering):
    return f"start {gathering.starts_at.isoformat()}"


def _plan(kind, gathering, occasion, **when):
    outbox.plan_many(
        [
            outbox.draft(
                kind,
                subject=key_of(gathering),
                recipient=key_of(user),
                occasion=occasion,
                **when,
            )
            for user in gathering.organisers()
        ]
    )


def is_filling(row, now):
    gathering, why_not = _facts_of(row, now)
    share = int(row.occasion.split()[1])
    if not why_not and (not gathering.seats or gathering.taken * 100 < share * gathering.seats):
        return FREE_AGAIN
    return why_not


def are_too_few(row, now):
    gathering, why_not = _facts_of(row, now)
    if why_not:
        return why_not
    if row.occasion != _start(gathering):
        return MOVED
    return ENOUGH if comers(gathering) >= (gathering.minimum or 0) else ""


def _facts_of(row, now):
    """The gathering, and why its organiser need hear nothing more of it."""
    gathering, user = _gathering(row), _organiser(row)
    if user not in gathering.organisers():
        return gathering, NO_ORGANISER
    if gathering.cancelled_at:
        return gathering, checks.CANCELLED
    return gathering, checks.OVER if gathering.starts_at <= now else ""


def _gathering(row):
    model, pk = model_and_pk(row.subject)
    return model.objects.select_related("municipality").get(pk=pk)


def _organiser(row):
    return get_user_model().objects.get(pk=model_and_pk(row.recipient)[1])


def comers(gathering):
    return gathering.participations.holding().count()


def write_filling(row, now):
    gathering = _gathering(row)
    context = {
        "share": int(row.occasion.split()[1]),
        "waiting": gathering.participations.waiting().count(),
    }
    return _write("gatherings/mail/filling.txt", row, gathering, now=now, **context)


def write_too_few(row, now):
    gathering = _gathering(row)
    context = {"comers": comers(gathering)}
    return _write("gatherings/mail/too_few.txt", row, gathering, now=now, **context)


def _write(template, row, gathering, *, now, **context):
    return letters.to_organiser(template, gathering, _organiser(row), now=now, **context)
