from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases.actions import deleting
from cases.models import StepRefusedError, Version


def delete(request, slug):
    """Ask whether a concept may go, and forget it."""
    concepts = Version.objects.deletable_by(request.user).select_related("case")
    concept = get_object_or_404(concepts, case__slug=slug)
    if request.method != "POST":
        return render(request, "cases/delete.html", {"case": concept.case, "version": concept})
    try:
        deleting.delete_concept(concept)
        messages.success(request, "Het concept is verwijderd.")
    except StepRefusedError as error:
        messages.error(request, str(error))
    return redirect("cases:mine")
