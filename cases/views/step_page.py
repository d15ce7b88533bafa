import uuid

from django.shortcuts import render

from cases import ready, steps
from cases.forms import AttachmentForm, ImageForm, opened
from cases.steps import HAND_IN

from .signed_out import typed_before_signing_in


def step_page(request, case, step, *, typed=None, status=200, **forms):
    """The page of a step; ``forms`` are those beside it that hold what was wrong."""
    version = _version(case)
    names, more = opened.names_for(step, case), request.GET.get("erbij", "")
    blocks = opened.blank(step, version, names=names, more=more, typed=typed)
    remarks = ready.remarks_of(step, version, request.user)
    context = {
        "case": case,
        "version": version,
        "step": step,
        "blocks": [(block, remarks.get(block.name, [])) for block in blocks],
        "general_remarks": remarks.get(HAND_IN, []),
        "page_key": uuid.uuid4(),
        "steps": ready.steps_of(case, request.user, here=step),
        "errors": [error for block in blocks for error in block.errors],
        "next": steps.after(step),
        "signed_out": bool(typed_before_signing_in(request)),
        "names": names,
    }
    if step.name == "beeld":
        new = {"image_form": ImageForm(), "attachment_form": AttachmentForm(auto_id="bijlage_%s")}
        context |= new | forms
    if step.name == HAND_IN:
        context |= ready.told(version, request.user)
        return render(request, "cases/writing/hand_in.html", context, status=status)
    return render(request, "cases/writing/step.html", context, status=status)


def _version(case):
    return case.versions.in_the_works().select_related("case").first() or case.published
