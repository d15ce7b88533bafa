from datetime import date

import pytest
from django.urls import reverse

from portal.organisations.models import Merger
from tests.factories.cases import make_case
from tests.factories.communities import make_meetup
from tests.factories.organisations import (
    make_merger,
    make_municipality,
    make_organisation,
    make_province,
    make_region,
)

LIST = reverse("discovery:organisations")


def names(response):
    return [str(found) for found in response.context["page"]]


def counts(response, key):
    facet = next(facet for facet in response.context["facets"] if facet["key"] == key)
    return {o["value"]: o["count"] for o in facet["options"] if o["count"] or o["checked"]}


@pytest.fixture
def utrecht():
    return make_province("Utrecht")


@pytest.fixture
def some(utrecht):
    soest = make_municipality("Soest", province=utrecht)
    make_municipality("Súdwest-Fryslân", province=make_province("Fryslân"))
    make_organisation("Waterschap Vallei", kind="water_board")
    make_case(organisations=[soest])
    ended = make_municipality("Uden", province=utrecht)
    make_merger(ended, make_municipality("Maashorst", province=utrecht), on="2022-01-01")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Maashorst", "Soest", "Súdwest-Fryslân", "Waterschap Vallei"]),
        ("?q=sudwest", ["Súdwest-Fryslân"]),
        ("?q=+SOES+", ["Soest"]),
        ("?q=uden", ["Uden"]),
        ("?q=100%25", []),
        ("?soort=waterschap", ["Waterschap Vallei"]),
        ("?soort=waterschap&soort=gemeente&q=o", ["Maashorst", "Soest"]),
        ("?provincie=utrecht", ["Maashorst", "Soest"]),
        ("?deelt=ja", ["Soest"]),
        ("?provincie=utrecht&deelt=ja", ["Soest"]),
    ],
)
def test_organisations_are_found_by_name_and_facets(client, some, query, found):
    assert names(client.get(LIST + query)) == found


def test_each_facet_counts_with_the_others_applied(client, some):
    response = client.get(LIST, {"soort": "gemeente", "provincie": "utrecht"})

    assert counts(response, "soort") == {"gemeente": 2}
    assert counts(response, "provincie") == {"utrecht": 2, "fryslan": 1}
    assert counts(response, "deelt") == {"ja": 1}


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("?provincie=atlantis", ["atlantis"]),
        ("?provincie=utrecht&provincie=x&soort=%27", ["'", "x"]),
        ("?deelt=nee", ["nee"]),
        ("?provincie=&soort=", []),
    ],
)
def test_an_unknown_value_is_ignored_and_said_so(client, some, query, unknown):
    response = client.get(LIST + query)

    assert response.status_code == 200
    assert response.context["filters"].unknown == unknown
    assert ("We laten dit weg" in response.text) == bool(unknown)


@pytest.mark.parametrize("page", ["0", "10000", "abc", "-1", "9" * 5000])
def test_a_page_that_is_not_there_gives_the_nearest(client, page):
    for _ in range(31):
        make_municipality()

    response = client.get(LIST, {"pagina": page})

    assert response.status_code == 200
    assert response.context["page"].number == (2 if page == "10000" else 1)


def test_the_fragment_is_a_part_of_the_page(client, some):
    page = client.get(LIST, {"q": "s"}).text
    fragment = client.get(LIST, {"q": "s"}, headers={"HX-Request": "true"}).text

    assert fragment.startswith("<div")
    assert fragment in page


def test_a_municipality_shows_its_facts_and_what_it_did(client, utrecht):
    soest = make_municipality("Soest", province=utrecht, regions=[make_region("Eemland")])
    case = make_case("Samen plannen", organisations=[soest])
    meetup = make_meetup(municipality=soest)

    response = client.get(soest.get_absolute_url())

    groups = response.context["groups"]
    assert [row.url for _, rows in groups for row in rows] == [
        case.get_absolute_url(),
        meetup.get_absolute_url(),
    ]
    for fact in ("Gemeente Soest", "Utrecht", "46.906", "20.000 tot 50.000 inwoners", "Eemland"):
        assert fact in response.text


def test_a_merger_is_told_on_both_sides_and_the_new_one_shows_the_old_ones_work(client):
    uden, maashorst = make_municipality("Uden"), make_municipality("Maashorst")
    make_merger(uden, maashorst, on=date(2022, 1, 1))
    make_case("Samen ouder", organisations=[uden])

    old, new = client.get(uden.get_absolute_url()), client.get(maashorst.get_absolute_url())

    for response in (old, new):
        assert [row.title for _, rows in response.context["groups"] for row in rows] == [
            "Samen ouder"
        ]
        assert "Sinds 1 januari 2022 hoort" in response.text
    assert maashorst.get_absolute_url() in old.text
    assert uden.get_absolute_url() in new.text


def test_an_intended_merger_is_told_as_an_intention(client):
    wijdemeren, hilversum = make_municipality("Wijdemeren"), make_municipality("Hilversum")
    Merger.objects.create(old=wijdemeren, new=hilversum, on=date(2027, 1, 1), kind="voorgenomen")
    make_case("Varen", organisations=[wijdemeren])

    response = client.get(hilversum.get_absolute_url())

    assert response.context["groups"] == []
    assert "Het voornemen is dat" in response.text


def test_an_organisation_that_is_no_municipality(client):
    board = make_organisation("Waterschap Vallei", kind="water_board", website="https://w.example")

    response = client.get(board.get_absolute_url())

    assert response.context["groups"] == []
    assert "https://w.example" in response.text
    assert "inwoners" not in response.text


def test_an_unknown_organisation_is_not_found(client):
    assert client.get(reverse("discovery:organisation", args=["onbekend"])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts(client, django_assert_num_queries, number):
    soest = make_municipality("Soest", regions=[make_region()])
    for _ in range(number):
        make_case(organisations=[soest, make_municipality()])
        make_merger(make_municipality(), soest, on=date(2022, 1, 1))

    with django_assert_num_queries(7):
        client.get(LIST)
    with django_assert_num_queries(4):
        client.get(soest.get_absolute_url())
