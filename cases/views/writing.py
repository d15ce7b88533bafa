"""Writing a case, step by step; what somebody typed is saved, or kept until it can be."""

import re
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from cases.actions import saving
from cases.forms import opened
from cases.models import CaseStudy, StepRefusedError, Unsaved
from cases.steps import FIRST, STEPS
from portal.ui.pages import wants_fragment

from .signed_out import forget_typed, keep_typed, name_page, page_key, typed_before_signing_in
from .step_page import step_page


def edit(request, slug):
    """The first step; the others are one press of a button away."""
    return redirect("cases:step", _case(request, slug).slug, FIRST)


@login_not_required
def step(request, slug, step):
    """A step of writing. Who is not signed in any more keeps what she typed, and signs in."""
    if not request.user.is_authenticated:
        return keep_typed(request)
    case, step = _case(request, slug), _step(step)
    if request.method == "POST":
        return _save(request, case, step)
    return step_page(request, case, step, typed=_typed(request, case, step))


def _case(request, slug):
    cases = CaseStudy.objects.editable_by(request.user).select_related("published")
    return get_object_or_404(cases, slug=slug)


def _step(name):
    if name not in STEPS:
        raise Http404
    return STEPS[name]


def _typed(request, case, step):
    """What she typed before and could not be saved; the latest of before she signed in."""
    return _unsaved(request, case, step) | typed_before_signing_in(request)


def _unsaved(request, case, step):
    kept = Unsaved.objects.filter(case=case, step=step.name, writer=request.user).first()
    return kept.data if kept else {}


@transaction.atomic
def _save(request, case, step):
    data, now = _with_presses(_as_kept(request.POST)), timezone.now()
    posted = opened.posted_blocks(step, case, data)
    blocks = [block for block in posted if not _is_given_up(block, data)]
    right = [block.typed(_base(block, data)) for block in blocks if not block.is_wrong]
    saved, refusal = _try_to_save(request, case, right, now=now, page=page_key(data))
    left = [block.name for block in blocks if block.is_wrong] + saved.collided
    for name in left:
        data[opened.KEPT_BY.format(name)] = data.get("pagina", "")
    typed = opened.fields_of(data, left)
    elsewhere = opened.kept_elsewhere(_unsaved(request, case, step), data, left=left)
    saving.keep_unsaved(case, step.name, elsewhere | typed, by=request.user, now=now)
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
        return f"{address}?erbij={rows}#nieuw-{rows}"
    if (rows := data.get("weg", "").rpartition("-")[0]) in step.blocks:
        return f"{address}#{rows}"
    if (table := data.get("meer", "")).partition("-")[0] in step.blocks:
        return f"{address}#id_{quote(table)}"
    return address


def _as_kept(posted):
    """A line ends in one way, however it was sent; Postgres holds no NUL."""
    data = QueryDict(mutable=True)
    for name, texts in posted.lists():
        if "\0" not in name:
            data.setlist(name, [text.replace("\r\n", "\n").replace("\0", "") for text in texts])
    return data


def _with_presses(data):
    """What was posted, with the row that she pressed «Haal weg» at taken out, or one added."""
    if pressed := data.get("weg"):
        data[f"{pressed}-DELETE"] = "on"
    rows = f"{data.get('erbij')}-TOTAL_FORMS"
    if re.fullmatch(r"\d{1,4}", data.get(rows, "")):
        data[rows] = int(data[rows]) + 1
    return data


def _is_given_up(block, data):
    return data.get("kies") == f"{block.name}:hun"


def _base(block, data):
    """What her text is laid over: what she opened, or what she chose it above."""
    if data.get("kies") == f"{block.name}:mijn":
        return data.get(opened.THEIRS.format(block.name), block.base)
    return block.base
