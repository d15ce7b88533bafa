"""«Mijn portaal»: what waits for somebody, what is hers, what she keeps; whole in one answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import State
from portal.gatherings import actions
from portal.keys import key_of
from portal.notifications.actions import follow
from tests.factories.cases import make_version
from tests.factories.communities import make_community, make_facilitator, make_meetup
from tests.factories.courses import make_edition, make_proposal, make_question
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organiser, make_user
from tests.factories.themes import make_theme

MINE = reverse("accounts:mine")
LISTS = [reverse(f"{app}:waiting") for app in ("accounts", "cases", "communities", "courses")]
HEADINGS = ["Wat van mij is", "Wat ik volg en bewaar", "Aanbevolen voor jou"]


@pytest.fixture
def member():
    return make_user(name="Mia", organisation=make_municipality("Soest"))


def page(client, user):
    client.force_login(user)
    return client.get(MINE)


def waiting(client, user):
    return page(client, user).context["waiting"]


def soon(**when):
    return timezone.now() + timedelta(**when or {"days": 7})


def test_the_parts_stand_in_order_with_a_way_on_where_there_is_nothing(client, member):
    text = page(client, member).text

    places = [text.index(f">{heading}</h2>") for heading in HEADINGS]
    assert places == sorted(places)
    assert "Wat op mij wacht" not in text
    for way_on in (
        *("Bekijk de bijeenkomsten", "Bekijk de cursussen", "Deel een praktijkvoorbeeld"),
        *("Je volgt nog niets", "Je hebt nog niets bewaard", "Kies een thema om te volgen"),
        *("Stel een kennisvraag", "Mijn agenda", "Profiel wijzigen"),
    ):
        assert way_on in text


def test_all_that_is_hers_is_in_the_first_answer(client, member):
    actions.join(make_meetup(title="Mijn ochtend", starts_at=soon()), user=member, now=soon(days=0))
    actions.join(make_edition(title="Mijn les", starts_at=soon()), user=member, now=soon(days=0))
    make_version("Ons concept", organisations=[member.organisation], by=member)
    make_question(by=member, title="Mijn vraag")
    follow(key_of(make_theme("Mijn thema")), user=member, now=timezone.now())

    text = page(client, member).text

    for words in ("Mijn ochtend", "Mijn les", "Ons concept", "Mijn vraag", "Mijn thema"):
        assert words in text
    assert "hx-trigger" not in text


def test_a_form_in_a_block_can_be_sent(client, member):
    client.handler.enforce_csrf_checks = True
    theme = make_theme("Jeugd")
    follow(key_of(theme), user=member, now=timezone.now())
    text = page(client, member).text
    token = text.split('name="onderwerp"')[0].rsplit('name="csrfmiddlewaretoken" value="')[-1]

    sent = {"onderwerp": key_of(theme), "stop": "ja", "csrfmiddlewaretoken": token[:64]}

    assert client.post(reverse("notifications:follows"), sent).status_code == 302


def test_more_of_a_block_stands_on_its_own_page(client, member):
    for _ in range(21):
        actions.join(make_meetup(starts_at=soon()), user=member, now=soon(days=0))

    assert 'href="/mijn/bijeenkomsten/?pagina=2"' in page(client, member).text


def test_a_place_that_is_free_or_offered_waits(client, member):
    last_hours = make_meetup(title="Vanavond", starts_at=soon(hours=8), seats=1)
    offered = make_edition(title="Aangeboden", starts_at=soon(days=20), seats=1)
    full = make_edition(title="Nog vol", starts_at=soon(hours=8), seats=1)
    for gathering in (last_hours, offered, full):
        for user in (make_user(), member):
            actions.join(gathering, user=user, now=soon(days=-1))
    actions.leave(last_hours, user=last_hours.participations.seated().get().user, now=soon(days=0))
    offered.participations.filter(user=member).update(state="offered", offered_until=soon(days=3))

    items = waiting(client, member)

    assert f"{last_hours.get_absolute_url()}#meedoen" in items
    assert "Wie op de wachtlijst het eerst reageert" in items
    assert f"{offered.get_absolute_url()}#meedoen" in items
    assert "Er is een plek voor jou" in items
    assert "Nog vol" not in items


def test_what_the_editors_ask_waits_for_the_writers(client, member):
    asked = State.CHANGES_REQUESTED
    make_version("Van ons", organisations=[member.organisation], state=asked)
    make_version("Van een ander", state=asked)
    make_version("Nog bij de redactie", organisations=[member.organisation], state=State.SUBMITTED)
    make_proposal("Mijn cursus", by=member, asked_at=timezone.now())
    make_proposal("Andermans cursus", by=make_user(), asked_at=timezone.now())
    make_proposal("Wacht nog", by=member)

    items = waiting(client, member)

    assert [title in items for title in ("Van ons", "Mijn cursus")] == [True, True]
    for title in ("Van een ander", "Nog bij de redactie", "Andermans cursus", "Wacht nog"):
        assert title not in items


def test_the_queue_waits_for_editors(client, member):
    make_version(state=State.SUBMITTED)
    make_version(state=State.IN_REVIEW)
    make_version(state=State.CHANGES_REQUESTED)
    make_proposal()

    items = waiting(client, make_editor())

    assert "2 praktijkvoorbeelden bij de redactie" in items
    assert "1 aangeboden cursus bij de redactie" in items
    assert waiting(client, member) == ""


def test_who_asks_waits_for_organisers_and_facilitators(client, member):
    community = make_community(name="HR-netwerk", kind="on_request")
    community.memberships.create(user=make_user(), joined_at=timezone.now())
    make_user(organisation=None)

    organiser = make_organiser(organisation=make_municipality("Baarn"))
    assert "2 aanvragen van nieuwe leden" in waiting(client, organiser)
    items = waiting(client, make_facilitator(community))
    assert "HR-netwerk" in items
    assert "1 collega wil erbij" in items
    assert "aanvragen" not in items
    assert waiting(client, member) == ""


@pytest.mark.parametrize("address", LISTS)
def test_each_list_is_a_page_too(client, address):
    make_version(state=State.SUBMITTED)
    make_proposal()
    make_user(organisation=None)
    client.force_login(make_organiser())

    whole = client.get(address).text
    items = client.get(address, headers={"HX-Request": "true"}).text

    assert "<html" not in items
    assert items.strip() in whole


def test_home_says_what_waits_too(client):
    make_version(state=State.SUBMITTED)
    client.force_login(make_editor())

    assert "1 praktijkvoorbeeld bij de redactie" in client.get("/").text


def test_the_rest_of_the_portal_can_do_without_a_part(client, member, monkeypatch):
    monkeypatch.setattr("portal.accounts.blocks.WAITING", ["nergens:waiting"])
    monkeypatch.setattr("portal.accounts.blocks.MINE", [("nergens:mine", "Mijn niets")])

    assert "Mijn niets" not in page(client, member).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_stays_the_same(client, member, django_assert_num_queries, number):
    for _ in range(number):
        for make in (make_meetup, make_edition):
            actions.join(make(starts_at=soon()), user=member, now=soon(days=0))
        make_version(organisations=[member.organisation], state=State.CHANGES_REQUESTED)
        make_proposal(by=member, asked_at=timezone.now())
        make_question(by=member)
        follow(key_of(make_theme()), user=member, now=timezone.now())
    client.force_login(member)

    with django_assert_num_queries(28):
        client.get(MINE)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("make", "queries"), [(make_editor, 15), (make_organiser, 13)])
def test_what_waits_takes_the_same_queries_however_many(
    client, django_assert_num_queries, make, queries, number
):
    for _ in range(number):
        make_version(state=State.SUBMITTED)
        make_proposal()
        make_user(organisation=None)
        community = make_community(kind="on_request")
        community.memberships.create(user=make_user(), joined_at=timezone.now())
    client.force_login(make())

    with django_assert_num_queries(queries):
        for address in LISTS:
            client.get(address)
