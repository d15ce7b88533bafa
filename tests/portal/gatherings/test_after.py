"""Attendance, lists to download and mail to participants, alike for meetups and editions."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
import time_machine

from portal.gatherings import actions
from portal.gatherings.models import Announcement
from portal.gatherings.refusals import NotOpen
from portal.mail import kinds
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_organiser, make_user

HOUR = timedelta(hours=1)
TWO_DAYS = [(START, START + HOUR), (START + 24 * HOUR, START + 25 * HOUR)]


@pytest.fixture
def organiser(client):
    user = make_organiser(email="vera@vng.example")
    client.force_login(user)
    return user


@pytest.fixture
def during():
    """The first of two moments has begun."""
    with time_machine.travel(START + HOUR / 2, tick=False):
        yield START + HOUR / 2


@pytest.fixture
def today():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def at(gathering, rest):
    return f"{gathering.get_absolute_url()}{rest}"


# Attendance


@pytest.mark.usefixtures("organiser", "during")
def test_attendance_is_asked_of_what_has_begun_with_everybody_ticked(client, make_gathering):
    gathering = make_gathering(moments=TWO_DAYS)
    seat(gathering, "Anna", "Bart")

    page = client.get(at(gathering, "aanwezigheid/")).text

    assert page.count('name="moment"') == 1
    assert page.count("checked") == 2
    assert "Nog niet ingevuld" in page


@pytest.mark.usefixtures("organiser", "during")
def test_attendance_is_kept_and_corrected(client, make_gathering):
    gathering = make_gathering(moments=TWO_DAYS)
    anna, bart = seat(gathering, "Anna", "Bart")
    moment = gathering.moments.first()

    for present in ([anna.pk], [anna.pk, bart.pk], [bart.pk]):
        data = {"moment": moment.pk, "aanwezig": present}
        answer = client.post(at(gathering, "aanwezigheid/"), data)
        said = dict(moment.attendances.values_list("participation", "was_there"))
        assert said == {anna.pk: anna.pk in present, bart.pk: bart.pk in present}

    assert answer.url == at(gathering, f"aanwezigheid/#moment-{moment.pk}")
    page = client.get(at(gathering, "aanwezigheid/")).text
    assert "Dit is ingevuld" in page
    assert page.count("checked") == 1


@pytest.mark.parametrize("moment", ["", "x", "0", "later", "elsewhere"])
@pytest.mark.usefixtures("organiser", "during")
def test_no_attendance_of_a_moment_that_is_not_there_yet(client, make_gathering, moment):
    gathering, other = make_gathering(moments=TWO_DAYS), make_gathering(moments=TWO_DAYS)
    known = {"later": gathering.moments.last().pk, "elsewhere": other.moments.first().pk}

    answer = client.post(at(gathering, "aanwezigheid/"), {"moment": known.get(moment, moment)})

    assert answer.status_code == 404


def test_the_rule_itself_refuses_what_has_not_begun(make_gathering):
    gathering, by = make_gathering(), make_user()

    with pytest.raises(NotOpen):
        actions.note_attendance(gathering.moments.get(), present=[], by=by, now=NOW)


@pytest.mark.usefixtures("organiser")
def test_attendance_of_nothing_and_of_nobody(client, make_gathering):
    gathering = make_gathering()
    with time_machine.travel(NOW, tick=False):
        assert "Het is nog niet begonnen" in client.get(at(gathering, "aanwezigheid/")).text
    with time_machine.travel(START + HOUR, tick=False):
        assert "Er had niemand een plek." in client.get(at(gathering, "aanwezigheid/")).text


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.usefixtures("organiser", "during")
def test_attendance_costs_the_same(client, make_gathering, people, django_assert_num_queries):
    gathering = make_gathering(moments=TWO_DAYS)
    seat(gathering, *["Anna", "Bart", "Carla"][:people])

    with django_assert_num_queries(6):
        client.get(at(gathering, "aanwezigheid/"))


# The list to download


@pytest.fixture
def with_a_formula(make_gathering):
    """Anna was there, a formula waits."""
    gathering = make_gathering(seats=1)
    anna = make_user(name="Anna", function="adviseur", organisation=make_organisation("Soest"))
    mine = actions.join(gathering, user=anna, now=NOW)
    actions.join(gathering, user=make_user(name="=HYPERLINK(1)"), now=NOW)
    with time_machine.travel(START + HOUR, tick=False):
        actions.note_attendance(
            gathering.moments.get(), present=[mine.pk], by=anna, now=START + HOUR
        )
    return gathering


@pytest.mark.usefixtures("organiser")
def test_the_list_as_csv(client, with_a_formula):
    answer = client.get(at(with_a_formula, "deelnemers.csv"))

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    seated = with_a_formula.participations.seated().get().get_state_display()
    assert rows == [
        ["Naam", "Functie", "Organisatie", "Stand", "Sinds", "2026-12-03 13:00"],
        ["Anna", "adviseur", "Soest", seated, "2026-11-02 12:00", "was er"],
        ["'=HYPERLINK(1)", "", "", "op de wachtlijst", "2026-11-02 12:00", ""],
    ]
    assert answer["Content-Disposition"].endswith(f'deelnemers-{with_a_formula.slug}.csv"')
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("organiser")
def test_the_list_for_excel(client, with_a_formula):
    answer = client.get(at(with_a_formula, "deelnemers.xlsx"))

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [sheet["A2"].value, sheet["F2"].value] == ["Anna", "was er"]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=HYPERLINK(1)", "s")


# Mail to participants


DATA = {"audience": "seated", "title": "Neem een laptop mee", "text": "We oefenen samen."}


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


@pytest.mark.parametrize("rest", ["mailen/", "aanwezigheid/"])
@pytest.mark.usefixtures("organiser", "during")
def test_a_number_without_an_end_names_nobody(client, make_gathering, rest):
    gathering = make_gathering()
    seat(gathering, "Anna")
    endless = "9" * 5000

    data = DATA | {"wie": endless, "aanwezig": endless, "moment": gathering.moments.get().pk}
    client.post(at(gathering, rest), data)

    assert not Announcement.objects.exists()


@pytest.mark.usefixtures("organiser", "during")
def test_attendance_of_two_thousand_people_fits_in_a_form(client, make_gathering):
    gathering = make_gathering()
    data = {"moment": gathering.moments.get().pk, "aanwezig": range(2000)}

    assert client.post(at(gathering, "aanwezigheid/"), data).status_code == 302


def told(gathering):
    rows = Mail.objects.filter(kind="gatherings.announced")
    keys = [int(row.subject.split(":")[1]) for row in rows]
    found = gathering.participations.filter(pk__in=keys).order_by("user__name")
    return list(found.values_list("user__name", flat=True))


def letter_to(participation, *, now=NOW):
    row = Mail.objects.get(kind="gatherings.announced", subject__endswith=f":{participation.pk}")
    kind = kinds.get("gatherings.announced")
    assert kind.still_due(row, now) == ""
    return kind.render(row, now)
