"""Sending due mail: claim, check and render, hand over, record. Each step is a commit of its own.

``attempts`` is the fence: only who claimed last may write, whatever happened to the others.
No transaction is open while the mail server is spoken to.
"""

import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection

from portal.mail.models import Mail
from portal.mail.outcomes import Outcome, accepted, outcome_of
from portal.mail.preparing import prepare
from portal.mail.recording import record

BATCH_TIME = timedelta(seconds=60)
CLAIM = """
    UPDATE mail_mail
    SET state = 'sending', attempts = attempts + 1, try_at = %(lease_ends)s,
        possible_copies = possible_copies + (handing_over_at IS NOT NULL)::int,
        handing_over_at = NULL
    WHERE id = %(pk)s AND state IN ('planned', 'sending', 'retry') AND try_at <= %(now)s
      AND NOT EXISTS (SELECT FROM mail_sending WHERE held_at IS NOT NULL)
    RETURNING *
"""


def deliver(pks, *, now):
    """Send these mails over one connection; sign-in mail that falls due meanwhile goes first.

    Takes up nothing more after a minute, or when the mail server is away: the rest stays due.
    """
    started = time.monotonic()
    with closing(get_connection()) as server:
        for pk in pks:
            passed = timedelta(seconds=time.monotonic() - started)
            if passed > BATCH_TIME or not _deliver_next(pk, server, now + passed):
                return


def _deliver_next(pk, server, now):
    urgent = Mail.objects.due(now).urgent().soonest_first().values_list("pk", flat=True)
    return all(_deliver_one(each, server, now) for each in [*urgent, pk])


def _deliver_one(pk, server, now):
    """Whether the mail server is there for the next one."""
    mail = claim(pk, now)
    outcome = mail and _attempt(mail, server, now)
    if not outcome:
        return True
    record(mail, outcome, now)
    return not outcome.server_is_away


def claim(pk, now):
    """The mail, leased to the caller; None when it is not due, taken by another, or on hold."""
    values = {"pk": pk, "now": now, "lease_ends": now + settings.MAIL_LEASE}
    return next(iter(Mail.objects.raw(CLAIM, values)), None)


def _attempt(mail, server, now):
    message = prepare(mail, now)
    return message if isinstance(message, Outcome) else _hand_over(mail, message, server, now)


def _hand_over(mail, message, server, now):
    """The outcome of the attempt; None when the mail was cancelled or taken over meanwhile."""
    try:
        server.open()
    except OSError as error:
        return replace(outcome_of(error), server_is_away=True)
    if not Mail.objects.claimed_as(mail).update(handing_over_at=now):
        return None
    try:
        server.send_messages([message])
    except Exception as error:
        server.close()  # in an unknown state: the next mail opens a new one
        return outcome_of(error)
    return accepted(getattr(server, "accepted_with", ""))
