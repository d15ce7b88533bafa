"""Mail about accounts: rendered at once and kept encrypted, for it holds codes and addresses."""

import re
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from portal.mail import kinds, letters, outbox

CODE_LIFE = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
LIFE = timedelta(days=1)
LINK = re.compile(r"(?P<label>.+): (?P<url>https?://\S+)")


def send(template, email, context, *, now):
    """Plan the mail ``template`` (without .txt), instead of an earlier one that still waits."""
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
    subject, _, text = render_to_string(f"{template}.txt", context).strip().partition("\n")
    text = text.strip()
    parts = [LINK.fullmatch(part) or part for part in re.split(r"\n\s*\n", text)]
    html = render_to_string("accounts/mail.html", {**context, "subject": subject, "parts": parts})
    return letters.Letter(to=email, subject=subject, text=text, html=html)


def recipient_key(email):
    """Says which mails go to one address, and not which address."""
    return salted_hmac("portal.accounts.mail", email).hexdigest()


def _still_due(row, now):
    return ""


def _render(row, now):
    return letters.unpack(row.secret)


kinds.register(kinds.Kind("account", "Inloggen en account", _still_due, _render))
