"""What a page reads: of a case, a publication, a series and an instrument."""

from django.db.models import Q

from portal.themes.models import Theme

from . import presenting, surroundings
from .models import CaseStudy
from .models.contents import contents_of


def page_of(case, version):
    """All that the page of a case shows of ``version``, and of what stands around it."""
    contents = contents_of(version)
    inspired_by, inspired = surroundings.lineage_of(case)
    return {
        "case": case,
        "version": version,
        "contents": contents,
        "shown": presenting.shown(contents),
        "publications": surroundings.publications_of(case),
        "place": surroundings.place_in_series(case),
        "inspired_by": inspired_by,
        "inspired": inspired,
        "related": surroundings.related_to(version, contents),
    }


def parts_of(publication):
    """The parts in their order; a case that is not published is not told."""
    readable = CaseStudy.objects.published()
    parts = publication.parts.filter(Q(case=None) | Q(case__in=readable))
    return parts.select_related("case__published").order_by("position")


def cases_in(series):
    """The published cases of a series, in its order."""
    cases = CaseStudy.objects.published().filter(series_parts__series=series)
    cases = cases.select_related("published").order_by("series_parts__position")
    return cases.annotate(organisation_names=surroundings.names_of_owners())


def cases_with(instrument):
    """The published cases that use an instrument, the newest first."""
    cases = CaseStudy.objects.published().filter(instruments=instrument)
    cases = cases.select_related("published").order_by("-published_at", "-pk")
    return cases.annotate(organisation_names=surroundings.names_of_owners())


def themes_of(cases):
    """The themes that published cases carry, each once."""
    versions = [case.published_id for case in cases]
    return (
        Theme.objects.filter(version_items__content_object__in=versions).distinct().order_by("name")
    )
