"""Mail about accounts: rendered at once and kept encrypted, for it holds codes and addresses."""

import re
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.crypto import salted_hmac

from portal.mail import kinds, letters, outbox, recipients

CODE_LIFE = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
LIFE = timedelta(days=1)
LINK = re.compile(r"(?P<label>.+): (?P<url>https?://\S+)")


def send(template, email, context, *, now):
    """Plan the mail of a text template, instead of an earlier one that still waits."""
    life = CODE_LIFE if "code" in context else LIFE
    return outbox.replace(
        "account",
        subject=template,
        recipient=recipient_key(email),
        occasion=uuid4().hex,
        due_at=now,
        not_after=now + life,
        urgent=True,
        payload=letters.pack(write(template, email, context)),
    )


def write(template, email, context):
    """The letter of a template: its first line is the subject, a line «words: address» a button."""
    context = {**context, "site_url": settings.SITE_URL}
    plain = get_template(template).template.render(Context(context, autoescape=False))
    subject, _, text = plain.strip().partition("\n")
    parts = [_link(part) or {"text": part} for part in text.strip().split("\n\n")]
    html = render_to_string("accounts/mail.html", {**context, "subject": subject, "parts": parts})
    return letters.Letter(to=email, subject=subject, text=text.strip(), html=html)


def _link(part):
    match = LINK.fullmatch(part)
    return match and match.groupdict()


def recipient_key(email):
    """Says which mails go to one address, and not which address."""
    return salted_hmac("portal.accounts.mail", email).hexdigest()


def _still_due(row, now):
    return ""


def _render(row, now):
    return letters.unpack(row.secret)


kinds.register(kinds.Kind("account", "Inloggen en account", _still_due, _render))
recipients.register(lambda email: [recipient_key(email.lower()), recipient_key(email)])
