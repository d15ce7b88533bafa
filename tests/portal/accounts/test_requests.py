from datetime import UTC, datetime

import pytest

from portal.organisations.models import MailDomain
from tests.factories.organisations import make_municipality, make_organisation
from tests.factories.people import make_administrator, make_guest, make_organiser, make_user
from tests.portal.accounts import post

LIST = "/account/aanvragen/"
APPROVE = "/account/aanvragen/soest.example/"
REFUSE = "/account/aanvragen/soest.example/afwijzen/"


@pytest.fixture
def organiser(client):
    organiser = make_organiser(organisation=make_organisation("VNG"))
    client.force_login(organiser)
    return organiser


def joined(day):
    return datetime(2026, 5, day, tzinfo=UTC)


def test_the_longest_waiting_come_first(client, organiser):
    make_user(email="tweede@baarn.example", joined_at=joined(2))
    make_user(email="eerste@soest.example", joined_at=joined(1))
    make_user(email="derde@soest.example", joined_at=joined(3))
    make_user(email="onbevestigd@eemnes.example", verified=False)
    make_guest(email="gast@bunnik.example", verified=True)
    make_user(email="geplaatst@zeist.example", organisation=organiser.organisation)

    requests = client.get(LIST).context["requests"]

    assert [
        (domain, [person.email for person in people]) for domain, people in requests.items()
    ] == [
        ("soest.example", ["eerste@soest.example", "derde@soest.example"]),
        ("baarn.example", ["tweede@baarn.example"]),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_three_queries(client, organiser, count, django_assert_num_queries):
    for _ in range(count):
        make_user()

    with django_assert_num_queries(3):  # session, user, people
        client.get(LIST)


def test_nobody_waiting_is_said(client, organiser):
    assert "Er wacht niemand" in client.get(LIST).content.decode()


def test_approving_places_everybody_at_the_domain_and_tells_them(client, organiser):
    soest = make_municipality("Soest")
    member = make_user(email="lid@soest.example")
    guest = make_guest(email="gast@soest.example", verified=True)
    other = make_user(email="ander@nietsoest.example")

    response = client.post(APPROVE, {"organisation": soest.pk})

    assert response.url == LIST
    for person in (member, guest, other):
        person.refresh_from_db()
    assert (member.organisation, guest.organisation, other.organisation) == (soest, soest, None)
    assert not guest.is_guest
    assert MailDomain.objects.get().domain == "soest.example"
    assert sorted(post.subjects()) == [
        ("gast@soest.example", "Je hoort nu bij gemeente Soest"),
        ("lid@soest.example", "Je hoort nu bij gemeente Soest"),
    ]


def test_the_organisation_with_the_domains_name_is_proposed(client, organiser):
    soest = make_municipality("Soest")
    make_user(email="lid@soest.example")

    assert client.get(APPROVE).context["form"].initial == {"organisation": soest}


def test_a_merged_municipality_cannot_be_chosen(client, organiser):
    old = make_municipality("Uden", ended_on="2022-01-01")
    make_user(email="lid@soest.example")

    response = client.post(APPROVE, {"organisation": old.pk})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["organisation"]


def test_the_first_who_approves_decides(client, organiser):
    soest, baarn = make_municipality("Soest"), make_municipality("Baarn")
    baarn.mail_domains.create(domain="soest.example", approved_at=joined(1))
    member = make_user(email="lid@soest.example")

    client.post(APPROVE, {"organisation": soest.pk})

    member.refresh_from_db()
    assert member.organisation == baarn


def test_refusing_makes_guests_and_says_why(client, organiser):
    member = make_user(email="lid@soest.example")

    assert client.get(REFUSE).status_code == 200
    assert client.post(REFUSE, {"reason": ""}).status_code == 422
    response = client.post(REFUSE, {"reason": "Dit is geen overheid."})

    member.refresh_from_db()
    assert response.url == LIST
    assert (member.is_guest, member.organisation) == (True, None)
    assert post.subjects() == [("lid@soest.example", "Je aanvraag is afgewezen")]
    assert "Dit is geen overheid." in post.sent()[0].text
    assert client.get(APPROVE).status_code == 404
    client.force_login(member)
    assert "Je doet mee als gast" in client.get("/mijn/").content.decode()


def test_a_domain_where_nobody_waits_is_not_found(client, organiser):
    assert client.get("/account/aanvragen/niemand.example/").status_code == 404
    assert client.post("/account/aanvragen/niemand.example/afwijzen/").status_code == 404


@pytest.mark.parametrize("make", [make_user, make_guest, make_administrator])
def test_only_organisers_find_it(client, make):
    make_user(email="lid@soest.example")
    client.force_login(make())

    assert [client.get(url).status_code for url in (LIST, APPROVE, REFUSE)] == [404] * 3
