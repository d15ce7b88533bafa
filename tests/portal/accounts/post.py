"""What the outbox holds for accounts, as its readers will see it."""

import re
from urllib.parse import urlsplit

from portal.mail import letters
from portal.mail.models import Mail


def sent():
    rows = Mail.objects.open().filter(kind="account").order_by("pk")
    return [letters.unpack(row.secret) for row in rows]


def subjects():
    return [(letter.to, letter.subject) for letter in sent()]


def path_in(letter):
    """The path of the first link in the letter."""
    return urlsplit(re.search(r"https?://\S+", letter.text)[0]).path


def code_in(letter):
    return re.search(r"^Je code is (\S+)$", letter.subject)[1]
