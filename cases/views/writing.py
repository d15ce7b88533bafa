"""Writing a case, step by step; what somebody typed is saved, or kept until it can be."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import ready
from cases.actions import review, saving, writing
from cases.forms import opened
from cases.forms.organisations import organisation_names
from cases.forms.start_form import PublicSourceForm, StartForm
from cases.models import CaseStudy, State, StepRefusedError, Unsaved
from cases.steps import FIRST, HAND_IN, STEPS
from portal.organisations.models import Organisation
from portal.ui.pages import wants_fragment

from .signed_out import forget_typed, keep_typed, name_page, page_key, typed_before_signing_in
from .step_page import step_page


def create(request):
    organisation = request.user.organisation
    if organisation is None or organisation.ended_on:
        return render(request, "cases/no_organisation.html", {"organisation": organisation})
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        about = {"by": request.user, "now": timezone.now(), "text": form.text(request.user)}
        version = writing.start([organisation], **about)
        return redirect("cases:step", version.case.slug, FIRST)
    return render(
        request, "cases/writing/start.html", {"form": form}, status=422 if form.is_bound else 200
    )


def edit(request, slug):
    """The first step; the others are one press of a button away."""
    return redirect("cases:step", _case(request, slug).slug, FIRST)


def create_from_source(request):
    """For editors: what is known of another organisation from a public source."""
    if not request.user.is_editor:
        raise Http404
    names = organisation_names(Organisation.objects.all())
    form = PublicSourceForm(request.POST if request.method == "POST" else None, names=names)
    if form.is_valid():
        about = {"by": request.user, "now": timezone.now(), "text": form.text(request.user)}
        owner = Organisation.objects.get(pk=form.cleaned_data["organisation_id"])
        version = writing.start([owner], **about, from_public_source=True)
        return redirect("cases:step", version.case.slug, FIRST)
    context, status = {"form": form, "names": names}, 422 if form.is_bound else 200
    return render(request, "cases/writing/start_from_source.html", context, status=status)


@login_not_required
def step(request, slug, step):
    """A step of writing. Who is not signed in any more keeps what she typed, and signs in."""
    if not request.user.is_authenticated:
        return keep_typed(request)
    case, step = _case(request, slug), _step(step)
    if request.method == "POST":
        return _save(request, case, step)
    return step_page(request, case, step, typed=_typed(request, case, step))


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


def _step(name):
    if name not in STEPS:
        raise Http404
    return STEPS[name]


def _typed(request, case, step):
    """What she typed before and could not be saved; the latest of before she signed in."""
    kept = Unsaved.objects.filter(case=case, step=step.name, writer=request.user).first()
    return (kept.data if kept else {}) | typed_before_signing_in(request)


@transaction.atomic
def _save(request, case, step):
    data, now = _with_presses(request.POST), timezone.now()
    posted = opened.posted_blocks(step, case, data)
    blocks = [block for block in posted if not _is_given_up(block, data)]
    right = [block.typed(_base(block, data)) for block in blocks if not block.is_wrong]
    saved, refusal = _try_to_save(request, case, right, now=now, page=page_key(data))
    left = [block.name for block in blocks if block.is_wrong] + saved.collided
    typed = opened.fields_of(data, left)
    saving.keep_unsaved(case, step.name, typed, by=request.user, now=now)
    forget_typed(request)
    if wants_fragment(request):
        charts = {key: chart for block in blocks for key, chart in block.charts.items()}
        context = {"at": now, "left": left, "refusal": refusal, "marks": saved.marks}
        return render(request, "cases/writing/_saved.html", context | {"charts": charts})
    response = _answer(request, case, step, data=data, typed=typed, refusal=refusal)
    return name_page(response, page_key(data))


def _try_to_save(request, case, typed, *, now, page):
    """What was saved; when the editors have it nothing, and why."""
    try:
        with transaction.atomic():
            return saving.save(case, typed, by=request.user, now=now, page=page), ""
    except StepRefusedError as error:
        changed = [block.block for block in typed if block.is_changed]
        return saving.Saved(collided=changed), str(error)


def _answer(request, case, step, *, data, typed, refusal):
    """Where the pressed button leads; a page with what is wrong first, unless she goes on."""
    if refusal:
        messages.error(request, refusal)
    onwards = data.get("naar")
    if typed and not onwards:
        return step_page(request, case, step, typed=typed, status=422)
    if typed:
        messages.warning(request, f"Op de stap «{step.label}» is nog niet alles opgeslagen.")
    elif not {"naar", "erbij", "meer"} & set(data):
        messages.success(request, "Opgeslagen.")
    return redirect(_address_of(case, _step(onwards or step.name), data))


def _address_of(case, step, data):
    """A step, with the empty row or the lines that she asked for in view."""
    address = reverse("cases:step", args=[case.slug, step.name])
    if (rows := data.get("erbij")) in step.blocks:
        return f"{address}?erbij={rows}#{rows}"
    if (table := data.get("meer", "")).partition("-")[0] in step.blocks:
        return f"{address}#id_{quote(table)}"
    return address


def _with_presses(data):
    """What was posted, with the row that she pressed «Haal weg» at taken out, or one added."""
    data = data.copy()
    if pressed := data.get("weg"):
        data[f"{pressed}-DELETE"] = "on"
    rows = f"{data.get('erbij')}-TOTAL_FORMS"
    if data.get(rows, "").isdecimal():
        data[rows] = int(data[rows]) + 1
    return data


def _is_given_up(block, data):
    return data.get("kies") == f"{block.name}:hun"


def _base(block, data):
    """What her text is laid over: what she opened, or what she chose it above."""
    if data.get("kies") == f"{block.name}:mijn":
        return data.get(opened.THEIRS.format(block.name), block.base)
    return block.base
