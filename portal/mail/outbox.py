"""Planning mail, in the transaction of the change that the mail is about."""

from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from portal.mail import sealing
from portal.mail.models import Mail
from portal.mail.models.mail import message_id_of

DROPPED = "Ingetrokken door een beheerder."
PLAN = """
    INSERT INTO mail_mail (kind, subject, recipient, occasion, message_id, urgent, payload,
                           due_at, not_after, try_at,
                           state, attempts, possible_copies, answer, created_at)
    SELECT *, 'planned', 0, 0, '', statement_timestamp()
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bool[], %s::bytea[],
                %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
    ON CONFLICT DO NOTHING
"""
GIVEN = ["kind", "subject", "recipient", "occasion", "message_id", "urgent", "payload"]
GIVEN += ["due_at", "not_after", "try_at"]


def draft(kind, *, subject, recipient, occasion, due_at, not_after, urgent=False, payload=None):
    """A mail that is not in the outbox yet, for ``plan_many``; ``payload`` is encrypted."""
    return Mail(
        kind=kind,
        subject=subject,
        recipient=recipient,
        occasion=occasion,
        message_id=message_id_of(kind, subject, recipient, occasion),
        urgent=urgent,
        payload=payload and sealing.seal(payload),
        due_at=due_at,
        not_after=not_after,
        try_at=due_at,
    )


def plan_many(drafts):
    """Plan mails in one statement; known ones stay as they are, skipped ones are due again."""
    drafts = list(drafts)
    columns = [[getattr(mail, name) for mail in drafts] for name in GIVEN]
    with connection.cursor() as cursor:
        cursor.execute(PLAN, columns)
        if cursor.rowcount < len(drafts):
            _revive([mail.message_id for mail in drafts])


def _revive(message_ids):
    skipped = Mail.objects.filter(message_id__in=message_ids, state=Mail.State.SKIPPED)
    skipped.update(state=Mail.State.PLANNED, try_at=F("due_at"), answer="", settled_at=None)


def plan(kind, **fields):
    """Plan one mail (fields as in ``draft``) and answer its row; twice the same is once."""
    mail = draft(kind, **fields)
    plan_many([mail])
    return Mail.objects.get(message_id=mail.message_id)


def cancel(*, reason, **which):
    """Skip what is not sent yet of the mails of this kind=, subject=, recipient__in= …"""
    if not which:
        raise ValueError("Cancel which mails?")
    return Mail.objects.open().filter(**which).settle(Mail.State.SKIPPED, answer=reason, now=Now())


def replace(kind, *, subject, recipient, **fields):
    """Plan a mail instead of an earlier one of this kind that still waits: one mail, not two."""
    cancel(
        reason="Vervangen door een later bericht.",
        kind=kind,
        subject=subject,
        recipient=recipient,
    )
    return plan(kind, subject=subject, recipient=recipient, **fields)
