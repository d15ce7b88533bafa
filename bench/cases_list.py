"""How long the list of practices takes beside the one query that it cannot do without.

    python -m bench.cases_list 10000 100000

Everything happens in a transaction that is rolled back. A ratio in one run counts; a single
time does not.
"""

import os
import statistics
import sys
import time

import django

QUESTIONS = ("", "q=fiets", "q=zeldzaam", "q=fiets&jaar=2013", "pagina=400")
CASES = """
INSERT INTO cases_casestudy (slug, archive_reason, from_public_source, created_at)
SELECT 'meting-' || g, '', false, now() FROM generate_series(1, %s) g
"""
VERSIONS = """
INSERT INTO cases_version (case_id, number, state, title, summary, year, period, sector,
                           source_kind, source_detail, created_at, saved_at)
SELECT id, 1, 'published', 'Titel ' || id, 'Over fiets ' || id % 97 || ' en leren', 2000 + id % 25,
       '', '', (ARRAY['boek', 'interview', 'artikel'])[1 + id % 3], '', now(), now()
FROM cases_casestudy WHERE slug LIKE 'meting-%'
"""
PUBLISHED = """
UPDATE cases_casestudy SET published_id = version.id,
       published_at = now() - version.case_id * interval '1 minute',
       words = to_tsvector('dutch', version.title || ' ' || version.summary ||
               CASE WHEN version.case_id % 20 = 0 THEN ' zeldzaam' ELSE '' END)
FROM cases_version version WHERE version.case_id = cases_casestudy.id AND slug LIKE 'meting-%'
"""
OWNERS = """
INSERT INTO cases_ownership (case_id, organisation_id, is_lead)
SELECT id, (SELECT array_agg(id) FROM organisations_organisation)[1 + id % (
       SELECT count(*) FROM organisations_organisation)], true
FROM cases_casestudy WHERE slug LIKE 'meting-%'
"""
THEMES = """
INSERT INTO cases_versiontheme (content_object_id, tag_id)
SELECT published_id, (SELECT array_agg(id) FROM themes_theme)[1 + id % (
       SELECT count(*) FROM themes_theme)]
FROM cases_casestudy WHERE slug LIKE 'meting-%'
"""
TABLES = ("casestudy", "version", "ownership", "versiontheme")


def main(sizes):
    django.setup()
    from django.db import transaction

    for size in sizes:
        with transaction.atomic():
            seed(size)
            for question in QUESTIONS:
                report(size, question)
            transaction.set_rollback(True)


def seed(size):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(CASES, [size])
        for statement in (VERSIONS, PUBLISHED, OWNERS, THEMES):
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"ANALYZE cases_{table}")


def report(size, question):
    """Ours and the floor in turns, A B A B."""
    from django.http import QueryDict

    from cases import filters, finding

    asked = filters.read(QueryDict(question))
    ours, least = [], []
    for _ in range(7):
        ours.append(seconds(lambda: finding.find(asked)))
        least.append(seconds(lambda: floor(asked)))
    ours, least = (1000 * statistics.median(times) for times in (ours, least))
    print(f"{size:>9} {question:<20} {ours:7.0f} ms  floor {least:7.0f} ms  {least / ours:.2f}")


def floor(asked):
    """The newest twenty that match, and how many there are; facets and names come on top."""
    from cases.models import CaseStudy
    from cases.statement import CAP
    from portal.themes.search import widen

    cases = CaseStudy.objects.published().order_by("-published_at", "-pk")
    cases = cases.filter(words=widen(asked.text)) if asked.text else cases
    return list(cases.values("pk", "published__title")[:20]), cases[:CAP].count()


def seconds(job):
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


if __name__ == "__main__":
    os.environ.setdefault("PORTAL_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    main([int(size) for size in sys.argv[1:]] or [10_000])
