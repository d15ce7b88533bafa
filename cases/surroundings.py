"""What stands around a case on its page: publications, series, lineage, related cases."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from .models import (
    CaseStudy,
    Inspiration,
    Ownership,
    PublicationPart,
    SeriesPart,
    VersionTheme,
)
from .owners import names_of_owners

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


def related_to(version, contents, at_most=3):
    """Published cases that share themes or a province, the most alike first; never itself.

    ``contents`` are those of ``version``.
    """
    tags = [theme.pk for theme in contents.themes]
    provinces = [owner.province_id for owner in contents.owners if owner.province_id]
    shared = VersionTheme.objects.filter(content_object=OuterRef("published_id"), tag__in=tags)
    near = (
        Ownership.objects.shown()
        .filter(case=OuterRef("pk"), organisation__province__in=provinces)
        .order_by("organisation__province__name")
    )
    others = CaseStudy.objects.published().exclude(pk=version.case_id)
    nearest = others.filter(Exists(shared) | Exists(near)).order_by("-published_at", "-pk")
    cases = (
        CaseStudy.objects.filter(pk__in=nearest.values("pk")[:NEAREST])
        .select_related("published")
        .annotate(
            themes_alike=_number(shared, "content_object", "tag"),
            provinces_alike=_number(near, "case", "organisation__province"),
            shared_themes=ArraySubquery(shared.order_by("tag__name").values("tag__name")),
            shared_provinces=ArraySubquery(near.values("organisation__province__name").distinct()),
            organisation_names=names_of_owners(),
        )
        .order_by("-themes_alike", "-provinces_alike", "-pk")
    )
    return [Related(case, _reasons(case)) for case in cases[:at_most]]


def _number(rows, whose, what):
    """How many: to sort by, for the names are fetched of those that are shown only."""
    counted = rows.order_by().values(whose).annotate(number=Count(what, distinct=True))
    return Coalesce(Subquery(counted.values("number")), 0)


def _reasons(case):
    themes, provinces = case.shared_themes or [], case.shared_provinces or []
    word = "zelfde thema" if len(themes) == 1 else "zelfde thema's"
    reasons = [f"{word}: {', '.join(themes)}"] if themes else []
    return reasons + ([f"zelfde provincie: {', '.join(provinces)}"] if provinces else [])
