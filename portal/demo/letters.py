"""The letters that the demo's catcher kept, read with distrust: anybody may have written them."""

from datetime import datetime
from email import message_from_binary_file
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone


class Attachment(NamedTuple):
    name: str
    content: bytes


class Letter:
    def __init__(self, path):
        self.key, self.path = path.name, path

    @cached_property
    def message(self):
        with self.path.open("rb") as file:
            return message_from_binary_file(file)

    @cached_property
    def caught_at(self):
        return datetime.fromtimestamp(self.path.stat().st_mtime, timezone.get_current_timezone())

    @property
    def subject(self):
        return decoded(self.message["Subject"]) or "(geen onderwerp)"

    @property
    def to(self):
        return decoded(self.message["Delivered-To"])

    @property
    def headers(self):
        return [(name, decoded(value)) for name, value in self.message.items()]

    @cached_property
    def _parts(self):
        return [part for part in self.message.walk() if not part.is_multipart()]

    def _body(self, kind):
        bodies = (part for part in self._parts if part.get_content_type() == kind)
        return next((part for part in bodies if not part.get_filename()), None)

    @property
    def text(self):
        return words(self._body("text/plain"))

    @property
    def html(self):
        return words(self._body("text/html"))

    @property
    def attachments(self):
        bodies = (self._body("text/plain"), self._body("text/html"))
        parts = [part for part in self._parts if part not in bodies]
        return [attachment(part, number) for number, part in enumerate(parts, 1)]


def letters():
    """The newest first."""
    folder = Path(settings.DEMO_MAIL) / "new"
    paths = folder.iterdir() if folder.exists() else ()
    newest = sorted(paths, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [Letter(path) for path in newest]


def letter_with(key):
    return next((letter for letter in letters() if letter.key == key), None)


def decoded(value):
    try:
        return str(make_header(decode_header(value or "")))
    except (LookupError, ValueError, HeaderParseError):
        return str(value)


def words(part):
    if part is None:
        return ""
    content = part.get_payload(decode=True)
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def attachment(part, number):
    usual = "afspraak.ics" if part.get_content_type() == "text/calendar" else f"bijlage-{number}"
    name = "".join(sign for sign in decoded(part.get_filename()) if sign.isprintable())
    return Attachment(name or usual, part.get_payload(decode=True))
