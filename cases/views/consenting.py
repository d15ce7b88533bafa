from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import consents
from cases.actions import consenting
from cases.forms import ConsentForm
from cases.models import CaseStudy


def overview(request, slug):
    """Who is quoted, named or pictured in a case, and whether she agreed."""
    return _overview(request, _case(request, slug))


@require_POST
def record(request, slug, key):
    case = _case(request, slug)
    found = _in_case(case, key)
    form = _form(found, request.POST)
    if not form.is_valid():
        return _overview(request, case, wrong=(key, form), status=422)
    consenting.record(case, key, by=request.user, **form.cleaned_data)
    messages.success(request, "De toestemming is genoteerd.")
    return redirect("cases:consents", slug)


def withdraw(request, slug, key):
    """Say what will be gone, and take it out of all versions."""
    case = _case(request, slug)
    found = _in_case(case, key)
    if request.method != "POST":
        return render(request, "cases/withdraw_consent.html", {"case": case, "found": found})
    consenting.withdraw(case, key, by=request.user, now=timezone.now())
    messages.success(request, "Het is weg, uit alle versies.")
    return redirect("cases:consents", slug)


def _case(request, slug):
    return get_object_or_404(CaseStudy.objects.tended_by(request.user), slug=slug)


def _in_case(case, key):
    found = next((one for one in consents.people_in(case) if one.part.key == key), None)
    if found is None:
        raise Http404
    return found


def _overview(request, case, *, wrong=(None, None), status=200):
    rows = [
        (found, wrong[1] if found.part.key == wrong[0] else _form(found))
        for found in consents.people_in(case)
    ]
    return render(request, "cases/consents.html", {"case": case, "rows": rows}, status=status)


def _form(found, data=None):
    given = found.consent if found.is_given else None
    initial = {"who": found.who}
    if given:
        initial = {"who": given.who, "how": given.how, "given_on": given.given_on}
    today = timezone.localdate()
    return ConsentForm(data, initial=initial, today=today, auto_id=f"t{found.part.key}_%s")
