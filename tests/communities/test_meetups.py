from datetime import timedelta

import pytest
import time_machine

from communities.models import Meetup
from tests.factories.communities import make_community, make_facilitator, make_meetup, make_member
from tests.factories.gatherings import NOW, START
from tests.factories.organisations import make_municipality, make_region
from tests.factories.people import make_organiser, make_user
from tests.factories.themes import make_theme

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def titles(queryset):
    return sorted(queryset.values_list("title", flat=True))


def test_who_sees_and_who_edits():
    hidden = make_community(kind="hidden")
    make_meetup(title="Open")
    draft = make_meetup(title="Concept", published_at=None)
    make_meetup(title="Geheim", community=hidden)
    member, facilitator = make_member(hidden), make_facilitator(draft.community)
    outsider, organiser = make_user(), make_organiser()
    all_of_them = ["Concept", "Geheim", "Open"]

    assert titles(Meetup.objects.visible_to(outsider)) == ["Open"]
    assert titles(Meetup.objects.visible_to(member)) == ["Geheim", "Open"]
    assert titles(Meetup.objects.visible_to(facilitator)) == ["Concept", "Open"]
    assert titles(Meetup.objects.visible_to(organiser)) == all_of_them
    assert titles(Meetup.objects.editable_by(member)) == []
    assert titles(Meetup.objects.editable_by(facilitator)) == ["Concept"]
    assert titles(Meetup.objects.editable_by(organiser)) == all_of_them


def found(client, query=""):
    page = client.get(f"/bijeenkomsten/{query}")
    assert page.status_code == 200
    return [meetup.title for meetup in page.context["page"]]


def test_the_list_shows_what_comes_soonest_first(client):
    make_meetup(title="Later", starts_at=START + DAY)
    make_meetup(title="Eerst")
    make_meetup(title="Geweest", starts_at=NOW - DAY)
    make_meetup(title="Concept", published_at=None)

    assert found(client) == ["Eerst", "Later"]


def test_filters(client):
    region, theme, community = make_region("Utrecht"), make_theme("Lerend werken"), make_community()
    make_meetup(title="Regio", region=region)
    make_meetup(title="Thema", themes=[theme, make_theme()])
    make_meetup(title="Online", place="online", starts_at=NOW + 40 * DAY)
    make_meetup(title="Beide", place="hybrid", community=community)
    make_meetup(title="Geweest", starts_at=NOW - DAY)

    assert found(client, f"?regio={region.slug}") == ["Regio"]
    assert found(client, f"?thema={theme.slug}") == ["Thema"]
    assert found(client, f"?community={community.slug}") == ["Beide"]
    assert found(client, "?waar=online") == ["Beide", "Online"]
    assert found(client, "?waar=op-locatie") == ["Regio", "Thema", "Beide"]
    assert found(client, "?periode=komende-maand") == []
    assert found(client, "?periode=geweest") == ["Geweest"]
    make_meetup(title="Bijna", starts_at=NOW + DAY)
    assert found(client, "?periode=komende-maand") == ["Bijna"]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("?regio=atlantis", "Regio"),
        ("?thema=onzin", "Thema"),
        ("?waar=maan", "Waar"),
        ("?periode=ooit", "Wanneer"),
    ],
)
def test_what_nobody_knows_is_ignored_and_said(client, query, label):
    make_meetup(title="Eén")

    page = client.get(f"/bijeenkomsten/{query}")

    assert found(client, query) == ["Eén"]
    assert f"We lieten dit filter weg: {label}." in page.text


def test_a_hidden_community_is_no_choice_for_others(client):
    hidden = make_community(name="Geheim", slug="geheim", kind="hidden")
    make_meetup(title="Open")
    make_meetup(title="Besloten", community=hidden)

    assert found(client, "?community=geheim") == ["Open"]
    assert "Geheim" not in client.get("/bijeenkomsten/").text
    client.force_login(make_member(hidden))
    assert found(client, "?community=geheim") == ["Besloten"]


@pytest.mark.parametrize("page", ["0", "10000", "abc", "-1"])
def test_any_page_number_answers(client, page):
    make_meetup(title="Eén")

    assert found(client, f"?pagina={page}") == ["Eén"]


def test_nothing_found_shows_a_way_on(client):
    assert "Geen bijeenkomsten gevonden" in client.get("/bijeenkomsten/").text


def test_the_fragment_is_in_the_page(client):
    make_meetup()

    page = client.get("/bijeenkomsten/").text
    fragment = client.get("/bijeenkomsten/", headers={"HX-Request": "true"}).text

    assert fragment.strip() in page
    assert "<html" not in fragment


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        make_meetup(themes=[make_theme()], region=make_region(), municipality=make_municipality())

    with django_assert_num_queries(5):
        client.get("/bijeenkomsten/")


def test_the_list_says_what_can_be_done(client):
    for fields in (
        {"cancelled_at": NOW},
        {"registration_opens_at": NOW + DAY},
        {"registration_closes_at": NOW},
        {"seats": 1, "taken": 1},
        {"seats": None},
        {"seats": 3, "taken": 2},
    ):
        make_meetup(**fields)

    page = " ".join(client.get("/bijeenkomsten/").text.split())

    for word in (
        "Afgelast",
        "Aanmelden kan vanaf 3 november",
        "Aanmelden kan niet meer",
        "Vol: je kunt op de wachtlijst",
        "Plaats voor iedereen",
        "Nog 1 plaats ",
    ):
        assert word in page
