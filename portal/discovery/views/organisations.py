from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.discovery import queries, sharing
from portal.discovery.filters import OrganisationFilter
from portal.discovery.rows import by_source
from portal.organisations.models import Organisation
from portal.ui.pages import render_page
from portal.ui.paging import page_of


@login_not_required
def organisations(request):
    numbers = queries.numbers_of_organisations(request.user)
    listed = Organisation.objects.select_related("province").order_by("sort_key", "pk")
    filters = OrganisationFilter(request.GET, listed, sharing=list(numbers))
    page = page_of(filters.qs, request, per_page=30)
    for organisation in page.object_list:
        organisation.number = numbers.get(organisation.pk, 0)
    context = {
        "filters": filters,
        "facets": filters.facets(),
        "page": page,
    }
    return render_page(
        request,
        "discovery/organisations.html",
        context,
        fragment="discovery/_organisations.html",
    )


@login_not_required
def organisation(request, slug):
    found = Organisation.objects.select_related("province").prefetch_related("regions")
    organisation = get_object_or_404(found, slug=slug)
    mergers = list(organisation.mergers())
    ended = [merger.old for merger in mergers if merger.old.ended_on]
    rows = queries.of_organisations(request.user, {organisation, *ended})
    context = {
        "organisation": organisation,
        "groups": by_source(rows, now=timezone.now()),
        "mergers": mergers,
        "map": sharing.provinces_of([]),
        "dots": sharing.dots_of([organisation]),
    }
    return render(request, "discovery/organisation.html", context)
