"""Publishing at a moment that an editor chose."""

from django.db import transaction

from cases.mail import tell_of_plan
from cases.models import CaseStudy, State, StepRefusedError, Version

from . import review


@transaction.atomic
def plan(version, *, at, by, now):
    """It is published at ``at``, in the name of ``by``; a next plan replaces this one."""
    _change(version, publish_at=at, publish_by=by)
    version.publish_at = at
    tell_of_plan(version, now=now)


@transaction.atomic
def unplan(version):
    """It waits for an editor again."""
    _change(version, publish_at=None, publish_by=None)


def due(now):
    """The keys of what is to be published, the longest due first."""
    found = Version.objects.to_publish(now).order_by("publish_at", "pk")
    return list(found.values_list("pk", flat=True))


@transaction.atomic
def publish_planned(pk, *, now):
    """Publish it, unless that was done, moved or withdrawn meanwhile; any number at once."""
    # Case, then version: the order in which writing locks them.
    CaseStudy.objects.select_for_update(of=["self"]).filter(versions=pk).first()
    planned = Version.objects.to_publish(now).select_for_update(of=["self"])
    if version := planned.filter(pk=pk).first():
        review.publish(version, by=version.publish_by, now=now)


def _change(version, **fields):
    if not Version.objects.filter(pk=version.pk, state=State.IN_REVIEW).update(**fields):
        raise StepRefusedError("Dit voorbeeld is nu niet in beoordeling.")
