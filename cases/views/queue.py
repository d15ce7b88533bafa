from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import desk
from cases.actions import assigning
from cases.forms import AssignForm
from cases.models import StepRefusedError, Version
from cases.queue_filter import QueueFilter
from portal.ui.pages import render_page
from portal.ui.paging import page_of

from .review_page import version_to_review


def queue(request):
    _check_editor(request)
    now = timezone.now()
    found = QueueFilter(request.GET, queryset=desk.queue(), request=request, now=now)
    page = page_of(found.qs, request)
    desk.tell_age(page, now)
    context = {"filter": found, "page": page, "assign_form": AssignForm()}
    return render_page(request, "cases/queue.html", context, fragment="cases/_queue.html")


@require_POST
def assign_many(request):
    """Give the ticked ones to one editor, and say what could not."""
    _check_editor(request)
    form = AssignForm(request.POST)
    asked = {pk for pk in request.POST.getlist("voorbeeld") if pk.isascii() and pk.isdigit()}
    versions = Version.objects.reviewable_by(request.user).filter(pk__in=map(int, asked))
    if not (asked and form.is_valid()):
        messages.error(request, "Vink voorbeelden aan en kies aan wie je ze wilt toewijzen.")
    else:
        to = form.cleaned_data["editor"]
        refused = assigning.assign_many(versions, to=to, by=request.user, now=timezone.now())
        done = len(versions) - len(refused)
        _tell(request, to, done=done, refused=refused, gone=len(asked) - len(versions))
    return redirect(f"{reverse('cases:queue')}?{request.GET.urlencode()}")


@require_POST
def assign(request, pk):
    """Give one to a colleague, or take it from her."""
    version, form = version_to_review(request, pk), AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies aan wie je dit wilt toewijzen.")
        return redirect("cases:review", pk)
    to = form.cleaned_data["editor"]
    try:
        assigning.assign(version, to=to, by=request.user, now=timezone.now())
        messages.success(request, f"{to} heeft dit voorbeeld nu.")
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect("cases:review", pk)


def _tell(request, to, *, done, refused, gone):
    if done:
        what = "1 voorbeeld" if done == 1 else f"{done} voorbeelden"
        messages.success(request, f"{to} heeft {what} erbij.")
    if gone:
        refused = [*refused, "Wat intussen is ingetrokken, is niet toegewezen."]
    for refusal in refused:
        messages.error(request, refusal)


def _check_editor(request):
    if not request.user.is_editor:
        raise Http404
