"""Mail to participants, alike for meetups and editions."""

from datetime import timedelta

import pytest
import time_machine

from portal.gatherings import actions
from portal.gatherings.models import Announcement
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_organiser
from tests.portal.gatherings.letters import write

HOUR = timedelta(hours=1)
DATA = {"audience": "seated", "title": "Neem een laptop mee", "text": "We oefenen samen."}


@pytest.fixture
def organiser(client):
    user = make_organiser(email="vera@vng.example")
    client.force_login(user)
    return user


@pytest.fixture
def today():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def at(gathering, rest):
    return f"{gathering.get_absolute_url()}{rest}"


@pytest.mark.usefixtures("organiser", "today")
def test_a_mail_is_shown_first_with_how_many_get_it(client, make_gathering):
    gathering = make_gathering(seats=2)
    seat(gathering, "Anna", "Bart", "Carla")

    page = client.post(at(gathering, "mailen/"), DATA).text

    assert "Dit gaat naar 2 mensen" in page
    assert "Anna, Bart" in page
    assert "vera@vng.example" in page
    assert not Announcement.objects.exists()


@pytest.mark.usefixtures("today")
def test_then_it_goes_out_with_the_answers_to_the_sender(client, make_gathering, organiser):
    gathering = make_gathering(seats=2)
    anna, *_ = seat(gathering, "Anna", "Bart", "Carla")

    page = client.post(at(gathering, "mailen/"), DATA | {"versturen": "ja"}, follow=True).text

    assert "Je mail gaat naar 2 mensen." in page
    sent = Announcement.objects.get()
    assert (sent.people, sent.sent_by) == (2, organiser)
    letter = letter_to(anna)
    assert (letter.subject, letter.reply_to) == ("Neem een laptop mee", "vera@vng.example")
    assert "We oefenen samen." in letter.text
    assert "Groet, Vera Vereniging" in letter.text
    page = client.get(at(gathering, "mailen/")).text
    assert "Neem een laptop mee, aan 2 mensen" in page


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("seated", ["Anna"]),
        ("waiting", ["Bart", "Carla"]),
        ("all", ["Anna", "Bart", "Carla"]),
    ],
)
@pytest.mark.usefixtures("organiser", "today")
def test_to_whom(client, make_gathering, audience, names):
    gathering = make_gathering(seats=1)
    _, _, _, leaver = seat(gathering, "Anna", "Bart", "Carla", "Zeger")
    actions.leave(gathering, user=leaver.user, now=NOW)

    data = DATA | {"audience": audience, "versturen": "ja"}
    client.post(at(gathering, "mailen/"), data)

    assert told(gathering) == names


@pytest.mark.usefixtures("organiser", "today")
def test_to_who_is_chosen_in_the_list_and_to_nobody_of_elsewhere(client, make_gathering):
    gathering, other = make_gathering(), make_gathering()
    anna, bart, _ = seat(gathering, "Anna", "Bart", "Carla")
    (stranger,) = seat(other, "Zeger")
    wie = [anna.pk, bart.pk, stranger.pk, "x"]

    page = client.get(at(gathering, "mailen/"), {"wie": wie}).text
    assert "Aan 2 mensen die je koos." in page
    assert "Aan wie?" not in page
    client.post(at(gathering, "mailen/"), DATA | {"wie": wie, "versturen": "ja"})

    assert told(gathering) == ["Anna", "Bart"]


@pytest.mark.usefixtures("organiser", "today")
def test_to_nobody_is_said(client, make_gathering):
    gathering = make_gathering()

    page = client.post(at(gathering, "mailen/"), DATA | {"versturen": "ja"}).text

    assert "Er is niemand om te mailen" in page
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"title": ""}, {"title": ["Vul een onderwerp in."]}),
        ({"text": " "}, {"text": ["Schrijf een bericht."]}),
        (
            {"title": "Eén\nBcc: x@y.example"},
            {"title": ["Schrijf dit op één regel, zonder regeleinde."]},
        ),
    ],
)
@pytest.mark.usefixtures("organiser", "today")
def test_what_is_missing_is_said_and_the_rest_stays(client, make_gathering, given, errors):
    gathering = make_gathering()
    seat(gathering, "Anna")

    answer = client.post(at(gathering, "mailen/"), DATA | given)

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)


@pytest.mark.usefixtures("organiser")
def test_afterwards_too_and_when_it_was_off(client, make_gathering):
    gathering = make_gathering()
    (anna,) = seat(gathering, "Anna")
    actions.cancel(gathering, reason="Ziek.", now=NOW)
    later = START + 48 * HOUR

    with time_machine.travel(later, tick=False):
        client.post(at(gathering, "mailen/"), DATA | {"versturen": "ja"})

    assert letter_to(anna, now=later).subject == "Neem een laptop mee"


@pytest.mark.usefixtures("today")
def test_a_sender_who_is_gone_gets_no_answers(client, make_gathering, organiser):
    gathering = make_gathering()
    (anna,) = seat(gathering, "Anna")
    client.post(at(gathering, "mailen/"), DATA | {"versturen": "ja"})
    Announcement.objects.update(sent_by=None)

    letter = letter_to(anna)

    assert letter.reply_to is None
    assert "Groet" not in letter.text


@pytest.mark.usefixtures("today")
def test_a_sender_who_closed_her_account_gets_no_answers(client, make_gathering, organiser):
    gathering = make_gathering()
    (anna,) = seat(gathering, "Anna")
    client.post(at(gathering, "mailen/"), DATA | {"versturen": "ja"})
    organiser.is_active = False
    organiser.save()

    assert letter_to(anna).reply_to is None


@pytest.mark.usefixtures("organiser", "today")
def test_sent_twice_it_arrives_once(client, make_gathering):
    gathering = make_gathering(seats=1)
    seat(gathering, "Anna", "Bart")

    for audience in ("seated", "seated", "all"):
        data = DATA | {"audience": audience, "versturen": "ja"}
        page = client.post(at(gathering, "mailen/"), data, follow=True).text

    assert "Je mail gaat naar 2 mensen." in page
    assert told(gathering) == ["Anna", "Bart"]
    assert [one.people for one in Announcement.objects.all()] == [2]


@pytest.mark.usefixtures("organiser")
def test_the_same_words_an_hour_later_are_a_mail_of_their_own(client, make_gathering):
    gathering = make_gathering()
    seat(gathering, "Anna")

    for when in (NOW, NOW + HOUR):
        with time_machine.travel(when, tick=False):
            client.post(at(gathering, "mailen/"), DATA | {"versturen": "ja"})

    assert told(gathering) == ["Anna"]
    assert Mail.objects.filter(kind="gatherings.announced").count() == 2


@pytest.mark.parametrize(
    ("text", "buttons"),
    [("Log hier in: https://elders.example/x", 0), ("Doe mee: http://testserver/agenda/", 1)],
)
@pytest.mark.usefixtures("organiser", "today")
def test_only_an_address_of_the_portal_becomes_a_button(
    client, make_gathering, settings, text, buttons
):
    settings.SITE_URL = "http://testserver"
    gathering = make_gathering()
    (anna,) = seat(gathering, "Anna")

    client.post(at(gathering, "mailen/"), DATA | {"text": text, "versturen": "ja"})

    assert letter_to(anna).html.count("inline-block") == buttons


@pytest.mark.usefixtures("organiser", "today")
def test_paragraphs_as_a_browser_sends_them(client, make_gathering):
    gathering = make_gathering()
    (anna,) = seat(gathering, "Anna")

    data = DATA | {"text": "Eerst dit.\r\n\r\nDan dat.", "versturen": "ja"}
    client.post(at(gathering, "mailen/"), data)

    letter = letter_to(anna)
    assert "Eerst dit.\n\nDan dat." in letter.text
    assert ">Eerst dit.</p>" in letter.html


@pytest.mark.usefixtures("organiser", "today")
def test_a_number_without_an_end_names_nobody(client, make_gathering):
    gathering = make_gathering()
    seat(gathering, "Anna")

    answer = client.get(at(gathering, "mailen/"), {"wie": ["x", "9" * 5000]})

    assert answer.context["chosen"] is None


def told(gathering):
    rows = Mail.objects.filter(kind="gatherings.announced")
    keys = [int(row.subject.split(":")[1]) for row in rows]
    found = gathering.participations.filter(pk__in=keys).order_by("user__name")
    return list(found.values_list("user__name", flat=True))


def letter_to(participation, *, now=NOW):
    row = Mail.objects.get(kind="gatherings.announced", subject__endswith=f":{participation.pk}")
    return write(row, now)
