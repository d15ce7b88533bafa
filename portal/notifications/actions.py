"""What somebody holds on to, and what she has seen."""

from .models import Bookmark, Follow


def follow(subject, *, user, now):
    """Have ``user`` hear of what is new about ``subject``, a key; once is enough."""
    Follow.objects.get_or_create(user=user, subject=subject, defaults={"created_at": now})


def unfollow(subject, *, user):
    Follow.objects.filter(user=user, subject=subject).delete()


def bookmark(subject, *, user, now):
    """Keep ``subject``, a key, for ``user``; once is enough."""
    Bookmark.objects.get_or_create(user=user, subject=subject, defaults={"created_at": now})


def remove(subject, *, user):
    """Keep it no longer."""
    Bookmark.objects.filter(user=user, subject=subject).delete()
