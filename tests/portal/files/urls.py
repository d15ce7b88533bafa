"""The portal, with a form of some part that takes a picture and a document."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from portal.files.forms import FileField, ImageField, ReceivingForm
from portal.urls import *  # noqa: F403
from portal.urls import urlpatterns


class PartForm(ReceivingForm):
    alt = forms.CharField(label="Wat is er te zien?")
    picture = ImageField(label="Afbeelding")
    report = FileField(label="Verslag", required=False)


def add(request):
    form = PartForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        form.receive("picture", by=request.user, now=now)
        form.receive("report", by=request.user, now=now)
        if not form.errors:
            return redirect("ui:about")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": "Voeg een afbeelding toe", "action": "Voeg toe"}
    return render(request, "ui/form_page.html", context, status=status)


urlpatterns = [*urlpatterns, path("proef/", add)]
