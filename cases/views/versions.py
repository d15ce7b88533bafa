from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import comparing
from cases.actions import restoring
from cases.models import CaseStudy, State, StepRefusedError


def versions(request, slug):
    """The versions of a case that I write or review, and what differs between two of them."""
    case = get_object_or_404(CaseStudy.objects.tended_by(request.user), slug=slug)
    versions = list(case.versions.visible_to(request.user).told())
    new = _chosen(versions, request.GET.get("naar"), versions[0])
    old = _chosen(versions, request.GET.get("van"), _before(versions, new))
    context = {
        "case": case,
        "versions": versions,
        "old": old,
        "new": new,
        "differences": comparing.compare(old, new) if old != new else [],
        "is_writer": CaseStudy.objects.editable_by(request.user).filter(pk=case.pk).exists(),
    }
    return render(request, "cases/versions.html", context)


@require_POST
def restore(request, slug, number):
    case = get_object_or_404(CaseStudy.objects.editable_by(request.user), slug=slug)
    version = get_object_or_404(case.versions, number=number, state=State.PUBLISHED)
    try:
        restoring.restore(version, by=request.user, now=timezone.now())
        messages.success(request, f"Versie {number} is nu jullie nieuwe concept.")
    except StepRefusedError as error:
        messages.error(request, str(error))
        return redirect("cases:versions", slug)
    return redirect("cases:work", slug)


def _chosen(versions, number, usual):
    return next((version for version in versions if str(version.number) == number), usual)


def _before(versions, new):
    """The one before it, or itself when it is the first."""
    return next((version for version in versions if version.number < new.number), new)
