from portal.keys import key_of
from portal.notifications.models import Bookmark, Follow
from tests.factories.gatherings import NOW
from tests.factories.people import make_user


def make_follower(*rows, user=None, **fields):
    """Somebody who follows these rows; answers the person."""
    user = user or make_user(name="Vera Volger", **fields)
    for row in rows:
        Follow.objects.create(user=user, subject=key_of(row), created_at=NOW)
    return user


def make_bookmark(row, *, user):
    return Bookmark.objects.create(user=user, subject=key_of(row), created_at=NOW)
