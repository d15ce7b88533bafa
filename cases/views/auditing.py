from django.http import Http404
from django.shortcuts import render

from cases import auditing
from cases.models import CaseStudy
from portal.ui.paging import page_of

A_PAGE = 100  # events; what one person did again and again is one line of them


def audit(request, pk):
    """Who did what with a case; also when it was deleted."""
    _check(request.user)
    case = CaseStudy.objects.select_related("published").filter(pk=pk).first()
    may_open = CaseStudy.objects.visible_to(request.user).filter(pk=pk).exists()
    if case and not (may_open or request.user.is_administrator):
        raise Http404
    page = page_of(auditing.of_case(pk), request, A_PAGE)
    if not page.object_list:
        raise Http404
    title = case.published.title if case and case.is_published else f"Praktijkvoorbeeld {pk}"
    context = {"case": case, "title": title, "page": page, "may_open": may_open}
    context |= {"lines": auditing.lines_of(page)}
    return render(request, "cases/audit.html", context)


def deleted(request):
    """The cases that were deleted: of these nothing is left but who did it, and when."""
    _check(request.user)
    page = page_of(auditing.deleted_cases().values(), request)
    people = auditing.people_of(page)
    for event in page:
        event["by"] = people.get((event["pgh_context"] or {}).get("user"))
    return render(request, "cases/deleted.html", {"page": page})


def _check(user):
    if not (user.is_editor or user.is_administrator):
        raise Http404
