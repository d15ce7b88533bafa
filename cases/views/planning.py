from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.actions import planning
from cases.forms import PlanForm
from cases.models import StepRefusedError

from .review_page import refuse_unless_read, review_page, version_to_review


@require_POST
def plan(request, pk):
    version, now = version_to_review(request, pk), timezone.now()
    form = PlanForm(request.POST, now=now, auto_id="moment_%s")
    if not form.is_valid():
        return review_page(request, version, plan_form=form, status=422)
    return _change(request, version, planning.plan, by=request.user, now=now, **form.cleaned_data)


@require_POST
def unplan(request, pk):
    return _change(request, version_to_review(request, pk), planning.unplan)


def _change(request, version, action, **plan):
    try:
        refuse_unless_read(request, version)
        action(version, **plan)
        messages.success(request, "Het moment is bewaard." if plan else "Er is geen moment meer.")
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect("cases:review", version.pk)
