"""The floor: per job a view that does the one statement it cannot do without, and writes it out."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.http import HttpResponse
from django.utils.html import format_html_join

from cases import filters, statement
from portal.discovery import statement as everything
from portal.discovery.filters import SearchFilter

NEWEST = """
SELECT slug, title, summary,
       (SELECT string_agg(short_name, ', ' ORDER BY is_lead DESC, sort_key)
        FROM cases_ownership JOIN organisations_organisation o ON o.id = organisation_id
        WHERE case_id = study.id)
FROM cases_casestudy study JOIN cases_version version ON version.id = published_id
WHERE published_at IS NOT NULL AND archived_at IS NULL
ORDER BY published_at DESC, study.id DESC LIMIT 20
"""
CASE = """
SELECT title, summary,
       (SELECT string_agg(body, E'\n' ORDER BY position) FROM cases_section part
        WHERE part.version_id = version.id),
       (SELECT string_agg(text, E'\n' ORDER BY position) FROM cases_factor part
        WHERE part.version_id = version.id),
       (SELECT string_agg(part.name || value, E'\n' ORDER BY part.position)
        FROM cases_keyfigure part JOIN cases_figurevalue ON figure_id = part.id
        WHERE part.version_id = version.id),
       (SELECT string_agg(name, ', ') FROM cases_versiontheme JOIN themes_theme t ON t.id = tag_id
        WHERE content_object_id = version.id),
       (SELECT string_agg(short_name, ', ')
        FROM cases_ownership JOIN organisations_organisation o ON o.id = organisation_id
        WHERE case_id = study.id)
FROM cases_casestudy study JOIN cases_version version ON version.id = published_id
WHERE slug = %s AND archived_at IS NULL
"""
JOIN = """
WITH seat AS (
    UPDATE communities_meetup SET taken = taken + 1 WHERE id = %(meetup)s AND taken < seats
    RETURNING id
)
INSERT INTO communities_registration (gathering_id, user_id, state, joined_at, turn, shows_name)
SELECT %(meetup)s, %(user)s, CASE WHEN EXISTS (SELECT FROM seat) THEN 'seated' ELSE 'waiting' END,
       now(), 1, false
"""


@login_not_required
def newest(request):
    """Twenty cases and nothing else: no number, no facets."""
    return written(rows(NEWEST))


@login_not_required
def listed(request):
    """The keys of a page of the list, its number and its facets."""
    asked = filters.read(request.GET)
    found = statement.answer(asked, asked_words(asked.text))
    return written(row for facet in found.values() for row in facet)


@login_not_required
def searched(request):
    """The keys of a page of the search box, its number and its facets."""
    asked = SearchFilter(request.GET)
    found = everything.answer(request.user, asked, asked_words(asked.text))
    return written(row for facet in found.values() for row in facet)


@login_not_required
def case(request, slug):
    return written(rows(CASE, [slug]))


@login_not_required
def join(request, meetup, user):
    rows(JOIN, {"meetup": meetup, "user": user})
    return HttpResponse(status=204)


def asked_words(text):
    return SearchQuery(text, config="dutch", search_type="websearch") if text else None


def rows(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def written(found):
    lines = ((" ".join(map(str, row)),) for row in found)
    return HttpResponse(format_html_join("\n", "<p>{}</p>", lines))
