from datetime import timedelta

import pytest
import time_machine
import vobject

from portal.gatherings import actions
from tests.factories.communities import make_community, make_facilitator, make_meetup
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_municipality, make_region
from tests.factories.people import make_user
from tests.factories.themes import make_learning_format, make_theme

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LINK = "https://video.example/kamer"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def show(client, meetup, user=None):
    if user:
        client.force_login(user)
    page = client.get(meetup.get_absolute_url())
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_the_page_says_what_when_where_and_who_comes(client):
    soest = make_municipality("Soest")
    meetup = make_meetup(
        title="Leren van elkaar",
        description="Neem een eigen voorbeeld mee.",
        agenda="- Inloop\n- Gesprek",
        municipality=soest,
        region=make_region("Regio Amersfoort"),
        learning_format=make_learning_format("Intervisie"),
        themes=[make_theme("Lerend werken")],
        seats=12,
    )
    for _ in range(2):
        actions.join(meetup, user=make_user(organisation=soest), now=NOW)
    seat(meetup, "Gijs Zonder Organisatie")

    page = show(client, meetup)

    for text in (
        "Neem een eigen voorbeeld mee.",
        "<li>Inloop</li>",
        "donderdag 3 december 2026, 13:00–16:00 uur",
        "Raadhuis, Raadhuisplein 1, Soest",
        "https://www.openstreetmap.org/search?query=Raadhuis%2C+Raadhuisplein+1%2C+Soest",
        "Regio Amersfoort",
        "Intervisie",
        "Lerend werken",
        "Soest: 2",
        "Anderen: 1",
        "Nog 9 van de 12 plaatsen vrij",
        "Log in en meld je aan",
        "Aanmelden zonder account",
    ):
        assert text in page
    assert "Gijs" not in page


def test_names_are_for_fellow_participants_who_may_see_them(client):
    meetup = make_meetup()
    actions.join(meetup, user=make_user(name="Anna Zichtbaar"), now=NOW, shows_name=True)
    _, comer = seat(meetup, "Bart Onzichtbaar", "Carla")

    assert "Anna Zichtbaar" not in show(client, meetup)
    assert "Anna Zichtbaar" not in show(client, meetup, make_user())
    page = show(client, meetup, comer.user)
    assert "Anna Zichtbaar" in page
    assert "Bart Onzichtbaar" not in page
    assert "Anna Zichtbaar" in show(client, meetup, make_facilitator(meetup.community))


def test_the_video_link_is_for_participants(client):
    meetup = make_meetup(place="online", video_link=LINK, seats=1)
    comer, waiter = seat(meetup, "Anna", "Bart")

    assert LINK in show(client, meetup, comer.user)
    for user in (waiter.user, make_user()):
        page = show(client, meetup, user)
        assert LINK not in page
        assert "De link zie je zodra je een plek hebt." in page


def test_full_says_how_many_wait_and_offers_the_line(client):
    meetup = make_meetup(seats=1)
    _, first, second = seat(meetup, "Anna", "Bart", "Carla")

    page = show(client, meetup, make_user())
    assert "2 collega’s wachten op een plek" in page
    assert "Zet me op de wachtlijst" in page
    assert "Je bent nummer 1." in show(client, meetup, first.user)
    assert "Je bent nummer 2." in show(client, meetup, second.user)


def test_online_without_a_link_says_that_it_follows(client):
    page = show(client, make_meetup(place="online"))

    assert "De link volgt nog." in page
    assert "De link zie je" not in page


def test_a_free_place_in_the_last_day_is_for_who_says_so_first(client, clock):
    meetup = make_meetup(seats=1)
    leaver, waiter = seat(meetup, "Anna", "Bart")
    late = START - 20 * HOUR
    clock.move_to(late)
    actions.leave(meetup, user=leaver.user, now=late)

    page = show(client, meetup, make_user())
    assert "Er is een plek vrij" in page
    assert "wie het eerst reageert, heeft de plek" in page
    assert "Zet me op de wachtlijst" in page
    assert "Vol</p>" not in page
    assert "Ik neem de plek" in show(client, meetup, waiter.user)


def test_a_reminder_is_promised_only_when_it_comes(client, clock):
    meetup = make_meetup(reminder_days=[1])
    (comer,) = seat(meetup, "Anna")

    assert "en vooraf een herinnering." in show(client, meetup, comer.user)
    clock.move_to(START - 20 * HOUR)
    assert "een herinnering" not in show(client, meetup, comer.user)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"cancelled_at": NOW, "cancel_reason": "Ziek."}, "Deze bijeenkomst gaat niet door"),
        ({"starts_at": NOW - DAY}, "Deze bijeenkomst is geweest."),
        ({"registration_opens_at": NOW + DAY}, "Aanmelden kan vanaf 3 november 2026, 12:00 uur."),
        ({"registration_closes_at": NOW}, "Aanmelden kan niet meer."),
        ({"seats": None}, "Plaats voor iedereen"),
        ({"seats": 1}, "Nog 1 van de 1 plaats vrij"),
    ],
)
def test_every_state_says_what_can_be_done(client, fields, text):
    page = show(client, make_meetup(**fields))

    assert text in page
    assert ("Log in en meld je aan" in page) is ("seats" in fields)


def test_a_draft_is_for_its_editors(client):
    meetup = make_meetup(published_at=None)

    assert client.get(meetup.get_absolute_url()).status_code == 404
    page = show(client, meetup, make_facilitator(meetup.community))
    assert "Dit is een concept" in page
    assert "Aanmelden kan als de bijeenkomst gepubliceerd is." in page


def test_who_was_there_reads_that_she_was(client, clock):
    meetup = make_meetup()
    (comer,) = seat(meetup, "Anna")
    clock.move_to(START + DAY)

    assert "Je was aangemeld." in show(client, meetup, comer.user)


def test_going_on_nobody_can_leave(client, clock):
    meetup = make_meetup()
    (comer,) = seat(meetup, "Anna")
    clock.move_to(START + HOUR)

    page = show(client, meetup, comer.user)
    assert "Je doet mee" in page
    assert "Meld me af" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    meetup = make_meetup(themes=[make_theme() for _ in range(number)])
    for _ in range(number):
        actions.join(meetup, user=make_user(organisation=make_municipality()), now=NOW)

    with django_assert_num_queries(6):
        client.get(meetup.get_absolute_url())


def test_the_map_shows_a_place_that_is_known(client):
    soest = make_municipality("Soest", latitude=52.17, longitude=5.29)
    known, online = make_meetup(municipality=soest), make_meetup(municipality=soest, place="online")

    assert '<circle class="lw-map__dot"' in show(client, known)
    assert "lw-map__dot" not in show(client, online)
    assert "lw-map__dot" not in show(client, make_meetup())


def test_several_moments_are_a_beginning_in_lists_and_each_on_the_page(client):
    moments = [(START + n * DAY, START + n * DAY + HOUR) for n in range(3)]
    meetup = make_meetup(moments=moments)

    listed = client.get("/bijeenkomsten/").text
    assert "donderdag 3 december tot en met zaterdag 5 december 2026" in listed
    page = show(client, meetup)
    assert "donderdag 3 december 2026, 13:00–14:00 uur, en nog 2 keer" in page
    assert "zaterdag 5 december 2026, 13:00–14:00 uur" in page


def test_the_calendar_file(client):
    meetup = make_meetup(place="hybrid", video_link=LINK, title="Leren")

    answer = client.get(f"{meetup.get_absolute_url()}agenda.ics")

    event = vobject.readOne(answer.text).vevent
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{meetup.slug}.ics"'
    assert (event.summary.value, event.dtstart.value) == ("Leren", START)
    assert LINK not in answer.text


def test_the_calendar_file_of_a_hidden_one_does_not_exist(client):
    meetup = make_meetup(community=make_community(kind="hidden"))

    assert client.get(f"{meetup.get_absolute_url()}agenda.ics").status_code == 404
