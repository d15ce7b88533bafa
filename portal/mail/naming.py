"""Who a mail is to and what it is about, in words: rows hold keys, and apps name theirs.

Each in its own ``naming.py``, for the list that administrators read.
"""

from dataclasses import dataclass

_namers = {}


@dataclass(frozen=True)
class Name:
    """``detail`` is the address of a person, ``url`` the page of a thing, where there is one."""

    title: str
    detail: str = ""
    url: str = ""


def register(label, namer):
    """Have ``namer(pks)`` answer {pk: Name}, in one query, for the keys «label:pk»."""
    _namers[label] = namer


def names_of(keys):
    """{key: Name} of those that somebody knows, in a query for each sort of thing."""
    asked = {}
    for key in keys:
        label, _, pk = key.partition(":")
        if label in _namers and pk.isdecimal():
            asked.setdefault(label, set()).add(int(pk))
    return {
        f"{label}:{pk}": name
        for label, pks in asked.items()
        for pk, name in _namers[label](pks).items()
    }
