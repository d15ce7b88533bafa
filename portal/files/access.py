"""Who may read which file: each part says so for its own, in its ``files.py``."""

from django.db.models import Q

_readable = []


def register(readable):
    """Have ``readable(user)`` asked: a queryset of the files that a part shows to ``user``.

    Start at the part's own ``visible_to(user)``, so that a file is hidden with what it belongs to.
    """
    _readable.append(readable)
    return readable


def rule(user):
    """Of any part; where there is none, nothing."""
    asked = Q(pk=None)
    for readable in _readable:
        asked |= Q(pk__in=readable(user).values("pk"))
    return asked
