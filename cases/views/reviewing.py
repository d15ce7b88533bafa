from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import desk, reading
from cases.actions import review
from cases.forms import ReasonForm
from cases.models import StepRefusedError, Version
from portal.ui.pages import render_page
from portal.ui.paging import page_of


def queue(request):
    if not request.user.is_editor:
        raise Http404
    context = {"page": page_of(desk.queue(), request), "now": timezone.now()}
    return render_page(request, "cases/queue.html", context, fragment="cases/_queue.html")


def version(request, pk):
    return _page(request, _version(request, pk), ReasonForm())


@require_POST
def take(request, pk):
    return _step(request, _version(request, pk), review.take, "Jij hebt dit voorbeeld nu.")


@require_POST
def publish(request, pk):
    return _step(request, _version(request, pk), review.publish, "Het voorbeeld staat online.")


@require_POST
def request_changes(request, pk):
    return _step_with_reason(request, pk, review.request_changes, "Je vraag is verstuurd.")


@require_POST
def reject(request, pk):
    return _step_with_reason(request, pk, review.reject, "Het voorbeeld is afgewezen.")


def _version(request, pk):
    versions = Version.objects.reviewable_by(request.user)
    return get_object_or_404(versions.select_related("case__published", "assignee"), pk=pk)


def _step_with_reason(request, pk, action, done):
    version, form = _version(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, version, form, status=422)
    return _step(request, version, action, done, **form.cleaned_data)


def _step(request, version, action, done, **reason):
    try:
        action(version, by=request.user, now=timezone.now(), **reason)
        messages.success(request, done)
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect("cases:review", version.pk)


def _page(request, version, form, *, status=200):
    case = version.case
    context = reading.page_of(case, version) | desk.review_of(case, version, request.user)
    context |= {"form": form}
    return render(request, "cases/review.html", context, status=status)
