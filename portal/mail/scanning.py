"""Looking for mail that is due. Any number of scans at once is harmless: claiming decides."""

import logging

from django.db.models import F

from portal.mail.models import Mail, Sending

HINT_SIZE = 50
SCAN_SIZE = 5000

logger = logging.getLogger(__name__)


def expire(now):
    """Settle what is too late, also on hold: an old sign-in code must not stay."""
    late = Mail.objects.longest_too_late(now, SCAN_SIZE)
    count = late.settle(Mail.State.EXPIRED, answer=F("answer"), now=now)
    if count:
        logger.error("%s mails were not sent in time", count)


def hints(now):
    """The keys of what is due, soonest first, in lists for one worker each."""
    if Sending.objects.current().held_at:
        return []
    due = Mail.objects.longest_due(now, SCAN_SIZE).soonest_first()
    pks = list(due.values_list("pk", flat=True))
    return [pks[i : i + HINT_SIZE] for i in range(0, len(pks), HINT_SIZE)]


def urgent(now):
    """The keys of the sign-in mail that is due."""
    return list(Mail.objects.due(now).urgent().soonest_first().values_list("pk", flat=True))
