"""Which mail goes with which change: rows in the outbox, in the transaction of the change."""

from datetime import timedelta

from portal.keys import key_of
from portal.mail import outbox

from . import clock

USEFUL_FOR = timedelta(days=7)
CHANGES_SETTLE_IN = timedelta(minutes=10)

GUEST = "gatherings.guest"
HAS_ACCOUNT = "gatherings.has_account"
CONFIRMED = "gatherings.confirmed"
WAITING = "gatherings.waiting"
PROMOTED = "gatherings.promoted"
PLACE_FREE = "gatherings.place_free"
CHANGED = "gatherings.changed"
CANCELLED = "gatherings.cancelled"
LEFT = "gatherings.left"
REMINDER = "gatherings.reminder"
ANNOUNCED = "gatherings.announced"
OFFERED = "gatherings.offered"
LAPSED = "gatherings.lapsed"


def draft(kind, participation, *, occasion, due_at, not_after=None):
    return outbox.draft(
        kind,
        subject=key_of(participation),
        recipient=key_of(participation.user),
        occasion=occasion,
        due_at=due_at,
        not_after=not_after or due_at + USEFUL_FOR,
    )


def tell(kind, participations, *, occasion, now):
    """One mail to each, at once."""
    outbox.plan_many([draft(kind, one, occasion=occasion, due_at=now) for one in participations])


def announcement_occasion(announcement):
    return f"announcement {announcement.pk}"


def read_announcement(occasion):
    """The key of the announcement."""
    return int(occasion.split()[1])


def waiting(participations, *, now):
    _tell_each(WAITING, participations, now=now)


def offered(participations, *, now):
    _tell_each(OFFERED, participations, now=now)


def _tell_each(kind, participations, *, now):
    """A mail for this turn of each, at once."""
    outbox.plan_many(
        [draft(kind, one, occasion=f"turn {one.turn}", due_at=now) for one in participations]
    )


def has_account(user, gathering, *, occasion, now):
    """Her address was given by somebody who is not signed in: tell her how to join."""
    outbox.plan(
        HAS_ACCOUNT,
        subject=key_of(gathering),
        recipient=key_of(user),
        occasion=occasion,
        due_at=now,
        not_after=now + USEFUL_FOR,
    )


def seated(kind, participations, gathering, *, now):
    """Tell who got a seat, and remind them in time."""
    told = [draft(kind, one, occasion=f"turn {one.turn}", due_at=now) for one in participations]
    outbox.plan_many(told + reminders(participations, gathering, now=now))


def reminders(participations, gathering, *, now):
    """A row per person, moment and lead; a lead that has passed gets none."""
    leads = leads_to_come(gathering, gathering.moments.standing(), now=now)
    return [
        draft(
            REMINDER,
            participation,
            occasion=reminder_occasion(moment, days),
            due_at=due_at,
            not_after=clock.reminder_not_after(moment.starts_at, days=days),
        )
        for moment, days, due_at in leads
        for participation in participations
    ]


def leads_to_come(gathering, moments, *, now):
    """(moment, days before, when it is due) of each reminder that is not due yet."""
    leads = [
        (moment, days, clock.reminder_due_at(moment.starts_at, days=days))
        for moment in moments
        for days in sorted(set(gathering.leads))
    ]
    return [lead for lead in leads if lead[2] > now]


def remind_anew(gathering, *, gone, now):
    """Rows by the leads of now; one that is due stays, unless its lead is ``gone``."""
    seated = list(gathering.participations.seated().select_related("user"))
    not_due = [{"due_at__gt": now}]
    for which in not_due + [{"occasion__endswith": f" days {days}"} for days in gone]:
        drop(seated, reason="De herinneringen zijn gewijzigd.", kind=REMINDER, **which)
    outbox.plan_many(reminders(seated, gathering, now=now))


def reminder_occasion(moment, days):
    return f"moment {moment.pk} version {moment.schedule_version} days {days}"


def read_occasion(occasion):
    """The moment's key, its schedule version and the days before, of a reminder."""
    _, moment, _, version, _, days = occasion.split()
    return int(moment), int(version), int(days)


def place_free(waiters, gathering, *, now):
    """The first to accept has it: each seat that comes free is an occasion of its own."""
    outbox.plan_many(
        [
            draft(
                PLACE_FREE,
                waiter,
                occasion=f"free {now.isoformat()}",
                due_at=now,
                not_after=gathering.starts_at,
            )
            for waiter in waiters
        ]
    )


def changed(participations, gathering, *, now):
    """A mail in ten minutes, instead of one that still waits; reminders by the new times."""
    drop(participations, reason="De afspraak is gewijzigd.", kind__in=[CHANGED, REMINDER])
    due_at = now + CHANGES_SETTLE_IN
    occasion = f"sequence {gathering.sequence}"
    told = [draft(CHANGED, one, occasion=occasion, due_at=due_at) for one in participations]
    comers = [one for one in participations if one.is_seated]
    outbox.plan_many(told + reminders(comers, gathering, now=now))


def drop(participations, *, reason, **which):
    """What is not sent yet to these people is not sent any more."""
    subjects = [key_of(one) for one in participations]
    outbox.cancel(reason=reason, subject__in=subjects, **which)
