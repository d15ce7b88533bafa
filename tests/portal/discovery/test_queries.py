from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.discovery import queries, sources
from portal.discovery.rows import by_source
from tests.factories.cases import make_case, make_version
from tests.factories.communities import make_community, make_facilitator, make_meetup
from tests.factories.gatherings import NOW, START
from tests.factories.organisations import make_merger, make_municipality
from tests.factories.themes import make_theme

VISITOR = AnonymousUser()
CASES, MEETUPS = "praktijkvoorbeelden", "bijeenkomsten"


def titles(rows):
    return [row.title for row in rows]


def coming(user=VISITOR, *, now=NOW, **options):
    return queries.as_rows(queries.upcoming(user, now=now, **options))


def hidden_community():
    return make_community(kind="hidden")


def test_newest_gives_the_last_published_first():
    make_case("Eerst", now=NOW)
    make_case("Later", now=NOW + timedelta(days=1))
    make_case("Nog later", now=NOW + timedelta(days=2))
    make_version("Concept")
    make_meetup(title="Bijeenkomst")

    assert titles(queries.newest(VISITOR, kind=CASES, limit=2)) == ["Nog later", "Later"]


def test_a_row_says_what_it_is_and_where_it_stands():
    soest, baarn = make_municipality("Soest"), make_municipality("Baarn")
    case = make_case("Slim roosteren", organisations=[soest, baarn], summary="Samen plannen.")

    (row,) = queries.newest(VISITOR, kind=CASES, limit=3)

    assert (row.source.label, row.url) == ("Praktijkvoorbeeld", case.get_absolute_url())
    assert (row.summary, row.owner) == ("Samen plannen.", "Soest, Baarn")
    assert (row.starts_at, row.place) == (None, "")


@pytest.mark.parametrize(
    ("setting", "where"),
    [("on_site", "Soest"), ("online", "Online"), ("hybrid", "Soest en online")],
)
def test_a_row_says_where_it_is(setting, where):
    make_meetup(place=setting, municipality=make_municipality("Soest"))

    (row,) = coming()

    assert row.where == where


def test_a_row_without_a_municipality_names_the_venue():
    make_meetup(venue="De Fabriek")
    make_meetup(venue="", starts_at=START + timedelta(days=1))

    assert [row.where for row in coming()] == ["De Fabriek", "Op locatie"]


def test_dated_things_stand_soonest_first_and_then_what_is_over():
    theme = make_theme("Jeugd")
    for days, title in ((-9, "Lang geleden"), (9, "Later"), (-2, "Pas"), (2, "Straks")):
        make_meetup(title=title, themes=[theme], starts_at=START + timedelta(days=days))

    ((source, rows),) = by_source(queries.of_theme(VISITOR, theme), now=START)

    assert source.kind == MEETUPS
    assert titles(rows) == ["Straks", "Later", "Pas", "Lang geleden"]


def test_upcoming_gives_the_soonest_first_until_it_is_over():
    make_meetup(title="Later", starts_at=START + timedelta(days=7))
    make_meetup(title="Eerst", starts_at=START, hours=3)
    make_meetup(title="Concept", published_at=None)

    assert titles(coming()) == ["Eerst", "Later"]
    assert titles(coming(now=START + timedelta(hours=2))) == ["Eerst", "Later"]
    assert titles(coming(now=START + timedelta(hours=3))) == ["Later"]


def test_a_concept_and_a_hidden_gathering_stay_where_they_are():
    community = hidden_community()
    make_meetup(title="Verborgen", community=community)
    make_meetup(title="Concept", community=community, published_at=None)
    insider = make_facilitator(community)

    assert titles(coming()) == []
    assert titles(coming(insider)) == ["Verborgen"]
    assert queries.totals(VISITOR) == {}
    assert queries.totals(insider) == {MEETUPS: 1}


def test_a_theme_gathers_what_carries_it_over_all_apps():
    theme = make_theme("Jeugd")
    other = make_theme("Water")
    make_case("Hulp dichtbij", themes=[theme, other], now=NOW)
    make_case("Sloten", themes=[other])
    make_meetup(title="Jeugdhulp", themes=[theme, other], published_at=NOW + timedelta(days=1))
    make_meetup(title="Verborgen", themes=[theme], community=hidden_community())

    assert titles(queries.of_theme(VISITOR, theme)) == ["Jeugdhulp", "Hulp dichtbij"]
    assert queries.numbers_of_themes(VISITOR) == {theme.pk: 2, other.pk: 3}


def test_what_a_kind_has_no_path_to_it_belongs_to_nowhere():
    theme = make_theme("Jeugd")
    make_meetup(themes=[theme])
    meetups = sources.get(MEETUPS)
    things = meetups.published(VISITOR)

    assert meetups.of("theme", [theme.pk], things).count() == 1
    assert replace(meetups, theme=None).of("theme", [theme.pk], things).count() == 0


def test_an_organisation_keeps_what_was_done_before_it_merged():
    uden, maashorst, other = (make_municipality(name) for name in ("Uden", "Maashorst", "Oss"))
    make_merger(uden, maashorst, on="2022-01-01")
    make_case("Samen ouder", organisations=[uden, maashorst], now=NOW)
    make_case("Elders", organisations=[other])
    make_meetup(title="In Maashorst", municipality=maashorst, published_at=NOW + timedelta(days=1))

    assert titles(queries.of_organisations(VISITOR, [maashorst, uden])) == [
        "In Maashorst",
        "Samen ouder",
    ]
    assert queries.numbers_of_organisations(VISITOR) == {uden.pk: 1, maashorst.pk: 1, other.pk: 1}


@pytest.mark.parametrize("number", [1, 3])
def test_each_question_takes_one_query(django_assert_num_queries, number):
    theme, organisation = make_theme("Jeugd"), make_municipality("Soest")
    for _ in range(number):
        make_case(themes=[theme], organisations=[organisation])
        make_meetup(themes=[theme], municipality=organisation)

    with django_assert_num_queries(6):
        assert len(queries.newest(VISITOR, kind=CASES, limit=5)) == number
        assert len(coming()) == number
        assert len(queries.of_theme(VISITOR, theme)) == number * 2
        assert len(queries.of_organisations(VISITOR, [organisation])) == number * 2
        assert queries.numbers_of_themes(VISITOR) == {theme.pk: number * 2}
        assert queries.totals(VISITOR) == {CASES: number, MEETUPS: number}
