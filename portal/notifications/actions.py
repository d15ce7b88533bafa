"""What somebody holds on to, and what she has seen."""

from datetime import timedelta

from django.db import transaction

from .models import Bookmark, Choice, Follow, Notification, Preference

KEPT = timedelta(days=365)  # as the privacy page says


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


@transaction.atomic
def choose(choices, *, user):
    """Note how ``user`` wants to hear of these kinds, {kind: choice}.

    What is off is not mailed any more; what else waits is mailed as it would have been.
    """
    Preference.objects.bulk_create(
        [Preference(user=user, kind=kind.name, choice=choice) for kind, choice in choices.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["choice"],
    )
    off = [kind.name for kind, choice in choices.items() if choice == Choice.OFF]
    waiting = Notification.objects.filter(user=user, kind__in=off).exclude(waits_for="")
    waiting.update(waits_for="")


def forget_old(now):
    """What happened a year ago is no news to anybody."""
    Notification.objects.filter(occurred_at__lt=now - KEPT).delete()
