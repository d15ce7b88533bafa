from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import desk
from cases.actions import remarks
from cases.forms import AnswerForm, RemarkForm
from cases.models import CaseStudy, Remark, StepRefusedError

from .review_page import review_page, version_to_review


@require_POST
def remark(request, pk):
    version = version_to_review(request, pk)
    form = RemarkForm(request.POST, auto_id="opmerking_%s")
    if not form.is_valid():
        return review_page(request, version, remark_form=form, status=422)
    _try(request, remarks.remark, version, by=request.user, now=timezone.now(), **form.cleaned_data)
    return _back(version)


@require_POST
def take_back(request, pk):
    remark = _remark_of_editors(request, pk)
    _try(request, remarks.take_back, remark)
    return _back(remark.version)


@require_POST
def resolve(request, pk):
    remark = _remark_of_editors(request, pk)
    _try(request, remarks.resolve, remark, by=request.user, now=timezone.now())
    return _back(remark.version)


@require_POST
def reopen(request, pk):
    remark = _remark_of_editors(request, pk)
    _try(request, remarks.reopen, remark)
    return _back(remark.version)


def overview(request, slug):
    """What the editors remarked on what I write, to read and to answer."""
    return _overview(request, _work(request, slug))


@require_POST
def answer(request, slug, pk):
    work = _work(request, slug)
    remark = get_object_or_404(work.remarks.visible_to(request.user), pk=pk)
    form = AnswerForm(request.POST, auto_id=f"antwoord_{pk}_%s")
    if not form.is_valid():
        return _overview(request, work, wrong=(remark, form), status=422)
    _try(request, remarks.answer, remark, by=request.user, now=timezone.now(), **form.cleaned_data)
    return redirect("cases:remarks", slug)


def _work(request, slug):
    case = get_object_or_404(CaseStudy.objects.editable_by(request.user), slug=slug)
    return get_object_or_404(case.versions.in_the_works())


def _remark_of_editors(request, pk):
    editors = Remark.objects.reviewable_by(request.user)
    return get_object_or_404(editors.select_related("version"), pk=pk)


def _overview(request, work, *, wrong=(None, None), status=200):
    found = desk.remarks_of(work, request.user)
    for remark in [remark for remarks_here in found.values() for remark in remarks_here]:
        is_wrong = remark == wrong[0]
        remark.form = wrong[1] if is_wrong else _answer_form(remark)
    context = {"case": work.case, "version": work, "remarks": found}
    return render(request, "cases/remarks.html", context, status=status)


def _answer_form(remark):
    return AnswerForm(initial={"text": remark.answer}, auto_id=f"antwoord_{remark.pk}_%s")


def _try(request, action, *about, **more):
    try:
        action(*about, **more)
    except StepRefusedError as error:
        messages.error(request, str(error))


def _back(version):
    """To the remarks on the page to review: an address without them keeps no place."""
    response = redirect("cases:review", version.pk)
    response["Location"] += "#opmerkingen"
    return response
