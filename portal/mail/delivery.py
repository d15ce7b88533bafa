"""Sending due mail: claim, check and render, hand over, record. Each step is a commit of its own.

``attempts`` is the fence: only who claimed last may write, whatever happened to the others.
No transaction is open while the mail server is spoken to. Of the three commits, only the one before
handing over waits for the disk: a database that crashes forgets no mail that went out.
"""

import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection

from portal.mail.models import Mail, Sending, SuppressedAddress
from portal.mail.outcomes import Outcome, accepted, outcome_of
from portal.mail.preparing import prepare
from portal.mail.recording import record

BATCH_TIME = timedelta(seconds=60)
CLAIM = """
    UPDATE mail_mail
    SET state = 'sending', attempts = attempts + 1, try_at = %(lease_ends)s,
        possible_copies = possible_copies + (handing_over_at IS NOT NULL)::int,
        handing_over_at = NULL
    WHERE state IN ('planned', 'sending', 'retry') AND try_at <= %(now)s
      AND id = COALESCE((
          SELECT id FROM mail_mail
          WHERE urgent AND NOT %(probing)s
            AND state IN ('planned', 'sending', 'retry') AND try_at <= %(now)s
          ORDER BY not_after, id LIMIT 1 FOR UPDATE SKIP LOCKED
      ), %(pk)s)
      AND (%(probing)s OR NOT EXISTS (SELECT FROM mail_sending WHERE held_at IS NOT NULL))
      AND set_config('synchronous_commit', 'off', true) = 'off'
    RETURNING *, COALESCE((SELECT refusals FROM mail_sending), 0) AS refusals_before
"""
HAND_OVER = """
    UPDATE mail_mail SET handing_over_at = %(now)s
    WHERE id = %(pk)s AND attempts = %(attempts)s AND state = 'sending'
      AND (urgent OR NOT EXISTS (SELECT FROM mail_suppressedaddress WHERE address = %(address)s))
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
    """Whether the mail server is there for the next one."""
    while mail := claim(pk, now):
        outcome = _deliver_claimed(mail, server, now)
        if outcome and outcome.server_is_away:
            return False
        if mail.pk == pk:
            break
    return True


def probe(*, now):
    """On hold because the server refused all: offer it one mail, now and then.

    When it accepts that one, mail goes out again. What a person put on hold stays so.
    """
    if not Sending.objects.take_probe(now):
        return
    least_tried = Mail.objects.due(now).least_tried_first().first()
    mail = least_tried and claim(least_tried.pk, now, probing=True)
    with closing(get_connection()) as server:
        outcome = mail and _deliver_claimed(mail, server, now)
    if outcome and outcome.state == Mail.State.ACCEPTED:
        Sending.objects.end_trip()


def claim(pk, now, *, probing=False):
    """The mail, or due sign-in mail that goes before it, leased to the caller.

    None when it is not due, taken by another, or on hold.
    """
    lease_ends = now + settings.MAIL_LEASE
    values = {"pk": pk, "now": now, "lease_ends": lease_ends, "probing": probing}
    return next(iter(Mail.objects.raw(CLAIM, values)), None)


def _deliver_claimed(mail, server, now):
    """The outcome, written down; None when there was nothing to hand over any more."""
    outcome = _attempt(mail, server, now)
    if outcome:
        record(mail, outcome, now)
    return outcome


def _attempt(mail, server, now):
    message = prepare(mail, now)
    return message if isinstance(message, Outcome) else _hand_over(mail, message, server, now)


def _may_hand_over(mail, address, now):
    """Whether the mail is still the caller's, and its address of use; it is written down."""
    values = {"pk": mail.pk, "attempts": mail.attempts, "address": address.lower(), "now": now}
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, values)
        return cursor.rowcount == 1


def _hand_over(mail, message, server, now):
    """The outcome of the attempt; None when the mail was cancelled or taken over meanwhile."""
    [address] = message.to
    try:
        server.open()
    except OSError as error:
        return replace(outcome_of(error), server_is_away=True)
    if not _may_hand_over(mail, address, now):
        is_unusable = SuppressedAddress.objects.stops(mail, address)
        return Outcome(Mail.State.SKIPPED, "Het adres is onbruikbaar.") if is_unusable else None
    try:
        server.send_messages([message])
    except Exception as error:
        server.close()  # in an unknown state: the next mail opens a new one
        return outcome_of(error)
    return accepted(getattr(server, "accepted_with", ""))
