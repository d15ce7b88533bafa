from itertools import count

from portal.keys import key_of
from portal.notifications.models import Bookmark, Follow, Notification, Preference
from tests.factories.gatherings import NOW
from tests.factories.people import make_user

_numbers = count(1)


def make_follower(*rows, user=None, **fields):
    """Somebody who follows these rows; answers the person."""
    user = user or make_user(name="Vera Volger", **fields)
    for row in rows:
        Follow.objects.create(user=user, subject=key_of(row), created_at=NOW)
    return user


def make_bookmark(row, *, user):
    return Bookmark.objects.create(user=user, subject=key_of(row), created_at=NOW)


def make_notification(row, *, user, kind="cases.published", **fields):
    fields = {"occasion": f"{key_of(row)} {next(_numbers)}", "occurred_at": NOW} | fields
    return Notification.objects.create(user=user, kind=kind, subject=key_of(row), **fields)


def prefer(user, **choices):
    """prefer(user, cases_published="off"): a choice per kind, with _ for the dot."""
    for name, choice in choices.items():
        Preference.objects.create(user=user, kind=name.replace("_", ".", 1), choice=choice)
