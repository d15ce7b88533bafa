import re
from datetime import timedelta

import pytest
import time_machine

from portal.accounts.models import User
from portal.gatherings import actions, links
from portal.mail import kinds
from portal.mail.models import Mail
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def body(answer):
    """The text but for the token against forged posts, which is another each time."""
    return re.sub(r"[0-9A-Za-z]{64}", "", answer.text).strip()


def post(client, meetup, act, user=None, **data):
    headers = data.pop("headers", None)
    if user:
        client.force_login(user)
    return client.post(f"{meetup.get_absolute_url()}{act}/", data, headers=headers)


def test_joining_and_leaving(client):
    meetup, comer = make_meetup(seats=1), make_user()

    joined = post(client, meetup, "aanmelden", comer, naam="on")
    mine = meetup.participations.get()
    assert joined.url == f"{meetup.get_absolute_url()}#meedoen"
    assert (mine.user, mine.state, mine.shows_name) == (comer, "seated", True)

    post(client, meetup, "afmelden")
    mine.refresh_from_db()
    assert mine.state == "left"


def test_a_name_shows_only_when_she_says_so(client):
    meetup = make_meetup()

    post(client, meetup, "aanmelden", make_user())

    assert meetup.participations.get().shows_name is False


def test_the_answer_to_htmx_is_the_part_about_taking_part(client):
    meetup = make_meetup(seats=1)
    seat(meetup, "Anna")

    answer = post(client, meetup, "aanmelden", make_user(), headers=HTMX)

    assert answer.status_code == 200
    assert "Je staat op de wachtlijst" in answer.text
    assert "<html" not in answer.text
    assert body(answer) in body(client.get(meetup.get_absolute_url()))


@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_refusal_says_why(client, headers):
    meetup = make_meetup(registration_closes_at=NOW)

    answer = post(client, meetup, "aanmelden", make_user(), headers=headers)

    assert answer.status_code == 409
    assert "Aanmelden kan niet meer: de aanmelding is gesloten." in answer.text
    assert not meetup.participations.exists()


def test_accepting_in_the_last_day(client, clock):
    meetup = make_meetup(seats=1)
    leaver, waiter = seat(meetup, "Anna", "Bart")
    clock.move_to(START - timedelta(hours=2))
    actions.leave(meetup, user=leaver.user, now=START - timedelta(hours=2))
    client.force_login(waiter.user)
    assert "Ik neem de plek" in client.get(meetup.get_absolute_url()).text

    post(client, meetup, "plek-aannemen")

    waiter.refresh_from_db()
    assert waiter.state == "seated"


@pytest.mark.parametrize("act", ["aanmelden", "afmelden", "plek-aannemen"])
def test_getting_changes_nothing_and_shows_the_page(client, act):
    meetup = make_meetup()
    client.force_login(make_user())

    answer = client.get(f"{meetup.get_absolute_url()}{act}/")

    assert answer.url == f"{meetup.get_absolute_url()}#meedoen"
    assert not meetup.participations.exists()


@pytest.mark.parametrize("act", ["aanmelden", "afmelden", "plek-aannemen"])
def test_a_visitor_signs_in_first(client, act):
    meetup = make_meetup()

    answer = post(client, meetup, act)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/")
    assert not meetup.participations.exists()


@pytest.mark.parametrize("act", ["aanmelden", "afmelden", "plek-aannemen"])
def test_what_she_may_not_see_does_not_exist(client, act):
    hidden = make_meetup(community=make_community(kind="hidden"))

    assert post(client, hidden, act, make_user()).status_code == 404


def test_members_join_what_their_hidden_community_holds(client):
    hidden = make_meetup(community=make_community(kind="hidden"))

    post(client, hidden, "aanmelden", make_member(hidden.community))

    assert hidden.participations.get().state == "seated"


def test_an_organiser_sees_it_but_is_no_member(client):
    from tests.factories.people import make_organiser

    hidden = make_meetup(community=make_community(kind="hidden"))

    answer = post(client, hidden, "aanmelden", make_organiser())

    assert answer.status_code == 409
    assert "Aanmelden kan alleen als je lid bent van deze community." in answer.text


def ask(client, meetup, **data):
    return post(client, meetup, "zonder-account", **data)


def test_without_an_account_she_is_mailed_a_link(client):
    meetup = make_meetup()
    assert (
        "Aanmelden zonder account" in client.get(f"{meetup.get_absolute_url()}zonder-account/").text
    )

    answer = ask(client, meetup, name="Gijs Gast", email="gijs@gast.example")

    assert answer.status_code == 200
    assert "We stuurden een mail naar gijs@gast.example." in answer.text
    assert Mail.objects.get().kind == "gatherings.guest"


def test_nobody_has_mail_sent_all_day(client):
    meetup = make_meetup()

    answers = [
        ask(client, meetup, name="Gijs", email=f"gijs{number}@gast.example").status_code
        for number in range(21)
    ]

    assert answers == [200] * 20 + [429]
    assert Mail.objects.count() == 20


def test_the_answer_does_not_tell_who_has_an_account(client):
    meetup = make_meetup()
    make_user(email="mia@soest.example")

    known = ask(client, meetup, name="Mia", email="mia@soest.example")
    new = ask(client, meetup, name="Mia", email="pia@soest.example")

    assert body(known).replace("mia@", "pia@") == body(new)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "", "email": "gijs@gast.example"}, "Dit veld is verplicht."),
        ({"name": "Gijs", "email": "geen adres"}, "Voer een geldig e-mailadres in."),
        ({"name": "Klik op https://kwaad.example", "email": "a@b.example"}, "alleen een naam"),
        ({"name": "Gijs", "email": "a@b.example\nBcc: c@d.example"}, "Voer een geldig"),
        ({"name": "x" * 1000, "email": "a@b.example"}, "niet meer dan 120 tekens"),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_is_lost(client, data, sentence):
    answer = ask(client, make_meetup(), **data)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not User.objects.exists()


def test_a_guest_is_told_when_it_is_closed(client):
    answer = ask(client, make_meetup(cancelled_at=NOW), name="Gijs", email="gijs@gast.example")

    assert answer.status_code == 422
    assert "Aanmelden kan niet meer: dit gaat niet door." in answer.text


def test_who_is_signed_in_needs_no_form(client):
    meetup = make_meetup()
    client.force_login(make_user())

    assert client.get(f"{meetup.get_absolute_url()}zonder-account/").url == (
        meetup.get_absolute_url()
    )


def test_what_is_hidden_takes_no_guests(client):
    hidden = make_meetup(community=make_community(kind="hidden"))

    assert ask(client, hidden, name="Gijs", email="a@b.example").status_code == 404


def test_mine_shows_what_comes_and_where_she_belongs(client):
    reader = make_user(name="Anna")
    joined, full = make_meetup(title="Hier zit ik"), make_meetup(title="Hier wacht ik", seats=1)
    off, past = make_meetup(title="Afgelast"), make_meetup(title="Geweest")
    seat(full, "Bart")
    for meetup in (joined, full, off, past):
        actions.join(meetup, user=reader, now=NOW)
    actions.cancel(off, reason="Ziek.", now=NOW)
    type(past).objects.filter(pk=past.pk).update(
        starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1)
    )
    make_member(make_community(name="HR-professionals"), user=reader)
    make_community(name="Niet van mij")
    client.force_login(reader)

    page = client.get("/mijn/bijeenkomsten/").text
    fragment = client.get("/mijn/bijeenkomsten/", headers=HTMX).text

    for title, is_shown in [
        ("Hier zit ik", True),
        ("Hier wacht ik", True),
        ("HR-professionals", True),
        ("Afgelast", False),
        ("Geweest", False),
        ("Niet van mij", False),
    ]:
        assert (title in page) is is_shown
    assert fragment.strip() in page


def test_mine_is_empty_at_first(client):
    client.force_login(make_user())

    assert "Je bent nog nergens aangemeld." in client.get("/mijn/bijeenkomsten/").text


@pytest.mark.parametrize("number", [1, 3])
def test_mine_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    reader = make_user()
    for _ in range(number):
        actions.join(make_meetup(), user=reader, now=NOW)
        make_member(make_community(), user=reader)
    client.force_login(reader)

    with django_assert_num_queries(5):
        client.get("/mijn/bijeenkomsten/")


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
    return kinds.get(row.kind).still_due(row, NOW)


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
