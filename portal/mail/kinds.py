"""The kinds of mail that apps have, each registered in the app's own ``mail.py``."""

from collections.abc import Callable
from dataclasses import dataclass


class UnknownKindError(LookupError):
    """A row of a kind that this version of the portal does not have."""


def _the_row_itself(row):
    return row


@dataclass(frozen=True)
class Kind:
    """What the outbox asks of an app, with the facts of now and not of planning.

    ``read(row)`` answers what the mail is about, once for each attempt: the row itself, or what an
    app looks up by it. ``still_due(about, now)`` answers "" or the reason, in Dutch, why it need
    not be sent any more; ``render(about, now)`` answers a ``Letter``.
    """

    name: str
    label: str
    still_due: Callable
    render: Callable
    read: Callable = _the_row_itself


_kinds = {}


def register(kind):
    """Make ``kind`` known; a second kind of the same name is an error."""
    if kind.name in _kinds:
        raise ValueError(f"Kind {kind.name!r} is registered twice.")
    _kinds[kind.name] = kind
    return kind


def get(name):
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None


def labels():
    """(Name, label) of each, by label."""
    return sorted(((kind.name, kind.label) for kind in _kinds.values()), key=lambda pair: pair[1])
