from datetime import timedelta

import pytest
from django.urls import reverse

from portal.discovery import queries
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.communities import make_meetup
from tests.factories.organisations import make_municipality, make_organisation
from tests.factories.themes import make_theme

THEMES = reverse("discovery:themes")


def test_themes_stand_by_origin_with_the_number_of_what_carries_them(client):
    jeugd, water = make_theme("Jeugd", origin="vng"), make_theme("Water", origin="vng")
    vertrouwen = make_theme("Vertrouwen", origin="cases")
    make_case(themes=[jeugd, vertrouwen])
    make_meetup(themes=[jeugd])
    make_version(themes=[water])

    groups = client.get(THEMES).context["groups"]

    assert [(origin, themes) for origin, _, themes in groups] == [
        ("cases", [vertrouwen]),
        ("skill", []),
        ("vng", [jeugd, water]),
    ]
    assert [(theme.name, theme.number) for theme in groups[2][2]] == [("Jeugd", 2), ("Water", 0)]


def test_a_theme_shows_what_carries_it_and_who_works_on_it(client):
    theme = make_theme("Het Nieuwe Werken", synonyms=["HNW"])
    soest, board = make_municipality("Soest"), make_organisation("Waterschap Vallei")
    case = make_case(themes=[theme], organisations=[soest, board])
    meetup = make_meetup(themes=[theme], municipality=make_municipality("Baarn"))

    response = client.get(theme.get_absolute_url())

    groups = response.context["groups"]
    assert [(source.label, [row.url for row in rows]) for source, rows in groups] == [
        ("Praktijkvoorbeeld", [case.get_absolute_url()]),
        ("Bijeenkomst", [meetup.get_absolute_url()]),
    ]
    assert [*response.context["municipalities"]] == [soest]
    assert "Ook bekend als HNW" in response.text


def test_a_theme_shows_the_newest_and_leads_to_the_rest(client, monkeypatch):
    monkeypatch.setattr(queries, "SHOWN", 1)
    theme = make_theme("Jeugd")
    for days in range(2):
        make_case(f"Dag {days}", themes=[theme], now=NOW + timedelta(days=days))
    make_meetup(themes=[theme])

    response = client.get(theme.get_absolute_url())

    cases, _meetups = [rows for _source, rows in response.context["groups"]]
    assert [row.title for row in cases] == ["Dag 1"]
    assert response.text.count("nieuwste van 2") == 1
    assert response.text.count("nieuwste van") == 1
    assert f"{reverse('cases:index')}?thema=jeugd" in response.text


def test_an_empty_theme_shows_two_ways_on(client):
    response = client.get(make_theme("Jeugd").get_absolute_url())

    assert response.context["groups"] == []
    assert reverse("cases:create") in response.text
    assert THEMES in response.text


@pytest.mark.parametrize("slug", ["onbekend", "a" * 300])
def test_an_unknown_theme_is_not_found(client, slug):
    assert client.get(reverse("discovery:theme", args=[slug])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts(client, django_assert_num_queries, number):
    theme = make_theme("Jeugd")
    for _ in range(number):
        make_case(themes=[theme, make_theme()])
        make_meetup(themes=[theme])

    with django_assert_num_queries(2):
        client.get(THEMES)
    with django_assert_num_queries(5):
        client.get(theme.get_absolute_url())
