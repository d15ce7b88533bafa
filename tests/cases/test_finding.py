from django.http import QueryDict

from cases import filters
from cases.finding import find
from cases.models import CaseStudy
from tests.factories.cases import make_case, make_version
from tests.factories.organisations import make_municipality, make_province
from tests.factories.themes import make_theme


def ask(address=""):
    return find(filters.read(QueryDict(address)))


def titles(found):
    return [case.published.title for case in found.page]


def test_only_published_cases_are_found():
    make_case("Leren in Soest")
    make_case("Gearchiveerd")
    CaseStudy.objects.filter(slug__endswith="gearchiveerd").update(
        archived_at="2026-01-01T00:00Z", archive_reason="Verouderd."
    )
    make_version("Een concept")

    found = ask()

    assert (found.count, titles(found)) == (1, ["Leren in Soest"])


def test_other_words_find_the_same():
    make_theme("Het Nieuwe Werken", synonyms=["HNW"])
    make_case("Anders werken", themes=["Het Nieuwe Werken"])
    make_case("Iets anders")

    assert titles(ask("q=hnw")) == ["Anders werken"]


def test_facets_count_with_the_other_facets_applied():
    leadership, trust = make_theme("Leiderschap"), make_theme("Vertrouwen")
    utrecht, limburg = make_province("Utrecht"), make_province("Limburg")
    soest = make_municipality("Soest", province=utrecht, inhabitants=46_906)
    vaals = make_municipality("Vaals", province=limburg, inhabitants=10_000)
    make_case("A", organisations=[soest], themes=[leadership, trust], year=2013)
    make_case("B", organisations=[soest, vaals], themes=[leadership], year=2014)
    make_case("C", organisations=[vaals], themes=[trust], source_kind="interview")

    found = ask("thema=vertrouwen&provincie=limburg&jaar=2013")

    assert found.options == {
        "thema": [("vertrouwen", "Vertrouwen", 0)],
        "provincie": [("utrecht", "Utrecht", 1), ("limburg", "Limburg", 0)],
        "bron": [],
        "jaar": [("2013", "2013", 0)],
        "omvang": [],
    }
    assert ask("thema=vertrouwen").options == {
        "thema": [("leiderschap", "Leiderschap", 2), ("vertrouwen", "Vertrouwen", 2)],
        "provincie": [("limburg", "Limburg", 1), ("utrecht", "Utrecht", 1)],
        "bron": [("eigen-verhaal", "eigen verhaal", 1), ("interview", "interview", 1)],
        "jaar": [("2013", "2013", 1)],
        "omvang": [
            ("tot-20", "minder dan 20.000 inwoners", 1),
            ("20-50", "20.000 tot 50.000 inwoners", 1),
        ],
    }
