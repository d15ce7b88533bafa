from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from portal.discovery import finding, sources, statement
from portal.discovery.filters import SearchFilter
from portal.discovery.models import FailedSearch
from tests.factories.cases import NOW, make_case
from tests.factories.communities import make_community, make_meetup
from tests.factories.organisations import make_merger, make_municipality
from tests.factories.themes import make_theme
from tests.portal.discovery.searching import SEARCH, options, search, titles

VISITOR = AnonymousUser()


def asked(words):
    return SearchFilter(QueryDict(f"q={words}"))


def test_one_box_finds_things_of_every_kind(client, some):
    response = search(client, "verzuim")

    found = {hit.row.kind: hit.row.title for hit in response.context["found"].page}
    assert found == {
        "themas": "Verzuim",
        "praktijkvoorbeelden": "Minder verzuim",
        "publicaties": "Gids over verzuim",
        "reeksen": "Verzuim in beeld",
        "communities": "HR-netwerk",
        "bijeenkomsten": "Intervisie over verzuim",
    }
    assert titles(response)[0] == "Verzuim"
    assert 'data-live-text="6 resultaten"' in response.text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("roosters", ["Slim roosteren"]),
        ("VERZUIM -intervisie -gids -beeld -HR -minder", ["Verzuim"]),
        ('"slim roosteren"', ["Slim roosteren"]),
    ],
)
def test_words_are_understood_as_dutch(client, some, words, found):
    assert titles(search(client, words)) == found


def test_a_synonym_finds_what_its_theme_is_called(client, some):
    assert "Minder verzuim" in titles(search(client, "ziekte"))


def test_organisations_are_found_by_name_those_that_merged_too(client):
    make_merger(make_municipality("Uden"), make_municipality("Maashorst"), on=date(2022, 1, 1))

    assert titles(search(client, "uden")) == ["Uden"]


def test_without_words_the_newest_stand_first(client):
    make_case("Eerst", organisations=[make_municipality("Soest")], now=NOW)
    make_case("Later", organisations=[make_municipality("Baarn")], now=NOW + timedelta(days=1))

    assert titles(search(client)) == ["Later", "Eerst", "Baarn", "Soest"]


def test_each_facet_counts_with_the_others_applied(client, some):
    response = search(client, "verzuim", thema="verzuim", soort=["praktijkvoorbeelden", "themas"])

    assert titles(response) == ["Minder verzuim"]
    assert options(response, "soort") == {
        "Communities": 1,
        "Praktijkvoorbeelden": 1,
        "Publicaties": 1,
        "Thema's": 0,
    }
    assert options(response, "thema") == {"Verzuim": 1}
    assert options(response, "provincie") == {"Utrecht": 1}


def test_a_province_narrows_to_what_lies_in_it(client, some):
    response = search(client, "verzuim", provincie="utrecht")

    assert sorted(titles(response)) == ["Intervisie over verzuim", "Minder verzuim"]
    assert options(response, "provincie") == {"Utrecht": 2}


def test_a_ticked_value_stays_also_when_nothing_is_left_in_it(client, some):
    make_theme("Water")

    response = search(client, "verzuim", thema="water")

    assert titles(response) == []
    assert options(response, "thema") == {"Verzuim": 3, "Water": 0}
    assert "Zoek zonder filters" in response.text
    assert not FailedSearch.objects.exists()


def test_what_was_asked_can_be_taken_off_piece_by_piece(client, some):
    response = search(client, "verzuim", thema="verzuim")

    assert response.context["asked"].chips == [
        ("«verzuim»", "?thema=verzuim"),
        ("Verzuim", "?q=verzuim"),
    ]


@pytest.mark.parametrize(
    "query",
    ["?thema=maan", "?soort=maan&thema=", "?provincie=x&thema=maan"],
)
def test_an_unknown_value_is_ignored_and_said_so(client, some, query):
    response = client.get(SEARCH + query)

    assert response.status_code == 200
    assert len(titles(response)) == 9
    assert "We laten dit weg" in response.text


@pytest.mark.parametrize("words", ["'", '"', "a" * 5000, "-", "& | ! :*", "%_\\", "de het"])
def test_no_question_is_an_error(client, some, words):
    assert search(client, words).status_code == 200


def test_found_words_are_marked_and_all_else_is_escaped(client):
    make_case("<b>Verzuim</b>", summary="<script>alert(1)</script> over verzuim.")

    text = search(client, "verzuim").text

    assert '&lt;b&gt;<mark class="nl-mark">Verzuim</mark>&lt;/b&gt;' in text
    assert 'over <mark class="nl-mark">verzuim</mark>.' in text
    assert "<script>alert" not in text


def test_a_long_text_shows_the_part_with_the_words(client):
    make_community(
        name="Netwerk", purpose="Samen leren. " * 90 + "Minder verzuim. " + "Doen. " * 90
    )

    (hit,) = search(client, "verzuim").context["found"].page

    assert hit.summary.startswith("… ")
    assert hit.summary.endswith(" …")
    assert len(hit.summary) < 400


def test_pages_are_bounded_and_keep_the_question(client, monkeypatch):
    monkeypatch.setattr(statement, "PER_PAGE", 2)
    monkeypatch.setattr(finding, "PER_PAGE", 2)
    for number in range(3):
        make_case(f"Verzuim {number}")

    first, last = search(client, "verzuim"), search(client, "verzuim", pagina="9999")

    assert len(titles(first)) == 2
    assert first.context["found"].count == 3
    assert 'href="/zoeken/?q=verzuim&amp;pagina=2"' in first.text
    assert len(titles(last)) == 1
    assert last.context["found"].page.number == 2
    assert len(titles(search(client, "verzuim", pagina="x"))) == 2


def test_more_than_is_counted_says_so(monkeypatch, some):
    monkeypatch.setattr(finding, "CAP", 5)

    assert finding.Found(None, 6, [], is_failure=False).told == "10.000+ resultaten"
    assert finding.Found(None, 1, [], is_failure=False).told == "1 resultaat"


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("verzium", ["verzuim"]),
        ("rooster slm", ["roosteren", "slim"]),
        ("gespre", []),
        ("oostere", ["roosteren"]),
    ],
)
def test_parts_and_typos_are_tried_when_nothing_was_found(client, some, words, others):
    response = search(client, words)

    assert titles(response)
    assert response.context["found"].others == others
    assert "Precies zo staat het nergens" in response.text
    assert not FailedSearch.objects.exists()


def test_the_fragment_is_a_part_of_the_page(client, some):
    page = search(client, "verzuim").text
    fragment = client.get(SEARCH, {"q": "verzuim"}, headers={"HX-Request": "true"}).text

    assert fragment.startswith("<div")
    assert fragment in page


def test_a_thing_that_goes_while_it_is_found_is_left_out(monkeypatch, some):
    monkeypatch.setattr(
        finding,
        "answer",
        lambda *_: {
            "count": [("", "", 1)],
            "all": [("", "", 1)],
            "page": [("praktijkvoorbeelden", "0", 0)],
            "soort": [],
            "thema": [],
            "provincie": [],
        },
    )

    found = finding.find(VISITOR, asked("verzuim"))

    assert list(found.page) == []


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts(client, django_assert_num_queries, number):
    theme = make_theme("Jeugd")
    for place in range(number):
        make_case("Minder verzuim", themes=[theme])
        make_meetup(title="Over verzuim")
        make_theme(f"Verzuim {place}", synonyms=["ziekte"])

    with django_assert_num_queries(3):  # the vocabulary, the statement, the hits of the page
        assert len(titles(search(client, "verzuim"))) == number * 3
    with django_assert_num_queries(4):  # and the names of what is ticked
        search(client, "verzuim", thema=theme.slug)
    with django_assert_num_queries(8):  # again, with words that look like it
        assert len(titles(search(client, "verzium"))) == number * 3


def test_the_words_are_found_by_their_index():
    with CaptureQueriesContext(connection) as queries:
        finding.find(VISITOR, asked("verzuim"))

    assert "to_tsvector" not in "".join(query["sql"] for query in queries)
    assert {source.kind for source in sources.searchable()} >= {"themas", "organisaties"}
