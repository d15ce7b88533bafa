from datetime import UTC, datetime, timedelta
from itertools import count

from portal.mail import kinds, outbox
from portal.mail.letters import Letter

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
numbers = count(1)


def make_letter(**fields):
    words = {"to": "wim@soest.example", "subject": "Hallo", "text": "Dag Wim"}
    return Letter(**words | fields)


def make_kind(*, still_due=lambda row, now: "", render=lambda row, now: make_letter()):
    """A kind of mail of its own for a test."""
    return kinds.register(kinds.Kind(f"test.{next(numbers)}", "proef", still_due, render))


def make_mail(kind=None, **fields):
    """A mail that is due at ``NOW``, about a subject of its own."""
    number = next(numbers)
    usual = {
        "subject": f"tests.visit:{number}",
        "recipient": f"user:{number}",
        "occasion": "joining:1",
        "due_at": NOW,
        "not_after": NOW + timedelta(days=7),
    }
    return outbox.plan((kind or make_kind()).name, **usual | fields)
