"""The statement behind the list of practices: the page, the count and every facet at once.

The matching cases are found once, each with the ticked facets that it fails. The page holds what
fails none; an option of a facet counts what fails no other facet.
"""

from string import Template

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import F, FloatField, Value
from django.db.models.expressions import RawSQL

from portal.organisations.models import SizeClass

from .filters import FACETS
from .models import CaseStudy, Kind, Version

PER_PAGE = 20
CAP = 10_000  # no more of the newest hits are counted
RANKED = 2_000  # no more of the newest hits are ranked; others come after them


def answer(asked, query):
    """Rows of (value, label, number) by facet, and so "count" and the ids of the "page"."""
    hits, params = _hits(asked, query).query.sql_with_params()
    ranks, more = _ranks(query).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_statement(hits, ranks, asked), params + more)
        rows = {facet: [] for facet in ("count", "page", *FACETS)}
        for facet, value, label, number, _ in cursor.fetchall():
            rows[facet].append((value, label, number))
    return rows | _told_in_words(rows)


def _hits(asked, query):
    """The newest cases that the words find, with the ticked facets that each of them fails."""
    cases = CaseStudy.objects.published()
    cases = cases.filter(words=query) if query else cases
    hits = cases.order_by("-published_at", "-pk").annotate(fails=_failed(asked))
    return hits.values("pk", "published_at", "facets", "fails")[: CAP + 1]


def _failed(asked):
    ticked = {facet: list(values) for facet, values in asked.ticked.items() if values}
    fails = [f"CASE WHEN NOT facets && {KEYS[facet]} THEN '{facet}' END" for facet in ticked]
    params = [_sizes(values) if facet == "omvang" else values for facet, values in ticked.items()]
    return RawSQL(f"array_remove(ARRAY[{', '.join(fails)}]::text[], NULL)", params)  # noqa: S611


def _ranks(query):
    """How well the words fit the cases that are ranked; none of them when nothing is asked."""
    if not query:
        return CaseStudy.objects.filter(pk=0).values("pk", rank=Value(0.0, FloatField()))
    ranked = RawSQL("SELECT pk FROM fitting", [])
    return CaseStudy.objects.filter(pk__in=ranked).values("pk", rank=SearchRank(F("words"), query))


def _sizes(values):
    return [list(SizeClass).index(SizeClass(value)) for value in values]


BOUNDS = ", ".join(str(size.value_range[0]) for size in list(SizeClass)[1:])
SIZE = f"width_bucket(organisation.inhabitants, ARRAY[{BOUNDS}])"
OWNERS = (
    "ARRAY(SELECT 'organisatie:' || organisation.id FROM organisations_organisation organisation"
)
KEYS = {  # of what was ticked, as they stand in a case's facets
    "thema": "ARRAY(SELECT 'thema:' || id FROM themes_theme WHERE slug = ANY (%s))::varchar[]",
    "provincie": f"""{OWNERS} JOIN organisations_province province
                     ON province.id = organisation.province_id
                     WHERE province.slug = ANY (%s))::varchar[]""",
    "soort": "ARRAY(SELECT 'soort:' || kind FROM unnest(%s::text[]) AS kind)::varchar[]",
    "bron": "ARRAY(SELECT 'bron:' || kind FROM unnest(%s::text[]) AS kind)::varchar[]",
    "jaar": "ARRAY(SELECT 'jaar:' || year FROM unnest(%s::text[]) AS year)::varchar[]",
    "omvang": f"{OWNERS} WHERE {SIZE} = ANY (%s))::varchar[]",
}
OWNER = "CASE WHEN key LIKE 'organisatie:%%' THEN split_part(key, ':', 2)::bigint END"
YEAR = "(SELECT max(key) FROM unnest(facets) AS key WHERE key LIKE 'jaar:%%')"
ORDER = {
    "passend": "rank DESC NULLS LAST, published_at DESC, pk DESC",
    "nieuwste": "published_at DESC, pk DESC",
    "jaar": f"{YEAR} DESC NULLS LAST, published_at DESC, pk DESC",
}
STATEMENT = Template("""
WITH hits AS MATERIALIZED ($hits),
     chosen AS (SELECT * FROM hits WHERE fails = '{}'),
     total AS (SELECT count(*) AS n FROM chosen),
     fitting AS (SELECT pk FROM chosen ORDER BY published_at DESC, pk DESC LIMIT $ranked),
     ranks AS MATERIALIZED ($ranks),
     counted AS (SELECT key, split_part(key, ':', 2) AS value, count(*) AS n
                 FROM hits, unnest(facets) AS key
                 WHERE fails = '{}' OR fails = ARRAY[split_part(key, ':', 1)]
                 GROUP BY key),
     owned AS MATERIALIZED (SELECT pk, fails, province_id, $size_of AS size
                            FROM hits, unnest(facets) AS key
                                 JOIN organisations_organisation organisation
                                   ON organisation.id = $owner)
(SELECT 'count' AS facet, '' AS value, '' AS label, n, 0 AS place FROM total)
UNION ALL
(SELECT 'page', pk::text AS value, '', 0, row_number() OVER (ORDER BY $order)
 FROM chosen LEFT JOIN ranks USING (pk)
 ORDER BY $order
 LIMIT $size OFFSET (SELECT least($offset, greatest(n - 1, 0) / $size * $size) FROM total))
UNION ALL
(SELECT 'thema', slug, name, n, 0 FROM counted JOIN themes_theme ON key = 'thema:' || id)
UNION ALL
(SELECT split_part(key, ':', 1), value, '', n, 0 FROM counted
 WHERE key LIKE 'bron:%%' OR key LIKE 'soort:%%')
UNION ALL
(SELECT 'jaar', value, value, n, 0 FROM counted WHERE key LIKE 'jaar:%%')
UNION ALL
(SELECT 'provincie', slug, name, count(*), 0
 FROM (SELECT DISTINCT pk, province_id AS id FROM owned WHERE fails IN ('{}', '{provincie}')) owned
      JOIN organisations_province province USING (id)
 GROUP BY province.id)
UNION ALL
(SELECT 'omvang', size::text, '', count(*), 0
 FROM (SELECT DISTINCT pk, size FROM owned WHERE fails IN ('{}', '{omvang}')) owned
 WHERE size IS NOT NULL GROUP BY size)
ORDER BY place, n DESC, label
""")


def _statement(hits, ranks, asked):
    return STATEMENT.substitute(
        hits=hits,
        ranks=ranks,
        ranked=RANKED,
        order=ORDER[asked.sort],
        size=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
        size_of=SIZE,
        owner=OWNER,
    )


def _told_in_words(rows):
    """The facets whose values the database knows as a code or a place in a row."""
    sizes, kinds = list(SizeClass), Version.SourceKind
    in_order = sorted(rows["omvang"])
    bron = [(kind, kinds(kind).label, number) for kind, _, number in rows["bron"]]
    soort = [(kind, Kind(kind).label, number) for kind, _, number in rows["soort"]]
    return {
        "soort": sorted(soort, key=lambda option: option[1]),
        "bron": sorted(bron, key=lambda option: (-option[2], option[1])),
        "jaar": sorted(rows["jaar"], reverse=True),
        "omvang": [(sizes[int(n)].value, sizes[int(n)].label, number) for n, _, number in in_order],
    }
