"""Notifications in words, by the facts of now: what became hidden has no title any more."""

from dataclasses import dataclass

from . import kinds, subjects
from .models import Notification
from .subjects import Thing


@dataclass(frozen=True)
class News:
    """A notification, and its thing where she may see it."""

    notification: Notification
    thing: Thing | None

    @property
    def kind(self):
        return kinds.get(self.notification.kind)


def told(notifications, user):
    """As news for ``user``, in a query per kind of thing."""
    things = subjects.visible([one.subject for one in notifications], user)
    return [News(one, things.get(one.subject)) for one in notifications]
