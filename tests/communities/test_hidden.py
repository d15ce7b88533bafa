from datetime import timedelta

import pytest
import time_machine

from portal.gatherings import actions, links
from portal.mail import kinds
from portal.mail.models import Mail
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def post(client, meetup, act, user=None, **data):
    headers = data.pop("headers", None)
    if user:
        client.force_login(user)
    return client.post(f"{meetup.get_absolute_url()}{act}/", data, headers=headers)


HIDDEN_LINK = "https://video.example/kamer"


def stopped(*, starts_at=START):
    """Somebody who joined a meetup of a hidden community, and then left the community."""
    community = make_community(kind="hidden")
    fields = {"title": "Geheim overleg", "place": "online", "video_link": HIDDEN_LINK}
    meetup = make_meetup(community=community, starts_at=starts_at, seats=1, **fields)
    comer = make_member(community)
    mine = actions.join(meetup, user=comer, now=NOW)
    waiter = make_member(community, user=make_user(name="Wil Wacht"))
    actions.join(meetup, user=waiter, now=NOW)
    community.memberships.filter(user=comer).delete()
    return meetup, mine


def why_not(row):
    kind = kinds.get(row.kind)
    return kind.still_due(kind.read(row), NOW)


def test_who_left_a_hidden_community_gets_none_of_its_mail():
    meetup, mine = stopped()
    subject = f"communities.registration:{mine.pk}"
    actions.move(meetup, moments=[(START, START + timedelta(hours=1))], now=NOW)
    to_her = Mail.objects.open().filter(subject=subject)

    assert set(map(why_not, to_her)) == {"Alleen nog voor leden, en dat is zij niet."}
    actions.cancel(meetup, reason="Ziek.", now=NOW)
    assert [why_not(row) for row in to_her.filter(kind="gatherings.cancelled")] == [""]


def test_who_left_a_hidden_community_can_still_leave_its_meetup(client):
    meetup, mine = stopped()
    client.force_login(mine.user)
    assert client.get(meetup.get_absolute_url()).status_code == 404
    page = client.get("/mijn/bijeenkomsten/").text
    assert "Geheim overleg" not in page
    assert "Een bijeenkomst die alleen nog voor leden is" in page
    assert f'action="{meetup.get_absolute_url()}afmelden/"' in page

    assert client.get(f"{meetup.get_absolute_url()}afmelden/").url == "/mijn/bijeenkomsten/"
    mine.refresh_from_db()
    assert mine.state == "seated"
    answer = post(client, meetup, "afmelden")

    mine.refresh_from_db()
    assert answer.url == "/mijn/bijeenkomsten/"
    assert mine.state == "left"
    assert meetup.participations.seated().get().user.name == "Wil Wacht"
    assert why_not(Mail.objects.get(kind="gatherings.left")) == ""
    assert post(client, meetup, "afmelden").status_code == 404


def test_what_is_hidden_and_has_begun_is_not_left(client, clock):
    meetup, mine = stopped()
    clock.move_to(START + timedelta(hours=1))
    client.force_login(mine.user)

    assert "Meld me af" not in client.get("/mijn/bijeenkomsten/").text
    assert post(client, meetup, "afmelden").url == "/mijn/bijeenkomsten/"
    mine.refresh_from_db()
    assert mine.state == "seated"


def test_a_link_shows_nothing_of_what_became_hidden(client):
    meetup = make_meetup(title="Geheim overleg", venue="Geheime kamer")
    (mine,) = seat(meetup, "Anna")
    actions.ask_to_confirm(meetup, name="Gijs", email="gijs@gast.example", now=NOW)
    asked = meetup.participations.get(state="pending")
    type(meetup.community).objects.update(kind="hidden")

    assert client.get(links.url_of(links.CONFIRM, asked)).status_code == 404
    assert why_not(Mail.objects.get(kind="gatherings.guest")) != ""
    leave_url = links.url_of(links.LEAVE, mine)
    before, after = client.get(leave_url), client.post(leave_url, follow=True)
    mine.refresh_from_db()
    assert mine.state == "left"
    assert "Ja, meld mij af" in before.text
    assert "Je bent afgemeld" in after.text
    for page in (before, after):
        assert "Geheim" not in page.text


def test_who_has_an_account_reads_nothing_of_what_became_hidden():
    meetup, member = make_meetup(), make_user()
    actions.ask_to_confirm(meetup, name="Anna", email=member.email, now=NOW)
    type(meetup.community).objects.update(kind="hidden")

    assert why_not(Mail.objects.get()) == "Alleen nog voor leden, en dat is zij niet."
