from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.actions import writing
from cases.forms.organisations import organisation_names
from cases.forms.start_form import PublicSourceForm, StartForm
from cases.steps import FIRST
from portal.organisations.models import Organisation


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
