from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict

from cases import filters, finding, statement
from cases.actions.words import refresh_words
from cases.finding import find
from cases.models import CaseStudy, Kind
from tests.factories.cases import make_case, make_version
from tests.factories.organisations import make_municipality, make_province
from tests.factories.themes import make_theme


def ask(address=""):
    return find(filters.read(QueryDict(address)))


def told(found):
    return {
        facet["key"]: [
            f"{'[x] ' if option['checked'] else ''}{option['label']} {option['count']}"
            for option in facet["options"]
        ]
        for facet in found.facets
    }


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
    failed = {"year": 2014, "kind": Kind.FAILURE}
    make_case("B", organisations=[soest, vaals], themes=[leadership], **failed)
    make_case("C", organisations=[vaals], themes=[trust], source_kind="interview")

    assert told(ask("thema=vertrouwen")) == {
        "thema": ["Leiderschap 2", "[x] Vertrouwen 2"],
        "soort": ["Praktijkvoorbeeld 2"],
        "provincie": ["Limburg 1", "Utrecht 1"],
        "bron": ["eigen verhaal 1", "interview 1"],
        "jaar": ["2013 1"],
        "omvang": ["minder dan 20.000 inwoners 1", "20.000 tot 50.000 inwoners 1"],
    }
    assert told(
        ask("jaar=2014&provincie=limburg&soort=wat-niet-werkte&bron=eigen-verhaal&omvang=tot-20")
    ) == {
        "thema": ["Leiderschap 1"],
        "soort": ["[x] Wat niet werkte 1"],
        "provincie": ["[x] Limburg 1", "Utrecht 1"],
        "bron": ["[x] eigen verhaal 1"],
        "jaar": ["[x] 2014 1"],
        "omvang": ["[x] minder dan 20.000 inwoners 1", "20.000 tot 50.000 inwoners 1"],
    }


def test_a_ticked_option_never_vanishes():
    leadership, limburg = make_theme("Leiderschap"), make_province("Limburg")
    soest = make_municipality("Soest", province=make_province("Utrecht"))
    make_case("A", organisations=[soest], themes=[leadership])

    found = ask(
        f"thema={leadership.slug}&provincie={limburg.slug}&jaar=2013&bron=boek&omvang=tot-20"
    )

    assert (found.count, titles(found)) == (0, [])
    assert told(found) == {
        "thema": ["[x] Leiderschap 0"],
        "soort": [],
        "provincie": ["[x] Limburg 0"],
        "bron": ["[x] boek of bundel 0"],
        "jaar": ["[x] 2013 0"],
        "omvang": ["[x] minder dan 20.000 inwoners 0"],
    }


def test_several_values_of_a_facet_are_one_or_the_other():
    for year in (2012, 2013, 2014):
        make_case(str(year), year=year)

    assert sorted(titles(ask("jaar=2012&jaar=2014"))) == ["2012", "2014"]


def test_a_case_of_two_municipalities_counts_once():
    limburg = make_province("Limburg")
    owners = [make_municipality(province=limburg, inhabitants=10_000) for _ in range(2)]
    make_case("Samen", organisations=owners)

    found = ask("provincie=limburg")

    assert (found.count, told(found)["provincie"]) == (1, ["[x] Limburg 1"])
    assert told(found)["omvang"] == ["minder dan 20.000 inwoners 1"]


def test_the_order_that_was_asked_for():
    make_case("Fiets in de titel", year=2010)
    make_case("Anders", year=2020, sections=[{"kind": "context", "body": "Een fiets."}])
    make_case("Zonder jaar", sections=[{"kind": "context", "body": "Een fiets."}])

    assert titles(ask("q=fiets"))[0] == "Fiets in de titel"
    assert titles(ask("q=fiets&sortering=nieuwste"))[0] == "Zonder jaar"
    assert titles(ask("sortering=jaar")) == ["Anders", "Fiets in de titel", "Zonder jaar"]


def test_of_very_many_hits_the_newest_are_ranked_and_others_come_after_them(monkeypatch):
    monkeypatch.setattr(statement, "RANKED", 2)
    make_case("Fiets fiets fiets")
    make_case("Oud", sections=[{"kind": "context", "body": "Een fiets."}])
    make_case("Fiets in de titel")
    make_case("Nieuw", sections=[{"kind": "context", "body": "Een fiets."}])

    assert titles(ask("q=fiets")) == ["Fiets in de titel", "Nieuw", "Oud", "Fiets fiets fiets"]


def test_facets_follow_owners_provinces_and_sizes():
    utrecht, limburg = make_province("Utrecht"), make_province("Limburg")
    vaals = make_municipality("Vaals", province=limburg, inhabitants=10_000)
    case = make_case("A", organisations=[make_municipality("Soest", province=utrecht)])
    case.ownerships.create(organisation=vaals)
    refresh_words([case])
    vaals.inhabitants = 20_000
    vaals.save()

    found = told(ask())

    assert found["provincie"] == ["Limburg 1", "Utrecht 1"]
    assert "20.000 tot 50.000 inwoners 1" in found["omvang"]


def test_pages_and_what_lies_beyond_the_last():
    for number in range(21):
        make_case(f"Nummer {number}")

    first, last = ask(), ask("pagina=10000")

    assert (first.count, len(first.page), first.page.number) == (21, 20, 1)
    assert (titles(last), last.page.number) == (["Nummer 0"], 2)


def test_of_the_same_moment_the_last_made_comes_first_on_every_page():
    with connection.cursor() as cursor:  # so that the keys go from three digits to four
        cursor.execute("SELECT setval(pg_get_serial_sequence('cases_casestudy', 'id'), 985)")
    made = [make_case(f"Nummer {number}").pk for number in range(25)]

    pages = [ask(f"pagina={number}").page for number in (1, 2)]

    assert [case.pk for page in pages for case in page] == made[::-1]


def test_above_the_cap_the_count_says_so(monkeypatch):
    monkeypatch.setattr(statement, "CAP", 1)
    monkeypatch.setattr(finding, "CAP", 1)
    for _ in range(3):
        make_case()

    assert (ask().count, ask().told) == (2, "10.000+ praktijkvoorbeelden")


def test_the_count_in_words():
    assert ask().told == "0 praktijkvoorbeelden"
    make_case()
    assert ask().told == "1 praktijkvoorbeeld"


def test_found_words_are_marked_and_all_else_is_escaped():
    make_case("Leren", summary="<script>alert(1)</script> De fiets & de \x02trein")

    (case,) = ask("q=fiets").page

    assert case.highlighted == (
        "&lt;script&gt;alert(1)&lt;/script&gt; De "
        '<mark class="nl-mark">fiets</mark> &amp; de \x02trein'
    )


@pytest.mark.parametrize(
    "words", ["'", '"', "!!!", "a & | !b", ":*", "\\", "%", "\x00", "<b>", "(((", "é" * 500, "-"]
)
def test_hostile_words_find_nothing_and_break_nothing(words):
    make_case("Leren")

    assert ask(urlencode({"q": words})).count in (0, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_cases_costs_the_same_however_many(number, django_assert_num_queries):
    theme = make_theme("Leiderschap")
    province = make_province("Utrecht")
    for _ in range(number):
        make_case("Leren", organisations=[make_municipality(province=province)], themes=[theme])

    with django_assert_num_queries(2):
        assert ask().count == number
    with django_assert_num_queries(4):
        assert ask("q=leren&thema=leiderschap&provincie=utrecht").count == number
