"""What a page reads: of a case, of its review, of a publication and of a series."""

from django.db.models import Q

from . import presenting, surroundings
from .models import CaseStudy, State, Version
from .models.contents import contents_of
from .models.workflow import WRITABLE


def page_of(case, version):
    """All that the page of a case shows of ``version``, and of what stands around it."""
    contents = contents_of(version)
    owners = surroundings.owners_of(case)
    inspired_by, inspired = surroundings.lineage_of(case)
    return {
        "case": case,
        "version": version,
        "contents": contents,
        "shown": presenting.shown(contents),
        "owners": owners,
        "publications": surroundings.publications_of(case),
        "place": surroundings.place_in_series(case),
        "inspired_by": inspired_by,
        "inspired": inspired,
        "related": surroundings.related_to(case, themes=contents.themes, owners=owners),
    }


def review_of(version, user):
    """How far an unpublished version is, who has it, and what ``user`` can do now."""
    if version is None:
        return {}
    steps = list(version.steps.select_related("by").order_by("at", "pk"))
    is_writer = CaseStudy.objects.editable_by(user).filter(pk=version.case_id).exists()
    return {
        "work": version,
        "steps": steps,
        "asked": next((s.reason for s in reversed(steps) if s.to_state == version.state), ""),
        "may_write": is_writer and version.state in (*WRITABLE, State.PUBLISHED),
        "may_withdraw": version.may_be_taken_to(State.CONCEPT, user=user),
    }


def queue():
    """What waits for the editors, the longest waiting first."""
    return Version.objects.queue().select_related("case", "assignee")


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
