from datetime import timedelta

import pytest
import time_machine
import vobject

from courses.models import Edition, Enrolment
from portal.gatherings import actions
from portal.mail import kinds
from portal.mail.models import Mail
from tests.factories.courses import make_course, make_edition
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organiser, make_user
from tests.factories.themes import make_theme

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def show(client, edition, user=None):
    if user:
        client.force_login(user)
    page = client.get(edition.get_absolute_url())
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_who_sees_and_who_edits():
    trainer, outsider, organiser = make_user(), make_user(), make_organiser()
    course = make_course(trainer=trainer)
    shown, draft = make_edition(course=course), make_edition(course=course, published_at=None)
    other = make_edition(published_at=None)

    assert set(Edition.objects.visible_to(outsider)) == {shown}
    assert set(Edition.objects.visible_to(trainer)) == {shown, draft}
    assert set(Edition.objects.visible_to(organiser)) == {shown, draft, other}
    assert set(Edition.objects.editable_by(outsider)) == set()
    assert set(Edition.objects.editable_by(trainer)) == {shown, draft}
    assert set(Edition.objects.editable_by(organiser)) == {shown, draft, other}


def test_the_page_says_what_when_where_and_by_whom(client):
    soest = make_municipality("Soest")
    trainer = make_user(name="Trudy Trainer", organisation=make_municipality("Utrecht"))
    course = make_course(
        "Duidelijke taal", trainer=trainer, preparation="Lees vooraf.", themes=[make_theme("Taal")]
    )
    moments = [(START, START + HOUR), (START + 7 * DAY, START + 7 * DAY + HOUR)]
    edition = make_edition(
        course=course,
        title="Duidelijke taal",
        moments=moments,
        seats=12,
        municipality=soest,
        description="Met lunch.",
    )
    actions.join(edition, user=make_user(organisation=soest), now=NOW)

    page = show(client, edition)

    for text in (
        "donderdag 3 december 2026, 13:00–14:00 uur, en nog 1 lesdag",
        "donderdag 10 december 2026, 13:00–14:00 uur",
        "<dt>Lesdag</dt>",
        "Raadhuis, Raadhuisplein 1, Soest",
        "Trudy Trainer (Utrecht)",
        "Lees vooraf.",
        "Met lunch.",
        "Soest: 1",
        "Nog 11 van de 12 plaatsen vrij",
        "Log in en schrijf je in",
        "Inschrijven zonder account",
        ">Taal</a>",
        "lw-map__dot",
    ):
        assert text in page
    assert "Organiseren" not in page


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"cancelled_at": NOW, "cancel_reason": "Ziek."}, "Deze cursus gaat niet door"),
        ({"starts_at": NOW - DAY}, "Deze cursus is geweest."),
        (
            {"registration_opens_at": NOW + DAY},
            "Inschrijven kan vanaf 3 november 2026, 12:00 uur.",
        ),
        ({"registration_closes_at": NOW}, "Inschrijven kan niet meer."),
        ({"seats": None}, "Plaats voor iedereen"),
        ({"seats": 1, "taken": 1}, "Vol: je kunt op de wachtlijst"),
        ({"place": "online"}, "De link volgt nog."),
        (
            {"place": "online", "video_link": "https://video.example/les"},
            "De link zie je zodra je een plek hebt.",
        ),
    ],
)
def test_every_state_says_what_can_be_done(client, fields, text):
    assert text in show(client, make_edition(**fields))


def test_a_draft_is_for_who_gives_the_course(client):
    trainer = make_user()
    edition = make_edition(course=make_course(trainer=trainer), published_at=None)

    assert client.get(edition.get_absolute_url()).status_code == 404
    page = show(client, edition, trainer)
    assert "Dit is een concept" in page
    assert "Inschrijven kan als de cursus gepubliceerd is." in page


def post(client, edition, act, user=None, **data):
    headers = data.pop("headers", None)
    if user:
        client.force_login(user)
    return client.post(f"{edition.get_absolute_url()}{act}/", data, headers=headers)


def test_enrolling_and_leaving(client):
    edition, comer = make_edition(seats=1), make_user()

    joined = post(client, edition, "aanmelden", comer, naam="on")
    mine = Enrolment.objects.get()
    assert joined.url == f"{edition.get_absolute_url()}#meedoen"
    assert (mine.user, mine.state, mine.shows_name) == (comer, "seated", True)
    assert mine.get_state_display() == "ingeschreven"

    post(client, edition, "afmelden")
    mine.refresh_from_db()
    assert mine.get_state_display() == "afgemeld"


def test_the_letter_speaks_of_enrolments_and_lesson_days(client):
    moments = [(START, START + HOUR), (START + DAY, START + DAY + HOUR)]
    edition = make_edition(moments=moments, title="Duidelijke taal")
    post(client, edition, "aanmelden", make_user())

    row = Mail.objects.get(kind="gatherings.confirmed")
    kind = kinds.get(row.kind)
    letter = kind.render(kind.read(row), NOW)

    assert "Je bent ingeschreven." in letter.text
    assert "Lesdag: donderdag 3 december 2026, 13:00–14:00 uur" in letter.text
    assert "Lesdag: vrijdag 4 december 2026, 13:00–14:00 uur" in letter.text
    reminders = Mail.objects.filter(kind="gatherings.reminder")
    assert reminders.count() == 4  # a week and a day before each lesson


def test_who_comes_after_the_last_seat_waits_and_may_accept_at_the_end(client, clock):
    edition = make_edition(seats=1)
    leaver, waiter = seat(edition, "Anna", "Bart")
    assert "Je bent nummer 1." in show(client, edition, waiter.user)
    clock.move_to(START - 2 * HOUR)
    actions.leave(edition, user=leaver.user, now=START - 2 * HOUR)

    post(client, edition, "plek-aannemen", waiter.user)

    waiter.refresh_from_db()
    assert waiter.state == "seated"


def test_the_answer_to_htmx_is_the_part_about_taking_part(client):
    answer = post(client, make_edition(), "aanmelden", make_user(), headers=HTMX)

    assert "Je doet mee" in answer.text
    assert "<html" not in answer.text


def test_a_refusal_says_why(client):
    answer = post(client, make_edition(registration_closes_at=NOW), "aanmelden", make_user())

    assert answer.status_code == 409
    assert "Aanmelden kan niet meer: de aanmelding is gesloten." in answer.text


def test_without_an_account_she_is_mailed_a_link(client):
    edition = make_edition()
    page = client.get(f"{edition.get_absolute_url()}zonder-account/").text
    assert "Inschrijven zonder account" in page
    assert "deze cursus" in page

    answer = post(client, edition, "zonder-account", name="Gijs", email="gijs@gast.example")

    assert "Daarin staat hoe je je inschrijving afrondt." in answer.text
    assert Mail.objects.get().kind == "gatherings.guest"


def test_the_calendar_file(client):
    edition = make_edition(title="Leren")

    answer = client.get(f"{edition.get_absolute_url()}agenda.ics")

    event = vobject.readOne(answer.text).vevent
    assert (event.summary.value, event.dtstart.value) == ("Leren", START)


def filled_in(**changes):
    return {
        "day": "2026-12-03",
        "starts": "13:00",
        "ends": "16:00",
        "place": "on_site",
        "venue": "Raadhuis",
        "reminder_days": "7,1",
    } | changes


def test_a_trainer_plans_and_publishes(client):
    trainer = make_user()
    course = make_course("Duidelijke taal", trainer=trainer)
    client.force_login(trainer)
    url = f"{course.get_absolute_url()}plannen/"
    assert "Tweede lesdag" in client.get(url).text

    answer = client.post(
        url, filled_in(seats="12", day_2="2026-12-10", starts_2="13:00", ends_2="16:00")
    )

    edition = Edition.objects.get()
    lessons = [lesson.starts_at for lesson in edition.moments.standing()]
    assert answer.url == edition.get_absolute_url()
    assert (edition.course, edition.title, edition.created_by) == (
        course,
        "Duidelijke taal",
        trainer,
    )
    assert (lessons, edition.seats) == ([START, START + 7 * DAY], 12)
    client.get(f"{edition.get_absolute_url()}publiceren/")
    edition.refresh_from_db()
    assert edition.published_at is None
    post(client, edition, "publiceren")
    edition.refresh_from_db()
    assert edition.published_at == NOW


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"day": ""}, "day"), ({"ends": "12:00"}, "ends"), ({"venue": ""}, "venue")],
)
def test_a_mistake_is_said_at_the_field(client, changes, field):
    course = make_course()
    client.force_login(make_organiser())

    answer = client.post(
        f"{course.get_absolute_url()}plannen/", filled_in(description="Dit blijft.", **changes)
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Dit blijft." in answer.text


def test_what_is_over_is_not_published(client):
    trainer = make_user()
    edition = make_edition(
        course=make_course(trainer=trainer), published_at=None, starts_at=NOW - DAY
    )
    assert "Publiceren kan niet meer." in show(client, edition, trainer)

    answer = post(client, edition, "publiceren")

    edition.refresh_from_db()
    assert answer.status_code == 409
    assert "kan niet meer worden gepubliceerd" in answer.text
    assert edition.published_at is None


def test_a_proposal_is_not_planned(client):
    trainer = make_user()
    course = make_course(trainer=trainer, published_at=None)
    client.force_login(trainer)

    assert client.get(f"{course.get_absolute_url()}plannen/").status_code == 404


def test_moving_it_tells_who_comes(client):
    trainer = make_user()
    edition = make_edition(course=make_course(trainer=trainer))
    seat(edition, "Anna")

    answer = post(client, edition, "bewerken", trainer, **filled_in(day="2026-12-04"))

    edition.refresh_from_db()
    assert answer.url == edition.get_absolute_url()
    assert edition.starts_at == START + DAY
    assert Mail.objects.filter(kind="gatherings.changed").count() == 1


def test_fewer_seats_than_are_taken_is_said_at_the_field(client):
    trainer = make_user()
    edition = make_edition(course=make_course(trainer=trainer), seats=3)
    seat(edition, "Anna", "Bart")

    answer = post(client, edition, "bewerken", trainer, **filled_in(seats="1"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["seats"]


def test_calling_it_off_tells_who_comes(client):
    trainer = make_user()
    edition = make_edition(course=make_course(trainer=trainer))
    seat(edition, "Anna")

    post(client, edition, "afgelasten", trainer, reason="Ziek.")

    edition.refresh_from_db()
    assert edition.cancelled_at == NOW
    assert Mail.objects.filter(kind="gatherings.cancelled").count() == 1


def test_who_gives_it_sees_who_comes(client):
    trainer = make_user()
    edition = make_edition(course=make_course(trainer=trainer), seats=1)
    seat(edition, "Anna", "Bart")
    client.force_login(trainer)

    page = client.get(f"{edition.get_absolute_url()}deelnemers/").text

    for text in ("Anna", "Ingeschreven", "Bart", "Op de wachtlijst", 'href="/cursussen/"'):
        assert text in page
    assert "Deelnemers en mail" in show(client, edition)


@pytest.mark.parametrize("act", ["bewerken", "afgelasten", "deelnemers", "publiceren"])
def test_what_is_not_hers_does_not_exist(client, act):
    edition = make_edition(course=make_course(trainer=make_user()))
    url = f"{edition.get_absolute_url()}{act}/"

    assert client.get(url).url.startswith("/account/")
    client.force_login(make_user())
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    course = make_course(themes=[make_theme() for _ in range(number)])
    for _ in range(number):
        course.trainers.add(make_user(organisation=make_municipality()))
    edition = make_edition(course=course)
    seat(edition, *"ABC"[:number])

    with django_assert_num_queries(8):
        client.get(edition.get_absolute_url())
