"""Remembering that two cases tell something else."""

from cases.models import NotDouble


def set_aside(case, other, *, by, now):
    """Do not show ``other`` beside ``case`` any more; once is enough."""
    NotDouble.objects.get_or_create(case=case, other=other, defaults={"by": by, "at": now})


def show_again(case, other):
    NotDouble.objects.filter(case=case, other=other).delete()
