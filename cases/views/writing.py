from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.actions import review, writing
from cases.forms import CaseForm, initial_for, initial_of
from cases.models import CaseStudy, State, StepRefusedError
from cases.models.contents import contents_of


def create(request):
    organisation = request.user.organisation
    if organisation is None or organisation.ended_on:
        return render(request, "cases/no_organisation.html", {"organisation": organisation})
    form = _form(request, organisation, initial=initial_for(request.user))
    if form.is_valid():
        return _save(request, form, case=None)
    return _form_page(request, form)


def edit(request, slug):
    case = get_object_or_404(CaseStudy.objects.editable_by(request.user), slug=slug)
    version = case.work() or case.published
    form = _form(request, case.lead(), initial=initial_of(version, contents_of(version)))
    if form.is_valid():
        return _save(request, form, case=case)
    return _form_page(request, form, case=case)


@require_POST
def withdraw(request, slug):
    """Back to concept: out of the queue, or once more after a rejection."""
    case = get_object_or_404(CaseStudy.objects.editable_by(request.user), slug=slug)
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


def _form(request, lead, *, initial):
    handing_in = "indienen" in request.POST and request.user.edits(lead)
    return CaseForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        organisation=lead,
        writer=request.user,
        handing_in=handing_in,
    )


@transaction.atomic
def _save(request, form, *, case):
    now = timezone.now()
    about = {"by": request.user, "now": now, "text": form.text()}
    try:
        if case:
            version = writing.write(case, **about)
        else:
            version = writing.start([form.organisation], **about)
    except StepRefusedError as error:
        form.add_error(None, str(error))
        return _form_page(request, form, case=case)
    if form.handing_in:
        review.hand_in(version, by=request.user, now=now)
        messages.success(request, "Ingediend. De redactie leest het en laat per mail iets weten.")
    else:
        messages.success(request, "Bewaard. Je kunt later verder schrijven.")
    return redirect(version.case)


def _form_page(request, form, *, case=None):
    context = {
        "form": form,
        "case": case,
        "may_hand_in": request.user.edits(form.organisation),
    }
    return render(request, "cases/form.html", context, status=422 if form.is_bound else 200)
