"""The addresses that every kind of gathering has below its own; an app says who finds one there."""

from functools import wraps

from django.urls import path

from .views import announcing, attending, organising, taking_part

TAKING_PART = [
    ("zonder-account/", taking_part.guest, "guest"),
    ("samen/", taking_part.together, "together"),
]
ORGANISING = [
    ("afgelasten/", organising.cancel, "cancel"),
    ("deelnemers/", organising.participants, "participants"),
    ("deelnemers.csv", attending.participants_csv, "participants_csv"),
    ("deelnemers.xlsx", attending.participants_xlsx, "participants_xlsx"),
    ("aanwezigheid/", attending.attendance, "attendance"),
    ("mailen/", announcing.announce, "announce"),
    ("vrijhouden/", organising.reserve, "reserve"),
    ("vrijhouden/<int:organisation>/vrijgeven/", organising.release, "release"),
]


def of(find, pages):
    """Patterns for ``pages``; ``find(request, key)`` answers the gathering or raises Http404."""
    return [path(suffix, _found_by(find, view), name=name) for suffix, view, name in pages]


def _found_by(find, view):
    @wraps(view)
    def shown(request, *, slug=None, pk=None, **rest):
        return view(request, find(request, slug or pk), **rest)

    return shown
