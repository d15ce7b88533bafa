"""What an organiser sees of the mail to her participants."""

from dataclasses import dataclass

from portal.keys import key_of
from portal.mail import kinds
from portal.mail.models import Mail


@dataclass(frozen=True)
class Sent:
    """A mail in words: which, in what state, and why not."""

    label: str
    mail: Mail


def with_mail(participations):
    """(participation, her mails in the order of planning), in one query."""
    keys = {key_of(one): one for one in participations}
    mails = {key: [] for key in keys}
    for mail in Mail.objects.filter(subject__in=keys).order_by("due_at", "pk"):
        mails[mail.subject].append(Sent(kinds.get(mail.kind).label, mail))
    return [(one, mails[key]) for key, one in keys.items()]
