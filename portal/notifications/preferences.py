"""What people chose, or what holds for who chose nothing."""

from . import kinds
from .models import Choice, Preference


def choice_of(user, kind_name):
    """How ``user`` wants to hear of that kind: now, weekly or off."""
    chosen = Preference.objects.filter(user=user, kind=kind_name).values_list("choice", flat=True)
    return Choice(chosen.first() or kinds.get(kind_name).default)


def choices_of(user):
    """{kind: choice}, of all kinds."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "choice"))
    return {kind: Choice(chosen.get(kind.name, kind.default)) for kind in kinds.all_kinds()}
