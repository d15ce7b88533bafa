"""The statement behind the search box: the page, the count and every facet over all kinds at once.

The matching things are found once, each with one boolean per facet that says whether it passes
that facet; a facet is counted over what passes all the others.
"""

from string import Template

from django.contrib.postgres.fields import ArrayField
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
CAP = 10_000  # of each kind, no more of the newest hits are counted
RANKED = 2_000  # of each kind, no more of the newest hits are ranked; others come after them
LINKED = {"thema": "theme", "provincie": "province"}  # facets of what things belong to
STATEMENT = Template("""
WITH hits (kind, pk, at, facets, in_soort, in_thema, in_provincie) AS MATERIALIZED ($hits),
     chosen AS (SELECT * FROM hits WHERE $other_than_none),
     total AS (SELECT count(*) AS n FROM chosen),
     fitting AS MATERIALIZED (
         SELECT kind, pk FROM (
             SELECT kind, pk, row_number() OVER (PARTITION BY kind ORDER BY $newest) AS place
             FROM chosen) AS in_order
         WHERE place <= $ranked),
     ranks (kind, pk, rank) AS MATERIALIZED ($ranks)
(SELECT 'count' AS facet, '' AS value, '' AS label, n, 0 AS place FROM total)
UNION ALL
(SELECT 'all', '', '', count(*), 0 FROM hits)
UNION ALL
(SELECT 'page', kind, pk::text AS label, 0, row_number() OVER (ORDER BY $best)
 FROM chosen LEFT JOIN ranks USING (kind, pk)
 ORDER BY $best
 LIMIT $size OFFSET (SELECT least($offset, greatest(n - 1, 0) / $size * $size) FROM total))
UNION ALL
(SELECT 'soort', kind, '', count(*), 0 FROM hits WHERE $other_than_soort GROUP BY kind)
UNION ALL
(SELECT 'thema', slug, name, sum(n), 0
 FROM ($thema
       UNION ALL
       SELECT split_part(key, ':', 2)::bigint, count(*) FROM hits, unnest(facets) AS key
       WHERE key LIKE 'thema:%%' AND $other_than_thema GROUP BY key) AS linked (id, n)
 JOIN themes_theme USING (id) GROUP BY slug, name)
UNION ALL
(SELECT 'provincie', slug, name, sum(n), 0
 FROM ($provincie
       UNION ALL
       SELECT province_id, count(*) FROM (
           SELECT DISTINCT hits.kind, pk, province_id
           FROM hits, unnest(facets) AS key
                JOIN organisations_organisation organisation
                  ON organisation.id = CASE WHEN key LIKE 'organisatie:%%'
                                            THEN split_part(key, ':', 2)::bigint END
           WHERE $other_than_provincie) AS owned
       GROUP BY province_id) AS linked (id, n)
 JOIN organisations_province USING (id) GROUP BY slug, name)
ORDER BY place, n DESC, label, value
""")
NEWEST = "at DESC NULLS LAST, pk DESC"
BEST = "rank DESC NULLS LAST, at DESC NULLS LAST, kind, pk DESC"
NO_RANKS = "SELECT '', 0, 0.0 WHERE false"


def answer(user, asked, query):
    """Rows of (value, label, number) by facet, and so "all", "count" and the hits of the "page"."""
    things = [(source, source.published(user)) for source in searchable()]
    parts = {
        "hits": _union([_hits(*each, asked, query) for each in things]),
        "ranks": _union([_ranks(*each, query) for each in things]) if query else (NO_RANKS, ()),
        **{facet: _union(_links(things, facet, asked)) for facet in LINKED},
    }
    params = [value for _, values in parts.values() for value in values]
    with connection.cursor() as cursor:
        cursor.execute(_statement({name: sql for name, (sql, _) in parts.items()}, asked), params)
        rows = {facet: [] for facet in ("all", "count", "page", *FACETS)}
        for facet, value, label, number, _ in cursor.fetchall():
            rows[facet].append((value, label, int(number)))
    return rows


def _hits(source, things, asked, query):
    """The newest of a kind that the words find, with a boolean per facet."""
    things = things.filter(**{source.words: query}) if query else things
    at = F(source.published_at) if source.published_at else Value(None)
    facets = F(source.facets) if source.facets else Value(None)
    return (
        things.annotate(
            hit_kind=Value(source.kind, CharField()),
            hit_at=Cast(at, DateTimeField()),
            hit_facets=Cast(facets, ArrayField(CharField())),
            in_soort=Value(not asked.ticked["soort"] or source.kind in asked.ticked["soort"]),
            in_thema=_passes(source, things.model, "thema", asked),
            in_provincie=_passes(source, things.model, "provincie", asked),
        )
        .order_by(F(source.published_at or "pk").desc(), "-pk")
        .values_list(
            *("hit_kind", "pk", "hit_at", "hit_facets"), *(f"in_{facet}" for facet in FACETS)
        )[: CAP + 1]
    )


def _ranks(source, things, query):
    """How well the words fit what is ranked of a kind."""
    fitting = RawSQL("SELECT pk FROM fitting WHERE kind = %s", [source.kind])
    rank = SearchRank(F(source.words), query) * source.weight
    ranked = things.model.objects.filter(pk__in=fitting)
    return ranked.values_list(
        Value(source.kind, CharField()), "pk", Cast(rank, FloatField())
    ).order_by()


def _passes(source, model, facet, asked):
    slugs, lookup = list(asked.ticked[facet]), getattr(source, LINKED[facet])
    if not slugs or not lookup:
        return Value(not slugs)
    carriers = model.objects.filter(pk=OuterRef("pk"), **{f"{lookup}__slug__in": slugs})
    return Exists(carriers)


def _links(things, facet, asked):
    """Per kind: (primary key of a theme or province, how many of the hits belong to it).

    A kind with stored facets is counted by those.
    """
    for source, visible in things:
        lookup = getattr(source, LINKED[facet])
        if lookup and not source.facets:
            hits = f"SELECT pk FROM hits WHERE kind = %s AND {_others(facet, asked)}"  # noqa: S608
            found = visible.model.objects.filter(pk__in=RawSQL(hits, [source.kind]))  # noqa: S611
            keys = found.filter(**{f"{lookup}__isnull": False}).values_list(lookup)
            yield keys.annotate(number=Count("pk", distinct=True))


def _others(facet, asked):
    """Passes all ticked facets but this one; of the rest a planner would guess that half pass."""
    ticked = [name for name in FACETS if name != facet and asked.ticked[name]]
    return " AND ".join(f"in_{name}" for name in ticked) or "true"


def _union(querysets):
    first, *rest = querysets
    return first.union(*rest, all=True).query.sql_with_params()


def _statement(parts, asked):
    return STATEMENT.substitute(
        parts,
        newest=NEWEST,
        best=BEST,
        ranked=RANKED,
        size=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
        other_than_none=_others(None, asked),
        **{f"other_than_{facet}": _others(facet, asked) for facet in FACETS},
    )
