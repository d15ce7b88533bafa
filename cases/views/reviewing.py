from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.actions import review
from cases.forms import ReasonForm
from cases.models import StepRefusedError

from .review_page import refuse_unless_read, review_page, version_to_review


def version(request, pk):
    return review_page(request, version_to_review(request, pk))


@require_POST
def take(request, pk):
    return _step(request, version_to_review(request, pk), review.take, "Jij hebt dit voorbeeld nu.")


@require_POST
def publish(request, pk):
    version = version_to_review(request, pk)
    return _step(request, version, review.publish, "Het voorbeeld staat online.")


@require_POST
def request_changes(request, pk):
    return _step_with_reason(request, pk, review.request_changes, "Je vraag is verstuurd.")


@require_POST
def reject(request, pk):
    return _step_with_reason(request, pk, review.reject, "Het voorbeeld is afgewezen.")


def _step_with_reason(request, pk, action, done):
    version = version_to_review(request, pk)
    form = ReasonForm(request.POST, auto_id="reden_%s")
    if not form.is_valid():
        return review_page(request, version, reason_form=form, status=422)
    return _step(request, version, action, done, **form.cleaned_data)


def _step(request, version, action, done, **reason):
    try:
        refuse_unless_read(request, version)
        action(version, by=request.user, now=timezone.now(), **reason)
        messages.success(request, done)
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect("cases:review", version.pk)
