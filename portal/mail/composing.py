"""From a letter to a MIME message."""

import unicodedata

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.text import Truncator

SUBJECT_LENGTH = 200


def one_line(text):
    """Text for a header: newlines would let a title write headers of its own."""
    words = " ".join(text.split())
    visible = "".join(c for c in words if unicodedata.category(c) != "Cc")
    return Truncator(visible).chars(SUBJECT_LENGTH)


class Message(EmailMultiAlternatives):
    """Made into MIME once: sending it does not build again what composing it has tried."""

    mime = None

    def message(self):
        self.mime = self.mime or super().message()
        return self.mime


def compose(letter, message_id):
    """The message as it goes out; raises when it cannot be made."""
    message = Message(
        subject=one_line(letter.subject),
        body=letter.text,
        to=[letter.to],
        reply_to=[letter.reply_to or settings.CONTACT_EMAIL],
        headers=_headers(letter, message_id),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    _add_calendars(message, letter.calendars)
    if not message.recipients():
        raise ValueError("A letter without an address")
    message.message()
    return message


def _headers(letter, message_id):
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _add_calendars(message, calendars):
    """A single item as an alternative for most mail programs; each as a file, for Outlook."""
    if len(calendars) == 1:
        (only,) = calendars
        message.attach_alternative(only.content.decode(), f"text/calendar; method={only.method}")
    for number, calendar in enumerate(calendars, start=1):
        name = "invite.ics" if len(calendars) == 1 else f"invite-{number}.ics"
        message.attach(name, calendar.content, "application/ics")
