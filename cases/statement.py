"""The statement behind the list of practices: the page, the count and every facet at once.

The matching ids are found once, each with one boolean per facet that says whether it passes
that facet; a facet is counted over what passes all the others.
"""

from string import Template

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import Exists, F, FloatField, OuterRef, Q, Value

from portal.organisations.models import Organisation, SizeClass

from .filters import FACETS
from .models import CaseStudy, Ownership, Version, VersionTheme

PER_PAGE = 20
CAP = 10_000  # no more of the newest hits are ranked and counted


def answer(asked, query):
    """Rows of (value, label, number) by facet, and so "count" and the ids of the "page"."""
    sql, params = _hits(asked, query).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_statement(sql, asked), params)
        rows = {facet: [] for facet in ("count", "page", *FACETS)}
        for facet, value, label, number, _ in cursor.fetchall():
            rows[facet].append((value, label, number))
    return rows | _told_in_words(rows)


def _hits(asked, query):
    """The newest cases that the words find, with a rank and a boolean per facet."""
    cases = CaseStudy.objects.published()
    cases = cases.filter(words=query) if query else cases
    newest = cases.order_by("-published_at", "-pk").values("pk")[: CAP + 1]
    return CaseStudy.objects.filter(pk__in=newest).values(
        "pk",
        "published_id",
        "published_at",
        year=F("published__year"),
        source_kind=F("published__source_kind"),
        rank=SearchRank(F("words"), query) if query else Value(0.0, FloatField()),
        **{f"in_{facet}": passes(list(asked.ticked[facet])) for facet, passes in PASSES.items()},
    )


def _passes_theme(slugs):
    themes = VersionTheme.objects.filter(content_object=OuterRef("published_id"))
    return Exists(themes.filter(tag__slug__in=slugs)) if slugs else Value(True)


def _passes_province(slugs):
    owners = Ownership.objects.filter(case=OuterRef("pk"))
    return Exists(owners.filter(organisation__province__slug__in=slugs)) if slugs else Value(True)


def _passes_source(kinds):
    return Q(published__source_kind__in=kinds) if kinds else Value(True)


def _passes_year(years):
    return Q(published__year__in=years) & Q(published__year__isnull=False) if years else Value(True)


def _passes_size(sizes):
    organisations = Organisation.objects.none()
    for size in sizes:
        organisations = organisations | Organisation.objects.in_size(SizeClass(size))
    owners = Ownership.objects.filter(case=OuterRef("pk"), organisation__in=organisations)
    return Exists(owners) if sizes else Value(True)


PASSES = {
    "thema": _passes_theme,
    "provincie": _passes_province,
    "bron": _passes_source,
    "jaar": _passes_year,
    "omvang": _passes_size,
}
ORDER = {
    "passend": "rank DESC, published_at DESC, pk DESC",
    "nieuwste": "published_at DESC, pk DESC",
    "jaar": "year DESC NULLS LAST, published_at DESC, pk DESC",
}
STATEMENT = Template("""
WITH hits AS MATERIALIZED ($hits),
     owned AS (SELECT hits.*, organisation.province_id,
                      width_bucket(organisation.inhabitants, $sizes) AS size
               FROM hits JOIN cases_ownership owner ON owner.case_id = hits.pk
                         JOIN organisations_organisation organisation
                           ON organisation.id = owner.organisation_id),
     chosen AS (SELECT * FROM hits WHERE $all),
     total AS (SELECT count(*) AS n FROM chosen)
(SELECT 'count' AS facet, '' AS value, '' AS label, n, 0 AS place FROM total)
UNION ALL
(SELECT 'page', pk::text AS value, '', 0, row_number() OVER (ORDER BY $order) FROM chosen
 ORDER BY $order
 LIMIT $size OFFSET (SELECT least($offset, greatest(n - 1, 0) / $size * $size) FROM total))
UNION ALL
(SELECT 'thema', theme.slug, theme.name, count(*), 0
 FROM hits JOIN cases_versiontheme item ON item.content_object_id = hits.published_id
           JOIN themes_theme theme ON theme.id = item.tag_id
 WHERE $other_than_thema GROUP BY theme.id)
UNION ALL
(SELECT 'provincie', province.slug, province.name, count(DISTINCT owned.pk), 0
 FROM owned JOIN organisations_province province ON province.id = owned.province_id
 WHERE $other_than_provincie GROUP BY province.id)
UNION ALL
(SELECT 'bron', source_kind, '', count(*), 0
 FROM hits WHERE $other_than_bron GROUP BY source_kind)
UNION ALL
(SELECT 'jaar', year::text, year::text, count(*), 0
 FROM hits WHERE $other_than_jaar AND year IS NOT NULL GROUP BY year)
UNION ALL
(SELECT 'omvang', size::text, '', count(DISTINCT pk), 0
 FROM owned WHERE $other_than_omvang AND size IS NOT NULL GROUP BY size)
ORDER BY place, n DESC, label
""")


def _statement(hits, asked):
    passed = {facet: f"in_{facet}" for facet in FACETS}
    others = {
        f"other_than_{facet}": " AND ".join(name for key, name in passed.items() if key != facet)
        for facet in FACETS
    }
    bounds = ", ".join(str(size.value_range[0]) for size in list(SizeClass)[1:])
    return STATEMENT.substitute(
        hits=hits,
        all=" AND ".join(passed.values()),
        order=ORDER[asked.sort],
        size=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
        sizes=f"ARRAY[{bounds}]",
        **others,
    )


def _told_in_words(rows):
    """The facets whose values the database knows as a code or a place in a row."""
    sizes, kinds = list(SizeClass), Version.SourceKind
    in_order = sorted(rows["omvang"])
    bron = [(kind, kinds(kind).label, number) for kind, _, number in rows["bron"]]
    return {
        "bron": sorted(bron, key=lambda option: (-option[2], option[1])),
        "jaar": sorted(rows["jaar"], reverse=True),
        "omvang": [(sizes[int(n)].value, sizes[int(n)].label, number) for n, _, number in in_order],
    }
