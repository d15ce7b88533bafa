from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.views.decorators.http import conditional_page

from cases import desk, exporting, filters, reading
from cases.finding import find
from cases.models import CaseStudy
from portal.ui.pages import render_page


@login_not_required
def index(request):
    asked = filters.read(request.GET)
    context = {"asked": asked, "found": find(asked)}
    return render_page(request, "cases/index.html", context, fragment="cases/_results.html")


@login_not_required
def detail(request, slug):
    cases = CaseStudy.objects.visible_to(request.user).select_related("published")
    case = cases.filter(slug=slug).first()
    if case is None:
        return redirect(_moved(request, slug))
    work = case.versions.in_the_works().visible_to(request.user).first()
    context = reading.page_of(case, case.published or work) | desk.review_of(
        case, work, request.user
    )
    return render(request, "cases/detail.html", context)


def _moved(request, slug):
    """The case that was written at this address, for who works on it."""
    cases = CaseStudy.objects.tended_by(request.user).filter(former_slug=slug)
    return get_list_or_404(cases.order_by("-pk"))[0]


@login_not_required
@conditional_page
def data(request, slug):
    """What is public of it, for who wants to work with it elsewhere."""
    cases = CaseStudy.objects.visible_to(request.user).exclude(published=None)
    case = get_object_or_404(cases.select_related("published"), slug=slug)
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(exporting.record_of(case), json_dumps_params=options)


def work(request, slug):
    """The version that is being written, as it will look."""
    case = get_object_or_404(CaseStudy.objects.editable_by(request.user), slug=slug)
    work = get_object_or_404(case.versions.in_the_works())
    context = reading.page_of(case, work) | desk.review_of(case, work, request.user)
    return render(request, "cases/detail.html", context)


def mine(request):
    """What my organisation has in hand, and how far it is."""
    context = {
        "versions": desk.works_of(request.user),
        "archived": desk.archived_of(request.user),
    }
    return render_page(request, "cases/mine.html", context, fragment="cases/_mine.html")
