"""A colleague proposes a course, an editor publishes it, others enrol; a question finds it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Enrolment
from portal.mail import delivery
from portal.mail.models import Mail
from tests.factories.courses import make_course, make_trainer
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_user
from tests.factories.themes import make_learning_format, make_theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Duidelijke taal in een ochtend"


def test_from_an_idea_to_a_seat(enter, smtp):
    make_theme("Duidelijke taal")
    make_learning_format("Workshop")
    trainer = make_user(name="Trudy Trainer", organisation=make_municipality("Utrecht"))
    comer = make_user(name="Anna", organisation=make_municipality("Soest"))
    teaching = enter(trainer)
    propose(teaching)
    publish(enter(make_editor()))
    assert [letter["Subject"] for letter in told(smtp)] == [f"Je cursus staat online: {TITLE}"]
    plan(teaching)

    enrol(enter(comer))

    assert [one.user for one in Enrolment.objects.seated()] == [comer]
    assert told(smtp)[-1]["Subject"] == f"Je doet mee: {TITLE}"
    teaching.get_by_role("link", name="Deelnemers en mail").click()
    teaching.get_by_role("rowheader", name="Anna").wait_for()


def propose(page):
    page.goto("/cursussen/")
    page.get_by_role("link", name="Bied een cursus aan").click()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_role("textbox", name="Waar gaat het over?").fill("Herschrijf samen een brief.")
    page.get_by_role("textbox", name="Wat kun je na afloop?").fill("Je schrijft helder.")
    page.get_by_label("Voor wie is het?").fill("iedereen")
    page.get_by_label("Werkvorm").select_option("Workshop")
    page.get_by_label("Hoeveel uur duurt het in totaal?").fill("3")
    page.get_by_role("button", name="Bied aan").click()
    page.get_by_text("Kies minstens één thema").first.wait_for()

    page.get_by_label("Duidelijke taal").check()
    page.get_by_role("button", name="Bied aan").click()
    page.get_by_role("heading", name="De redactie leest je aanbod").wait_for()


def publish(page):
    page.goto("/redactie/cursussen/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Publiceer").click()
    page.get_by_text("De cursus staat online.").wait_for()


def plan(page):
    page.reload()
    page.get_by_role("link", name="Plan een datum").click()
    lesson = page.get_by_role("group", name="Eerste lesdag")
    day = timezone.localdate() + timedelta(days=30)
    lesson.get_by_label("Datum").fill(day.isoformat())
    lesson.get_by_label("Begint om").fill("09:00")
    lesson.get_by_label("Eindigt om").fill("12:00")
    page.get_by_label("Locatie").fill("Stadhuis")
    page.get_by_label("Aantal plaatsen").fill("12")
    page.get_by_role("button", name="Opslaan als concept").click()
    page.get_by_role("button", name="Publiceer").click()
    page.get_by_text("Nog 12 van de 12 plaatsen vrij").wait_for()


def enrol(page):
    page.goto("/cursussen/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="09:00–12:00").click()
    page.get_by_role("button", name="Schrijf me in").click()
    page.get_by_text("Je doet mee").wait_for()


def test_a_question_shows_who_can_help_and_who_asks_it_too(enter):
    theme = make_theme("Duidelijke taal")
    make_trainer(name="Trudy Trainer", levels={theme: "gives"})
    make_course(TITLE, themes=[theme])
    asking = enter(make_user(organisation=make_municipality("Soest")))
    asking.goto("/kennisvragen/stellen/?vraag=Wie+leert+ons+helder+schrijven%3F")
    asking.get_by_label("Wat willen jullie kunnen, en waarom nu?").fill("Onze brieven zijn lang.")
    asking.get_by_label("Duidelijke taal").check()
    asking.get_by_role("button", name="Plaats de vraag").click()
    asking.get_by_role("link", name="Trudy Trainer").wait_for()
    asking.get_by_role("link", name=TITLE).wait_for()

    backing = enter(make_user(organisation=make_municipality("Baarn")))
    backing.goto("/kennisvragen/")
    backing.get_by_role("link", name="Wie leert ons helder schrijven?").click()
    backing.get_by_role("button", name="Wij ook").click()
    backing.get_by_role("button", name="Wij toch niet").wait_for()

    asking.reload()
    asking.get_by_role("listitem").filter(has_text="Baarn").wait_for()


def told(smtp):
    """What is mailed by now."""
    now = timezone.now()
    due = Mail.objects.due(now).order_by("pk").values_list("pk", flat=True)
    delivery.deliver(list(due), now=now)
    return smtp.messages
