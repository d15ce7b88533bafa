"""What a kind of mail renders: a letter to one person, before it becomes a MIME message."""

import base64
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Calendar:
    """A calendar item: ``content`` is an .ics file, ``method`` is REQUEST or CANCEL."""

    method: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """A message to one address, in text and HTML."""

    to: str
    subject: str
    text: str
    html: str = ""
    calendars: tuple[Calendar, ...] = ()  # one for each moment: mail programs read one event a file
    reply_to: str | None = None
    unsubscribe_url: str | None = None


def pack(letter):
    """The letter as bytes: the payload of a row that is rendered when it is planned."""
    fields = asdict(letter)
    for calendar in fields["calendars"]:
        calendar["content"] = base64.b64encode(calendar["content"]).decode()
    return json.dumps(fields).encode()


def unpack(payload):
    """The letter that ``pack`` made into bytes."""
    fields = json.loads(payload)
    calendars = [
        Calendar(calendar["method"], base64.b64decode(calendar["content"]))
        for calendar in fields.pop("calendars")
    ]
    return Letter(**fields, calendars=tuple(calendars))
