from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.actions import archiving
from cases.forms import ArchiveForm
from cases.models import CaseStudy


def archive(request, slug):
    case = _case(request, slug, archived_at=None)
    form = ArchiveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        archiving.archive(case, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Het voorbeeld is gearchiveerd. Je kunt het altijd terugzetten.")
        return redirect(case)
    status = 422 if form.is_bound else 200
    return render(request, "cases/archive.html", {"case": case, "form": form}, status=status)


@require_POST
def bring_back(request, slug):
    case = _case(request, slug, archived_at__isnull=False)
    archiving.bring_back(case)
    messages.success(request, "Het voorbeeld staat weer online.")
    return redirect(case)


def _case(request, slug, **state):
    cases = CaseStudy.objects.archivable_by(request.user).select_related("published")
    return get_object_or_404(cases, slug=slug, **state)
