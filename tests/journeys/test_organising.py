"""Who organises keeps seats, writes to people, moves, calls off and plans the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Meetup
from portal.gatherings import clock
from portal.mail import delivery
from portal.mail.models import Mail
from tests.calendar_client import CalendarClient
from tests.factories.communities import make_meetup
from tests.factories.gatherings import seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_organiser, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SETTLED = timedelta(minutes=11)  # a change is told when ten minutes went by without another


@pytest.fixture
def meetup():
    starts_at = clock.at((timezone.now() + timedelta(days=30)).date(), clock.REMINDER_TIME)
    return make_meetup(starts_at=starts_at, seats=3, title="HR-ochtend")


@pytest.fixture
def soest():
    organisation = make_organisation("Soest")
    organisation.mail_domains.create(domain="soest.example", approved_at=timezone.now())
    return organisation


def test_seats_are_kept_and_a_chosen_few_are_written_to(enter, meetup, soest, smtp):
    seat(meetup, "Anna Aanwezig", "Bart Bijna", now=timezone.now())
    page = enter(make_organiser())
    page.goto(meetup.get_absolute_url())
    page.get_by_role("link", name="Plaatsen vrijhouden").click()
    page.get_by_label("Voor welke organisatie?").select_option("Soest")
    page.get_by_label("Hoeveel plaatsen?").fill("1")
    page.get_by_role("button", name="Houd vrij").click()
    page.get_by_text("Vrijgehouden voor Soest.").wait_for()
    page.get_by_role("link", name="Terug naar de bijeenkomst").click()
    page.get_by_text("Vol: je kunt op de wachtlijst").wait_for()

    page.get_by_role("link", name="Deelnemers en mail").click()
    page.get_by_label("Kies Anna Aanwezig").check()
    page.get_by_role("button", name="Mail wie je koos").click()
    page.get_by_label("Onderwerp").fill("Neem een laptop mee")
    page.get_by_label("Bericht").fill("We oefenen samen.")
    page.get_by_role("button", name="Bekijk eerst").click()
    page.get_by_role("heading", name="Dit gaat naar 1 persoon").wait_for()
    page.get_by_role("button", name="Verstuur aan 1 persoon").click()
    page.get_by_text("Je mail gaat naar 1 persoon.").wait_for()

    send(timezone.now())
    written = [m for m in smtp.messages if m["Subject"] == "Neem een laptop mee"]
    anna = meetup.participations.get(user__name="Anna Aanwezig")
    assert [m["To"] for m in written] == [anna.user.email]


def test_two_come_together_and_one_seat_is_offered(enter, meetup, soest, smtp):
    seat(meetup, "Zeger", "Yara", now=timezone.now())
    asker = make_user(name="Anna Asker", email="anna@soest.example", organisation=soest)
    page = enter(asker)
    page.goto(meetup.get_absolute_url())
    page.get_by_role("link", name="Samen met collega’s").click()
    page.get_by_label("Naam", exact=True).first.fill("Bart Baas")
    page.get_by_label("Werkadres").first.fill("bart@soest.example")
    page.get_by_role("button", name="Meld ons aan").click()
    page.get_by_text("Er is een plek voor jou").wait_for()
    send(timezone.now())
    subjects = {m["To"]: m["Subject"] for m in smtp.messages}
    assert subjects["anna@soest.example"] == "Wil je deze plek? HR-ochtend"
    assert subjects["bart@soest.example"] == "Je staat op de wachtlijst: HR-ochtend"

    page.get_by_role("button", name="Ik neem de plek").click()
    page.get_by_text("Je doet mee").wait_for()


def test_a_participants_calendar_follows_what_the_organiser_does(enter, meetup, smtp):
    (anna,) = seat(meetup, "Anna", now=timezone.now())
    calendar = CalendarClient()
    start = clock.local(meetup.starts_at)
    assert seen_in(calendar, smtp) == [(start, start + timedelta(hours=3), "HR-ochtend")]

    page = enter(make_organiser())
    page.goto(meetup.get_absolute_url())
    page.get_by_role("link", name="Bewerken of verzetten").click()
    page.get_by_label("Begint om").first.fill("10:30")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("10:30–12:00 uur").first.wait_for()
    moved = (start.replace(hour=10, minute=30), start + timedelta(hours=3), "HR-ochtend")
    assert seen_in(calendar, smtp, after=SETTLED) == [moved]

    page.get_by_role("link", name="Afgelasten").click()
    page.get_by_label("Waarom gaat het niet door?").fill("De zaal is dicht.")
    page.get_by_role("button", name="Ja, afgelasten").click()
    page.get_by_role("heading", name="Deze bijeenkomst gaat niet door").wait_for()
    assert seen_in(calendar, smtp, after=SETTLED) == []
    assert {m["To"] for m in smtp.messages} == {anna.user.email}


def test_the_next_is_planned_from_the_last(enter, meetup):
    page = enter(make_organiser())
    page.goto(meetup.get_absolute_url())
    page.get_by_role("link", name="Nog eens plannen").click()
    page.get_by_label("Datum").first.fill((timezone.now() + timedelta(days=60)).date().isoformat())
    page.get_by_role("button", name="Opslaan als concept").click()
    page.get_by_role("heading", name="Dit is een concept").wait_for()
    page.get_by_role("button", name="Publiceer").click()
    page.get_by_text("Nog 3 plaatsen").wait_for()

    assert Meetup.objects.published().filter(title="HR-ochtend").count() == 2


def send(now):
    due = Mail.objects.due(now).order_by("pk").values_list("pk", flat=True)
    delivery.deliver(list(due), now=now)


def seen_in(calendar, smtp, *, after=timedelta(0)):
    """What stands in ``calendar`` when everything that was mailed by now came in."""
    send(timezone.now() + after)
    for message in smtp.messages:
        calendar.receive(message)
    return sorted(calendar.items.values())
