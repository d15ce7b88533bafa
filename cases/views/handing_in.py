from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import ready
from cases.actions import review
from cases.models import CaseStudy, State, StepRefusedError
from cases.steps import HAND_IN, STEPS

from .step_page import step_page


@require_POST
def withdraw(request, slug):
    """Back to concept: out of the queue, or once more after a rejection."""
    case = _case(request, slug)
    version = get_object_or_404(case.versions.in_the_works())
    if not version.may_be_taken_to(State.CONCEPT, user=request.user):
        messages.error(request, "Dit kan nu niet. Vraag een redacteur van je organisatie.")
        return redirect(case)
    try:
        review.withdraw(version, by=request.user, now=timezone.now())
        messages.success(request, "Je praktijkvoorbeeld is weer een concept.")
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect(case)


@require_POST
def hand_in(request, slug):
    """To the editors, when all that they need is there."""
    case = _case(request, slug)
    version = get_object_or_404(case.versions.in_the_works())
    if ready.missing_of(version, request.user):
        return step_page(request, case, STEPS[HAND_IN], status=422)
    if not version.may_be_taken_to(State.SUBMITTED, user=request.user):
        messages.error(request, "Dit kan nu niet. Een redacteur van je organisatie dient het in.")
        return redirect("cases:step", case.slug, HAND_IN)
    try:
        review.hand_in(version, by=request.user, now=timezone.now())
        messages.success(request, "Ingediend. De redactie leest het en laat per mail iets weten.")
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect(case)


def _case(request, slug):
    cases = CaseStudy.objects.editable_by(request.user).select_related("published")
    return get_object_or_404(cases, slug=slug)
