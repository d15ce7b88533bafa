"""Writing down how an attempt ended, by the one who still has the right to."""

import random

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from portal.mail.models import Mail, Sending, SuppressedAddress

# True, also when it was cancelled meanwhile. Lost in a crash, it goes out again after the lease.
ACCEPT = """
    UPDATE mail_mail
    SET state = 'accepted', answer = %(answer)s, settled_at = %(now)s, payload = NULL
    WHERE id = %(pk)s AND attempts = %(attempts)s
      AND set_config('synchronous_commit', 'off', true) = 'off'
"""


def record(mail, outcome, now):
    """Write the outcome of this attempt; nothing when another has claimed the mail since."""
    if outcome.state != Mail.State.ACCEPTED:
        _record_trouble(mail, outcome, now)
    elif _accept(mail, outcome, now) and mail.refusals_before:
        Sending.objects.forget_refusals()


def _accept(mail, outcome, now):
    values = {"pk": mail.pk, "attempts": mail.attempts, "answer": outcome.answer, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(ACCEPT, values)
        return cursor.rowcount


@transaction.atomic
def _record_trouble(mail, outcome, now):
    if not _write(mail, outcome, now):
        return
    if outcome.unknown_address:
        SuppressedAddress.objects.suppress(outcome.unknown_address, outcome.answer, now)
    if outcome.stops_sending:
        Sending.objects.trip(outcome.answer, now)
    if outcome.refusal:
        Sending.objects.count_refusal(outcome.refusal, now)


def _write(mail, outcome, now):
    mine = Mail.objects.claimed_as(mail)
    if outcome.state != Mail.State.RETRY:
        return mine.settle(outcome.state, answer=outcome.answer, now=now, handing_over_at=None)
    return mine.update(
        state=Mail.State.RETRY,
        answer=outcome.answer,
        try_at=Least(Value(now + wait_after(mail.attempts)), F("not_after")),
        possible_copies=F("possible_copies") + int(outcome.possible_copy),
        handing_over_at=None,
    )


def wait_after(attempts):
    """The wait after so many attempts, spread by a fifth so that not all come back at once."""
    waits = settings.MAIL_WAITS
    return waits[min(attempts, len(waits)) - 1] * random.uniform(0.8, 1.2)  # noqa: S311
