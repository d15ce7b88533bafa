"""What somebody holds on to, and what she has seen."""

from django.db import transaction

from .models import Bookmark, Choice, Follow, Notification, Preference


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
    """Note how ``user`` wants to hear of these kinds, {kind: choice}; also of what waits to be
    mailed, but for what would then all come at once.
    """
    Preference.objects.bulk_create(
        [Preference(user=user, kind=kind.name, choice=choice) for kind, choice in choices.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["choice"],
    )
    waiting = Notification.objects.filter(user=user).exclude(waits_for="")
    for choice, waits_for in ((Choice.OFF, ""), (Choice.WEEKLY, Choice.WEEKLY)):
        chosen = [kind.name for kind, chosen in choices.items() if chosen == choice]
        waiting.filter(kind__in=chosen).update(waits_for=waits_for)
