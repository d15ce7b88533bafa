"""What is recommended, to whom and why; and what never is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.discovery import interests
from portal.discovery.recommending import recommended
from portal.gatherings import actions
from portal.keys import key_of
from portal.notifications.actions import bookmark, follow
from tests.factories.cases import make_case, make_version
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.courses import (
    make_course,
    make_edition,
    make_proposal,
    make_question,
    make_trainer,
)
from tests.factories.gatherings import NOW
from tests.factories.organisations import make_municipality, make_region
from tests.factories.people import make_guest, make_user
from tests.factories.themes import make_theme

PAGE = reverse("discovery:recommended")


@pytest.fixture
def region():
    return make_region("Midden")


@pytest.fixture
def verzuim():
    return make_theme("Verzuim")


@pytest.fixture
def reader(region):
    soest = make_municipality("Soest", inhabitants=48_000, regions=[region])
    return make_user(name="Lea Lezer", organisation=soest)


@pytest.fixture
def follower(reader, verzuim):
    follow(key_of(verzuim), user=reader, now=NOW)
    return reader


def far(name="Delfzijl"):
    """A municipality that shares nothing with that of the reader."""
    return make_municipality(name, inhabitants=500_000)


def told(user):
    return {found.row.title: found.told for found in recommended(user, now=NOW)}


def test_of_every_kind_what_carries_a_theme_that_she_follows(follower, verzuim):
    themes = {"themes": [verzuim]}
    make_case("Praktijk", organisations=[far()], **themes)
    make_meetup(title="Bijeenkomst", **themes)
    make_course("Cursus", **themes)
    make_question(title="Vraag", by=make_user(organisation=far("Assen")), **themes)
    make_trainer(
        user=make_user(name="Trainer", organisation=far("Emmen")), levels={verzuim: "gives"}
    )
    make_community(name="Community").themes.set([verzuim])
    make_case("Iets anders", organisations=[far("Hoogeveen")], themes=[make_theme()])

    found = told(follower)

    assert set(found) == {"Praktijk", "Bijeenkomst", "Cursus", "Vraag", "Trainer", "Community"}
    assert set(found.values()) == {"Over Verzuim, dat je volgt"}


def test_a_course_and_its_date_are_one(follower, verzuim):
    course = make_course("Beter schrijven", themes=[verzuim])
    make_edition(course=course, title="Beter schrijven")

    assert list(told(follower)) == ["Beter schrijven"]


def test_several_themes_are_named(follower, verzuim):
    themes = [verzuim, *(make_theme(name) for name in ("Jeugd", "Inkoop"))]
    for theme in themes:
        follow(key_of(theme), user=follower, now=NOW)
    make_case("Drie", organisations=[far()], themes=themes)
    make_case("Twee", organisations=[far("Assen")], themes=themes[:2])

    assert told(follower) == {
        "Drie": "Over Inkoop, Jeugd en Verzuim, die je volgt",
        "Twee": "Over Jeugd en Verzuim, die je volgt",
    }


def test_what_she_teaches_and_not_what_she_learns(reader, verzuim):
    inkoop = make_theme("Inkoop")
    make_trainer(user=reader, levels={verzuim: "expert", inkoop: "learns"})
    make_question(title="Hulp", by=make_user(organisation=far()), themes=[verzuim, inkoop])
    make_question(title="Leren", by=make_user(organisation=far("Assen")), themes=[inkoop])

    assert told(reader) == {"Hulp": "Omdat je trainer bent in Verzuim"}


def test_what_is_like_what_she_bookmarked(reader, verzuim):
    kept = make_case("Bewaard", organisations=[far()], themes=[verzuim])
    bookmark(key_of(kept), user=reader, now=NOW)
    make_meetup(title="Ook hierover", themes=[verzuim])

    assert told(reader) == {"Ook hierover": "Lijkt op wat je bewaarde"}


def test_what_is_like_a_case_or_community_that_she_follows(reader, verzuim):
    inkoop, community = make_theme("Inkoop"), make_community()
    community.themes.set([inkoop])
    case = make_case(organisations=[far()], themes=[verzuim])
    for row in (case, community):
        follow(key_of(row), user=reader, now=NOW)
    make_meetup(title="Als het voorbeeld", themes=[verzuim])
    make_course("Als de community", themes=[inkoop])

    assert told(reader) == {
        "Als het voorbeeld": "Lijkt op wat je volgt",
        "Als de community": "Lijkt op wat je volgt",
    }


def test_a_region_that_she_follows_or_works_in(reader, region):
    other = make_region("Noord")
    follow(key_of(other), user=reader, now=NOW)
    make_meetup(title="Dichtbij", region=region)
    make_meetup(title="Gevolgd", region=other)
    make_meetup(title="Ver", region=make_region("Zuid"))

    assert told(reader) == {"Dichtbij": "In jouw regio", "Gevolgd": "In een regio die je volgt"}


def test_what_a_municipality_like_hers_did(reader):
    make_case("Even groot", organisations=[make_municipality("Baarn", inhabitants=40_000)])
    make_case("Veel groter", organisations=[far()])
    make_case("Onbekend", organisations=[make_municipality("Waar", inhabitants=None)])

    assert told(reader) == {"Even groot": "Van een gemeente zo groot als de jouwe"}


def test_two_reasons_are_told_and_the_best_come_first(follower, verzuim, region):
    near = make_municipality("Baarn", inhabitants=48_000, regions=[region])
    make_case("Alles", organisations=[near], themes=[verzuim])
    make_case("Dichtbij", organisations=[near])
    make_meetup(title="Thema", themes=[verzuim])

    assert list(told(follower).items()) == [
        ("Alles", "Over Verzuim, dat je volgt; in jouw regio"),
        ("Thema", "Over Verzuim, dat je volgt"),
        ("Dichtbij", "In jouw regio; van een gemeente zo groot als de jouwe"),
    ]


def test_no_more_than_two_of_a_kind_the_newest(follower, verzuim):
    for day in range(3):
        make_case(f"Dag {day}", themes=[verzuim], now=NOW + timedelta(days=day))

    assert list(told(follower)) == ["Dag 2", "Dag 1"]


def test_nothing_hidden_past_or_cancelled(follower, verzuim, client):
    themes = {"themes": [verzuim]}
    make_version("Concept", **themes)
    make_proposal("Voorstel", **themes)
    make_meetup(title="Concept", published_at=None, **themes)
    make_meetup(title="Verborgen", community=make_community(kind="hidden"), **themes)
    make_meetup(title="Geweest", starts_at=NOW - timedelta(days=3), **themes)
    make_meetup(title="Bezig", starts_at=NOW - timedelta(hours=1), **themes)
    make_meetup(title="Afgelast", cancelled_at=NOW, **themes)
    make_community(name="Verborgen", kind="hidden").themes.set([verzuim])
    make_question(title="Ingetrokken", withdrawn_at=NOW, **themes)

    assert told(follower) == {}


def test_who_belongs_to_it_is_told_of_what_is_hidden_to_others(follower, verzuim):
    community = make_community(kind="hidden")
    make_member(community, user=follower)
    make_meetup(title="Voor leden", community=community, themes=[verzuim])

    assert list(told(follower)) == ["Voor leden"]


def test_nothing_of_her_own(follower, verzuim):
    themes = {"themes": [verzuim]}
    make_case(organisations=[far(), follower.organisation], **themes)
    make_question(by=make_user(organisation=follower.organisation), **themes)
    make_question(by=make_user(organisation=far("Assen")), **themes).backers.create(
        organisation=follower.organisation, backed_at=NOW
    )
    make_edition(course=make_course(trainer=follower, **themes))
    make_trainer(user=follower, levels={verzuim: "gives"})
    make_meetup(created_by=follower, **themes)
    make_meetup(**themes).facilitators.add(follower)
    community = make_community()
    community.themes.set([verzuim])
    make_member(community, user=follower)

    assert told(follower) == {}


def test_nothing_that_she_joined_left_kept_or_follows(follower, verzuim):
    themes = {"themes": [verzuim]}
    joined, left, kept = (make_meetup(**themes) for _ in range(3))
    for gathering in (joined, left):
        actions.join(gathering, user=follower, now=NOW)
    actions.leave(left, user=follower, now=NOW)
    bookmark(key_of(kept), user=follower, now=NOW)
    follow(key_of(make_case(organisations=[far()], **themes)), user=follower, now=NOW)

    assert told(follower) == {}


def test_no_other_date_of_a_course_that_she_joined(follower, verzuim):
    course = make_course(themes=[verzuim])
    joined, _ = make_edition(course=course), make_edition(course=course)
    actions.join(joined, user=follower, now=NOW)

    assert told(follower) == {}


def test_the_page_says_how_to_get_some(client):
    client.force_login(make_guest())
    make_case()

    page = client.get(PAGE)

    assert page.context["recommended"] == []
    assert f'href="{reverse("discovery:themes")}"' in page.text
    assert "Kies een thema om te volgen" in client.get("/").text


def test_home_and_the_page_tell_the_reason(client, follower, verzuim):
    make_case("Minder verzuim", organisations=[far()], themes=[verzuim])
    client.force_login(follower)

    for address in ("/", PAGE):
        text = client.get(address).text
        assert "Minder verzuim" in text
        assert "Over Verzuim, dat je volgt." in text
    fragment = client.get(PAGE, headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert fragment in client.get(PAGE).text


@pytest.mark.parametrize("number", [1, 3])
def test_one_statement_and_a_few_for_her_interests(
    follower, verzuim, django_assert_num_queries, number
):
    for _ in range(number):
        theme = make_theme()
        follow(key_of(theme), user=follower, now=NOW)
        bookmark(key_of(make_case(themes=[verzuim])), user=follower, now=NOW)
        follow(key_of(make_case(themes=[verzuim])), user=follower, now=NOW)
        bookmark(key_of(make_meetup(themes=[verzuim])), user=follower, now=NOW)
        make_case(themes=[theme])
        make_meetup(themes=[theme])

    # What she follows, what she keeps, the names or themes of both, what she teaches, her
    # regions, municipalities like hers, her groups; and the statement.
    with django_assert_num_queries(10):
        assert recommended(follower, now=NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many(
    client, follower, verzuim, django_assert_num_queries, number
):
    for _ in range(number):
        make_case(themes=[verzuim])
        make_course(themes=[verzuim])
        make_meetup(themes=[verzuim])
    client.force_login(follower)

    with django_assert_num_queries(9):
        assert client.get(PAGE).context["recommended"]


def test_interests_of_who_tells_nothing():
    assert interests.of(make_guest()) == interests.Interests()
