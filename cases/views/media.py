"""Adding a picture or a document to a case."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.actions import media
from cases.forms import AttachmentForm, ImageForm
from cases.models import Attachment, CaseStudy, Image, StepRefusedError
from cases.steps import STEPS

from .step_page import step_page


@require_POST
def add_image(request, slug):
    return _add(request, slug, Image, image_form=ImageForm(request.POST, request.FILES))


@require_POST
def add_attachment(request, slug):
    form = AttachmentForm(request.POST, request.FILES, auto_id="bijlage_%s")
    return _add(request, slug, Attachment, attachment_form=form)


def _add(request, slug, model, **forms):
    case = get_object_or_404(CaseStudy.objects.editable_by(request.user), slug=slug)
    (form,) = forms.values()
    about = {"by": request.user, "now": timezone.now()}
    file = form.receive("file", **about) if form.is_valid() else None
    if form.errors:
        return step_page(request, case, STEPS["beeld"], status=422, **forms)
    try:
        media.add(case, model, **about, **form.cleaned_data | {"file": file})
        messages.success(request, "Toegevoegd.")
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect(reverse("cases:step", args=[case.slug, "beeld"]))
