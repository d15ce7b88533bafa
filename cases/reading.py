"""What a page reads: of a case, its review, a publication, a series and an instrument."""

from django.db.models import OuterRef, Q, Subquery

from portal.themes.models import Theme

from . import presenting, surroundings
from .models import CaseStudy, Ownership, State, Step, Version
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
        "owners": contents.owners,
        "publications": surroundings.publications_of(case),
        "place": surroundings.place_in_series(case),
        "inspired_by": inspired_by,
        "inspired": inspired,
        "related": surroundings.related_to(version, contents),
    }


def review_of(case, version, user):
    """How far an unpublished version is, who has it, and what ``user`` can do now."""
    mine = CaseStudy.objects.filter(pk=case.pk)
    may = {
        "is_writer": mine.editable_by(user).exists(),
        "may_archive": mine.archivable_by(user).exists(),
    }
    if version is None:
        return may
    steps = list(version.steps.select_related("by").order_by("at", "pk"))
    return may | {
        "work": version,
        "steps": [_told(step) for step in steps],
        "asked": next((s.reason for s in reversed(steps) if s.to_state == version.state), ""),
        "may_review": user.is_editor and version.state != State.CONCEPT,
        "may_write": may["is_writer"] and version.is_writable,
        "may_withdraw": may["is_writer"] and version.may_be_taken_to(State.CONCEPT, user=user),
    }


def _told(step):
    title = State(step.to_state).label.capitalize()
    return {"title": title, "at": step.at, "by": step.by, "text": step.reason}


def queue():
    """What waits for the editors, the longest waiting first, with who leads it."""
    lead = Ownership.objects.filter(case=OuterRef("case"), is_lead=True)
    names = Subquery(lead.values("organisation__short_name"))
    return Version.objects.queue().select_related("case", "assignee").annotate(lead_name=names)


def works_of(user):
    """What her organisation has in hand, with what the editors ask; the latest saved first."""
    cases = CaseStudy.objects.editable_by(user)
    asked = Step.objects.filter(version=OuterRef("pk"), to_state=OuterRef("state"))
    versions = Version.objects.in_the_works().filter(case__in=cases)
    versions = versions.select_related("case", "assignee").order_by("-saved_at", "pk")
    return versions.annotate(asked=Subquery(asked.order_by("-pk").values("reason")[:1]))


def asked_of(user):
    """What the editors ask her organisation to add to, the longest ago first."""
    cases = CaseStudy.objects.editable_by(user)
    versions = Version.objects.filter(case__in=cases, state=State.CHANGES_REQUESTED)
    return versions.select_related("case").order_by("saved_at", "pk")


def archived_of(user):
    """What her organisation took away from the public, the latest first."""
    cases = CaseStudy.objects.of(user.organisation_id).exclude(archived_at=None)
    return cases.select_related("published").order_by("-archived_at", "pk")


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
