"""The statement behind the search box: the page, the count and every facet over all kinds at once.

The matching things are found once, each with one boolean per facet that says whether it passes
that facet; a facet is counted over what passes all the others.
"""

from string import Template

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    FloatField,
    OuterRef,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from .filters.search import FACETS
from .sources import searchable

PER_PAGE = 20
CAP = 10_000  # of each kind, no more of the newest hits are ranked and counted
LINKED = {"thema": "theme", "provincie": "province"}  # facets of what things belong to
STATEMENT = Template("""
WITH hits (kind, pk, rank, at, in_soort, in_thema, in_provincie) AS MATERIALIZED ($hits),
     chosen AS (SELECT * FROM hits WHERE in_soort AND in_thema AND in_provincie),
     total AS (SELECT count(*) AS n FROM chosen)
(SELECT 'count' AS facet, '' AS value, '' AS label, n, 0 AS place FROM total)
UNION ALL
(SELECT 'all', '', '', count(*), 0 FROM hits)
UNION ALL
(SELECT 'page', kind, pk::text, 0, row_number() OVER (ORDER BY $order) FROM chosen
 ORDER BY $order
 LIMIT $size OFFSET (SELECT least($offset, greatest(n - 1, 0) / $size * $size) FROM total))
UNION ALL
(SELECT 'soort', kind, '', count(*), 0 FROM hits WHERE $other_than_soort GROUP BY kind)
UNION ALL
(SELECT 'thema', slug, name, sum(n), 0 FROM ($thema) AS linked (id, n)
 JOIN themes_theme USING (id) GROUP BY slug, name)
UNION ALL
(SELECT 'provincie', slug, name, sum(n), 0 FROM ($provincie) AS linked (id, n)
 JOIN organisations_province USING (id) GROUP BY slug, name)
ORDER BY place, n DESC, label, value
""")


def answer(user, asked, query):
    """Rows of (value, label, number) by facet, and so "all", "count" and the hits of the "page"."""
    hits = [_hits(source, user, asked, query) for source in searchable()]
    sql, params = _union(hits)
    parts = {"hits": sql}
    for facet in LINKED:
        parts[facet], more = _union(_links(facet))
        params += more
    with connection.cursor() as cursor:
        cursor.execute(_statement(parts, asked), params)
        rows = {facet: [] for facet in ("all", "count", "page", *FACETS)}
        for facet, value, label, number, _ in cursor.fetchall():
            rows[facet].append((value, label, int(number)))
    return rows


def _hits(source, user, asked, query):
    """The newest of a kind that the words find, with a rank and a boolean per facet."""
    things = source.published(user)
    things = things.filter(**{source.words: query}) if query else things
    at = F(source.published_at) if source.published_at else Value(None)
    newest = things.order_by(F(source.published_at or "pk").desc(), "-pk").values("pk")
    rank = SearchRank(F(source.words), query) * source.weight if query else Value(0.0)
    return (
        things.model.objects.filter(pk__in=newest[: CAP + 1])
        .annotate(
            hit_kind=Value(source.kind, CharField()),
            hit_rank=Cast(rank, FloatField()),
            hit_at=Cast(at, DateTimeField()),
            in_soort=Value(not asked.ticked["soort"] or source.kind in asked.ticked["soort"]),
            in_thema=_passes(source, things.model, "thema", asked),
            in_provincie=_passes(source, things.model, "provincie", asked),
        )
        .values_list(
            *("hit_kind", "pk", "hit_rank", "hit_at"), *(f"in_{facet}" for facet in FACETS)
        )
    )


def _passes(source, model, facet, asked):
    slugs, lookup = list(asked.ticked[facet]), getattr(source, LINKED[facet])
    if not slugs or not lookup:
        return Value(not slugs)
    carriers = model.objects.filter(pk=OuterRef("pk"), **{f"{lookup}__slug__in": slugs})
    return Exists(carriers)


def _links(facet):
    """Per kind: (primary key of a theme or province, how many of the hits belong to it)."""
    for source in searchable():
        if lookup := getattr(source, LINKED[facet]):
            hits = f"SELECT pk FROM hits WHERE kind = %s AND {_others(facet)}"  # noqa: S608
            found = source.model.objects.filter(pk__in=RawSQL(hits, [source.kind]))  # noqa: S611
            keys = found.filter(**{f"{lookup}__isnull": False}).values_list(lookup)
            yield keys.annotate(number=Count("pk", distinct=True))


def _others(facet):
    return " AND ".join(f"in_{name}" for name in FACETS if name != facet)


def _union(querysets):
    first, *rest = querysets
    return first.union(*rest, all=True).query.sql_with_params()


def _statement(parts, asked):
    best = "rank DESC, at DESC NULLS LAST, kind, pk DESC"
    return STATEMENT.substitute(
        parts,
        order=best,
        size=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
        other_than_soort=_others("soort"),
    )
