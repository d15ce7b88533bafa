"""What can be followed, kept or told of: each app registers its own in ``notifications.py``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from portal.keys import key_of


@dataclass(frozen=True)
class Subject:
    """A kind of thing; ``visible_to(user)`` is the model's own rule of who may see which rows."""

    model: type[Model]
    called: str  # as in «Volg dit thema»: dit thema
    label: str
    icon: str
    visible_to: Callable
    can_be_followed: bool = False
    can_be_kept: bool = False
    title: Callable = str
    detail: Callable = lambda row: ""  # when it is, for what has a date
    is_over: Callable = lambda row, now: False
    address: Callable = lambda row: row.get_absolute_url()


@dataclass(frozen=True)
class Thing:
    """A row of a subject that somebody may see."""

    subject: Subject
    row: Model

    @property
    def key(self):
        return key_of(self.row)

    @property
    def title(self):
        return self.subject.title(self.row)

    @property
    def detail(self):
        return self.subject.detail(self.row)

    @property
    def address(self):
        return self.subject.address(self.row)

    def is_over(self, now):
        """Whether it is no news any more."""
        return self.subject.is_over(self.row, now)


_subjects = {}


def register(subject):
    _subjects[subject.model._meta.label_lower] = subject


def of(model):
    return _subjects[model._meta.label_lower]


def thing_of(row):
    """For who has the row in hand, and so may see it."""
    return Thing(of(row), row)


def is_known(key):
    """Whether it names a row of a kind that is registered, there or not."""
    return bool(_by_subject([key]))


def find(key, user):
    """The thing of that key, or None when it is nothing that ``user`` may see."""
    return visible([key], user).get(key)


def visible(keys, user):
    """{key: thing} of those that ``user`` may see, in a query per kind of thing."""
    things = {}
    for subject, pks in _by_subject(keys).items():
        for row in subject.visible_to(user).filter(pk__in=pks):
            things[key_of(row)] = Thing(subject, row)
    return things


def _by_subject(keys):
    found = {}
    for key in keys:
        label, _, pk = key.partition(":")
        if label in _subjects and pk.isascii() and pk.isdecimal() and len(pk) < 19:
            found.setdefault(_subjects[label], set()).add(int(pk))
    return found
