"""The kinds of news: each app registers its own in ``notifications.py``."""

from dataclasses import dataclass

from .models import Choice

ON_OR_OFF = (Choice.NOW, Choice.OFF)


@dataclass(frozen=True)
class Kind:
    """What somebody can choose about, and how one piece of it is told before its title."""

    name: str
    group: str
    label: str
    told: str = ""  # «Nieuw praktijkvoorbeeld»
    default: Choice = Choice.WEEKLY
    choices: tuple = tuple(Choice)


_kinds = {}


def register(kind):
    _kinds[kind.name] = kind
    return kind


def get(name):
    return _kinds[name]


def all_kinds():
    return list(_kinds.values())
