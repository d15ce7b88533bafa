"""What stands around a case on its page: publications, series, lineage, related cases."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from portal.organisations.models import Organisation, Province
from portal.themes.models import Theme

from .models import (
    CaseStudy,
    Inspiration,
    Ownership,
    PublicationPart,
    SeriesPart,
    VersionTheme,
)

NEAREST = 300  # of the newest cases that share a theme or a province, the best are shown


def publications_of(case):
    parts = PublicationPart.objects.filter(case=case).select_related("publication")
    return [part.publication for part in parts.order_by("publication__year", "publication__pk")]


@dataclass(frozen=True)
class Place:
    """The place of a case in its series, between the published ones before and after it."""

    series: object
    previous: CaseStudy | None
    next: CaseStudy | None


def place_in_series(case):
    """The series of a case with its neighbours, or None: one query."""
    mine = SeriesPart.objects.filter(case=case)
    readable = Q(case__in=CaseStudy.objects.published()) | Q(case=case)
    parts = list(
        SeriesPart.objects.filter(readable, series__in=mine.values("series"))
        .select_related("series", "case__published")
        .order_by("position")
    )
    here = next((at for at, part in enumerate(parts) if part.case_id == case.pk), None)
    if here is None:
        return None
    before, after = parts[:here][-1:], parts[here + 1 : here + 2]
    return Place(
        series=parts[here].series,
        previous=before[0].case if before else None,
        next=after[0].case if after else None,
    )


def lineage_of(case):
    """What inspired this case and whom it inspired: two lists, one query."""
    links = Inspiration.objects.select_related(
        "organisation", "source__published", "case__published"
    )
    readable = CaseStudy.objects.published()
    links = links.filter(Q(case=case) | Q(source=case, case__in=readable)).order_by("pk")
    by = [link for link in links if link.case_id == case.pk]
    return by, [link.case for link in links if link.case_id != case.pk]


@dataclass(frozen=True)
class Related:
    """Another published case and why it may be of interest, in words."""

    case: CaseStudy
    reasons: list[str]

    @property
    def told(self):
        return capfirst("; ".join(self.reasons))


def related_to(version, at_most=3):
    """Published cases that share themes or a province, the most alike first; never itself."""
    case = version.case_id
    themes = VersionTheme.objects.filter(content_object=version).values("tag")
    shared = Theme.objects.filter(
        version_items__content_object=OuterRef("published_id"), pk__in=themes
    )
    provinces = Province.objects.filter(organisation__ownerships__case=case).values("pk")
    near = Ownership.objects.filter(case=OuterRef("pk"), organisation__province__in=provinces)
    others = CaseStudy.objects.published().exclude(pk=case).order_by("-published_at", "-pk")
    nearest = others.filter(Exists(shared) | Exists(near)).values("pk")[:NEAREST]
    cases = (
        CaseStudy.objects.filter(pk__in=nearest)
        .select_related("published")
        .annotate(
            shared_themes=ArraySubquery(shared.order_by("name").values("name")),
            shared_provinces=ArraySubquery(
                near.order_by("organisation__province__name")
                .values("organisation__province__name")
                .distinct()
            ),
            organisation_names=names_of_owners(),
        )
        .order_by("-shared_themes__len", "-shared_provinces__len", "-pk")
    )
    return [Related(case, _reasons(case)) for case in cases[:at_most]]


def names_of_owners():
    """The short names of the owners of a case, the one that leads first."""
    owners = Organisation.objects.filter(ownerships__case=OuterRef("pk"))
    return ArraySubquery(owners.order_by("-ownerships__is_lead", "sort_key").values("short_name"))


def _reasons(case):
    themes, provinces = case.shared_themes, case.shared_provinces
    word = "zelfde thema" if len(themes) == 1 else "zelfde thema's"
    reasons = [f"{word}: {', '.join(themes)}"] if themes else []
    return reasons + ([f"zelfde provincie: {', '.join(provinces)}"] if provinces else [])
