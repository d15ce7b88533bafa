from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import similar
from cases.actions import doubles
from cases.models import CaseStudy
from cases.steps import HAND_IN
from portal.ui.pages import wants_fragment


@require_POST
def set_aside(request, slug, other):
    case, other = _two(request, slug, other)
    doubles.set_aside(case, other, by=request.user, now=timezone.now())
    return _answer(request, case)


@require_POST
def show_again(request, slug, other):
    case, other = _two(request, slug, other)
    doubles.show_again(case, other)
    return _answer(request, case)


def _two(request, slug, other):
    case = get_object_or_404(CaseStudy.objects.editable_by(request.user), slug=slug)
    others = CaseStudy.objects.published().exclude(pk=case.pk)
    return case, get_object_or_404(others, slug=other)


def _answer(request, case):
    if not wants_fragment(request):
        return redirect("cases:step", case.slug, HAND_IN)
    version = case.work() or case.published
    context = {"case": case, **similar.about(case, version)}
    return render(request, "cases/_similar.html", context)
