from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from cases import reading
from cases.models import Publication, Series


@login_not_required
def publication(request, slug):
    publications = Publication.objects.select_related("predecessor", "successor", "series")
    publication = get_object_or_404(publications.prefetch_related("themes"), slug=slug)
    context = {"publication": publication, "parts": reading.parts_of(publication)}
    return render(request, "cases/publication.html", context)


@login_not_required
def series(request, slug):
    series = get_object_or_404(Series, slug=slug)
    context = {
        "series": series,
        "cases": reading.cases_in(series),
        "publications": series.publications.order_by("year", "pk"),
    }
    return render(request, "cases/series.html", context)
