from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from communities.models import Community
from tests.factories.communities import make_community, make_facilitator, make_meetup, make_member
from tests.factories.gatherings import NOW, START
from tests.factories.people import make_organiser, make_user

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def names(queryset):
    return sorted(queryset.values_list("name", flat=True))


def test_who_sees_and_who_edits():
    open_one = make_community(name="Open")
    hidden = make_community(name="Verborgen", kind="hidden")
    member, asker = make_member(hidden), make_member(hidden, user=make_user(), accepted_at=None)
    facilitator, organiser = make_facilitator(open_one), make_organiser()
    everything = Community.objects

    assert names(everything.visible_to(asker)) == ["Open"]
    assert names(everything.visible_to(member)) == ["Open", "Verborgen"]
    assert names(everything.visible_to(organiser)) == ["Open", "Verborgen"]
    assert names(everything.editable_by(member)) == []
    assert names(everything.editable_by(facilitator)) == ["Open"]
    assert names(everything.editable_by(organiser)) == ["Open", "Verborgen"]


def test_the_list_shows_members_and_the_next_meetup(client):
    community = make_community(name="HR", purpose="Leren over HR.", professional_group="HRM")
    make_member(community)
    make_member(community, user=make_user(), accepted_at=None)
    make_meetup(community=community, starts_at=START + DAY)
    make_meetup(community=community, starts_at=START)
    make_meetup(community=community, starts_at=NOW + DAY, published_at=None)
    make_community(name="Voorbij", archived_at=NOW)
    make_community(name="Geheim", kind="hidden")

    page = client.get("/communities/").text

    assert "1 lid\n" in page
    assert "3 december 2026" in page
    assert "Voorbij" not in page
    assert "Geheim" not in page


def test_without_communities_the_list_says_so(client):
    assert "Er zijn nog geen communities" in client.get("/communities/").text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_two_queries_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        make_meetup()

    with django_assert_num_queries(2):
        client.get("/communities/")


def test_the_page_shows_what_was_comes_and_who_leads(client):
    community = make_community(name="HR", ends_on=START.date())
    make_facilitator(community, name="Bo Begeleider")
    make_meetup(community=community, title="Komt eraan")
    make_meetup(community=community, title="Is geweest", starts_at=NOW - DAY)
    shared = make_meetup(title="Samen met ons")
    shared.communities.add(community)
    make_meetup(title="Van een ander")

    page = client.get(community.get_absolute_url()).text

    assert [title in page for title in ("Komt eraan", "Is geweest", "Samen met ons")] == [True] * 3
    assert "Van een ander" not in page
    assert "Bo Begeleider" in page
    assert "Log in om lid te worden." in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    community = make_community()
    for index in range(number):
        make_facilitator(community, name=f"Bo {index}")
        make_meetup(community=community)
        make_meetup(community=community, starts_at=NOW - DAY)

    with django_assert_num_queries(6):
        client.get(community.get_absolute_url())


def test_a_hidden_one_does_not_exist_for_others(client):
    hidden = make_community(kind="hidden")
    member, outsider = make_member(hidden), make_user()

    assert client.get(hidden.get_absolute_url()).status_code == 404
    client.force_login(outsider)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.post(f"{hidden.get_absolute_url()}lid-worden/").status_code == 404
    client.force_login(member)
    assert client.get(hidden.get_absolute_url()).status_code == 200


def test_joining_an_open_one_and_leaving_it(client):
    community, joiner = make_community(), make_user()
    client.force_login(joiner)

    for _ in range(2):
        client.post(f"{community.get_absolute_url()}lid-worden/")
    membership = community.memberships.get()
    page = client.get(community.get_absolute_url()).text
    client.post(f"{community.get_absolute_url()}opzeggen/")

    assert (membership.user, membership.role, membership.accepted_at) == (joiner, "member", NOW)
    assert "Je bent lid." in page
    assert not community.memberships.exists()


@pytest.mark.parametrize("name", ["become_member", "stop"])
def test_getting_changes_nothing(client, name):
    community, user = make_community(), make_user()
    client.force_login(user)

    answer = client.get(reverse(f"communities:{name}", args=[community.slug]))

    assert answer.url == community.get_absolute_url()
    assert not community.memberships.exists()


def test_leaving_a_hidden_one_ends_at_the_list(client):
    hidden = make_community(kind="hidden")
    client.force_login(make_member(hidden))

    answer = client.post(f"{hidden.get_absolute_url()}opzeggen/")

    assert answer.url == "/communities/"


def test_nobody_joins_what_is_archived(client):
    community = make_community(archived_at=NOW)
    client.force_login(make_user())

    assert client.post(f"{community.get_absolute_url()}lid-worden/").status_code == 404
    assert "Deze community is afgesloten" in client.get(community.get_absolute_url()).text


def asked(client):
    community, asker = make_community(kind="on_request"), make_user(name="Anna")
    client.force_login(asker)
    client.post(f"{community.get_absolute_url()}lid-worden/")
    membership = community.memberships.get()
    return community, membership, f"{community.get_absolute_url()}verzoeken/{membership.pk}/"


def test_on_request_a_facilitator_lets_her_in(client):
    community, membership, url = asked(client)
    assert membership.accepted_at is None
    assert "Een begeleider kijkt ernaar" in client.get(community.get_absolute_url()).text
    client.force_login(make_facilitator(community))
    assert "Anna" in client.get(community.get_absolute_url()).text

    client.post(url, {"toelaten": "ja"})

    membership.refresh_from_db()
    assert membership.accepted_at == NOW
    assert client.post(url, {"toelaten": "ja"}).status_code == 404


def test_on_request_a_facilitator_says_no(client):
    community, membership, url = asked(client)
    client.force_login(make_facilitator(community))

    assert client.get(url).status_code == client.post(url).status_code == 302
    membership.refresh_from_db()
    client.post(url, {"afwijzen": "ja"})

    assert not community.memberships.filter(pk=membership.pk).exists()


def test_only_a_facilitator_decides(client):
    _, membership, url = asked(client)

    assert client.post(url, {"toelaten": "ja"}).status_code == 404
    client.force_login(make_facilitator(make_community()))
    assert client.post(url, {"toelaten": "ja"}).status_code == 404
    membership.refresh_from_db()
    assert membership.accepted_at is None


def test_the_names_of_rows():
    community = make_community(name="HR")
    make_member(community, user=make_user(name="Anna"))

    assert str(community) == "HR"
    assert str(community.memberships.get()) == "Anna in HR"
