"""Writing down how an attempt ended, by the one who still has the right to."""

import random

from django.conf import settings
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from portal.mail.models import Mail, Sending, SuppressedAddress


def record(mail, outcome, now):
    """Write the outcome of this attempt; nothing when another has claimed the mail since."""
    if outcome.state != Mail.State.ACCEPTED:
        _record_trouble(mail, outcome, now)
    elif _write(mail, outcome, now) and mail.refusals_before:
        Sending.objects.forget_refusals()


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
    words = {"answer": outcome.answer, "now": now}
    if outcome.state == Mail.State.ACCEPTED:  # true, also when it was cancelled meanwhile
        attempt = Mail.objects.filter(pk=mail.pk, attempts=mail.attempts)
        return attempt.without_waiting_for_the_disk().settle("accepted", **words)
    mine = Mail.objects.claimed_as(mail)
    if outcome.state != Mail.State.RETRY:
        return mine.settle(outcome.state, **words, handing_over_at=None)
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
