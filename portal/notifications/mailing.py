"""Putting news in the outbox: at once for who wants that, on Monday for the others.

Any number of runs at once is harmless: a mail is known by whom and what it is about.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.keys import key_of
from portal.mail import outbox

from .models import Choice, Notification, Preference
from .notifications import DIGEST

NOW_MAIL, DIGEST_MAIL = "notifications.now", "notifications.digest"
BATCH = 500
NO_NEWS_AFTER = timedelta(days=3)
WEEK = timedelta(days=7)
AT = time(8)
# What happened before and is committed after: no transaction takes as long.
SETTLED = timedelta(minutes=5)


def plan_at_once(now):
    """A mail for each notification whose person wants to hear it at once."""
    while _plan_some(now) == BATCH:
        pass


@transaction.atomic
def _plan_some(now):
    waiting = list(Notification.objects.to_mail_now().select_for_update(skip_locked=True)[:BATCH])
    outbox.plan_many(
        outbox.draft(
            NOW_MAIL,
            subject=key_of(one),
            recipient=_key_of_user(one.user_id),
            occasion="",
            due_at=now,
            not_after=now + NO_NEWS_AFTER,
        )
        for one in waiting
    )
    Notification.objects.filter(pk__in=[one.pk for one in waiting]).update(waits_for="")
    return len(waiting)


def plan_digests(now):
    """The weekly mail of last Monday, for who has something in it and had none yet."""
    while _plan_some_digests(last_monday(now)):
        pass


@transaction.atomic
def _plan_some_digests(at):
    waiting = Notification.objects.to_digest(at - SETTLED)
    first = set(waiting.values_list("user", flat=True)[:BATCH])
    # Locked in one order, so that two runs do not wait for each other.
    people = User.objects.filter(pk__in=first).order_by("pk").values_list("pk", flat=True)
    people = list(people.select_for_update(no_key=True, skip_locked=True))
    waiting.filter(user__in=people).order_by().update(waits_for="", digest=week_of(at))
    off = Preference.objects.filter(user__in=people, kind=DIGEST.name, choice=Choice.OFF)
    silent = set(off.values_list("user", flat=True))
    outbox.plan_many(_digest(_key_of_user(pk), at) for pk in people if pk not in silent)
    return len(people)


def _digest(person, at):
    return outbox.draft(
        DIGEST_MAIL,
        subject=person,
        recipient=person,
        occasion=week_of(at),
        due_at=at,
        not_after=at + WEEK,
    )


def last_monday(now):
    """The last Monday at 8 o'clock in Amsterdam that is not after ``now``."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    at = datetime.combine(monday, AT, timezone.get_default_timezone())
    return at if at <= now else at - WEEK  # by the wall clock, also when the clock changed


def week_of(at):
    return f"{at:%G-W%V}"


def _key_of_user(pk):
    return key_of(User(pk=pk))
