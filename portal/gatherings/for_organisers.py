"""Mail to who organises: how full it is, in time that too few come, and afterwards who came."""

from datetime import timedelta

from django.contrib.auth import get_user_model

from portal.keys import key_of, model_and_pk
from portal.mail import outbox
from portal.mail.kinds import Kind

from . import attendance_list, checks, clock, letters, words

FILLING = "gatherings.filling"
TOO_FEW = "gatherings.too_few"
WRAP_UP = "gatherings.wrap_up"

SHARES = (100, 80, 50)  # percent of the seats, of which each is told once
DAYS_BEFORE = 7
USEFUL_FOR = timedelta(days=7)
ASKED_AFTER = (timedelta(hours=1), timedelta(days=3), timedelta(days=7))
ASKED_FOR = timedelta(days=14)

MOVED = "De bijeenkomst is verzet."
ENOUGH = "Er zijn genoeg aanmeldingen."
FREE_AGAIN = "Er zijn weer meer plaatsen vrij."
DONE = "De aanwezigheid is al ingevuld."
NOBODY = "Er had niemand een plek."
NO_ORGANISER = "Deze persoon organiseert dit niet meer."


def filling(gathering, *, before, after, now):
    """Tell the organisers the largest share of the seats that is reached by ``after`` seats."""
    reached = [share for share in SHARES if _is_crossed(gathering.seats, share, before, after)]
    if reached:
        _plan(FILLING, gathering, f"share {reached[0]}", due_at=now, not_after=now + USEFUL_FOR)


def _is_crossed(seats, share, before, after):
    return seats is not None and before * 100 < share * seats <= after * 100


def plan(gathering, *, now):
    """Plan what they hear by the clock; planned twice for the same times is planned once."""
    if gathering.published_at:
        _plan_too_few(gathering, now=now)
        _plan_wrap_up(gathering)


def _plan_too_few(gathering, *, now):
    """For a week before the start, when there is a minimum and it is no sooner."""
    due_at = clock.reminder_due_at(gathering.starts_at, days=DAYS_BEFORE)
    if gathering.minimum and due_at > now:
        not_after = clock.reminder_not_after(gathering.starts_at, days=DAYS_BEFORE)
        _plan(TOO_FEW, gathering, _start(gathering), due_at=due_at, not_after=not_after)


def _plan_wrap_up(gathering):
    """An hour after the end, and again after three and seven days while it is not done."""
    for turn, after in enumerate(ASKED_AFTER, start=1):
        end = gathering.ends_at
        occasion = f"{_end(gathering)} turn {turn}"
        _plan(WRAP_UP, gathering, occasion, due_at=end + after, not_after=end + ASKED_FOR)


def _end(gathering):
    return f"end {gathering.ends_at.isoformat()}"


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
    gathering, why_not = _before_start(row, now)
    share = int(row.occasion.split()[1])
    if not why_not and (not gathering.seats or gathering.taken * 100 < share * gathering.seats):
        return FREE_AGAIN
    return why_not


def are_too_few(row, now):
    gathering, why_not = _before_start(row, now)
    if why_not:
        return why_not
    if row.occasion != _start(gathering):
        return MOVED
    return ENOUGH if comers(gathering) >= (gathering.minimum or 0) else ""


def is_not_wrapped_up(row, now):
    gathering, why_not = _facts_of(row)
    if why_not:
        return why_not
    if not row.occasion.startswith(_end(gathering)):
        return MOVED
    if attendance_list.noted(gathering):
        return DONE
    # After an outage they could all go out in the same minute.
    turn = int(row.occasion.split()[-1])
    if any(gathering.ends_at + after <= now for after in ASKED_AFTER[turn:]):
        return checks.NEARER
    return "" if comers(gathering) else NOBODY


def _before_start(row, now):
    gathering, why_not = _facts_of(row)
    return gathering, why_not or (checks.OVER if gathering.starts_at <= now else "")


def _facts_of(row):
    """The gathering, and why this person need hear nothing more of it."""
    gathering = _gathering(row)
    if _organiser(row) not in gathering.organisers():
        return gathering, NO_ORGANISER
    return gathering, checks.CANCELLED if gathering.cancelled_at else ""


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


def write_wrap_up(row, now):
    gathering = _gathering(row)
    attendance_url = words.full_url(f"{gathering.get_absolute_url()}aanwezigheid/")
    context = {"comers": comers(gathering), "attendance_url": attendance_url}
    return _write("gatherings/mail/wrap_up.txt", row, gathering, now=now, **context)


def _write(template, row, gathering, *, now, **context):
    return letters.to_organiser(template, gathering, _organiser(row), now=now, **context)


KINDS = [
    Kind(FILLING, "Hoe vol het is", is_filling, write_filling),
    Kind(TOO_FEW, "Te weinig aanmeldingen", are_too_few, write_too_few),
    Kind(WRAP_UP, "Vraag na afloop", is_not_wrapped_up, write_wrap_up),
]
