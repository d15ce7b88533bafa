"""People join a meetup until it is full, wait, leave, and get the seat that comes free."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.mail import delivery
from portal.mail.models import Mail
from tests.factories.communities import make_meetup
from tests.factories.people import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meetup():
    return make_meetup(starts_at=timezone.now() + timedelta(days=30), seats=1, title="HR-ochtend")


def test_full_waiting_leaving_promoted(enter, meetup, smtp):
    leaver, waiter = make_user(name="Lea Weg"), make_user(name="Wil Wacht")
    seated, waiting = enter(leaver), enter(waiter)
    join(seated, meetup, "Meld me aan")
    seated.get_by_text("Je doet mee").wait_for()
    seated.locator("#stand").get_by_text("Aangemeld").wait_for()  # the head of the page too
    seated.get_by_role("link", name="Ga naar «Meedoen»").wait_for()
    join(waiting, meetup, "Zet me op de wachtlijst")
    waiting.get_by_text("Je bent nummer 1").wait_for()

    seated.get_by_role("button", name="Meld me af").click()
    seated.get_by_role("button", name="Meld me aan").or_(
        seated.get_by_role("button", name="Zet me op de wachtlijst")
    ).wait_for()

    waiting.reload()
    waiting.get_by_text("Je doet mee").wait_for()
    assert told(smtp, waiter)[-1]["Subject"] == "Je hebt een plek: HR-ochtend"


def test_without_an_account(enter, meetup, smtp):
    page = enter()
    page.goto(meetup.get_absolute_url())
    page.get_by_role("link", name="Aanmelden zonder account").click()
    page.get_by_label("Je naam").fill("Gerda Gast")
    page.get_by_label("Je e-mailadres").fill("gerda@bedrijf.example")
    page.get_by_role("button", name="Stuur mij de link").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()

    page.goto(link_in(told(smtp)[-1]))
    assert not meetup.participations.seated().exists()  # showing the link changes nothing
    page.get_by_role("button", name="Ja, ik doe mee").click()
    page.get_by_text("Je doet mee").wait_for()

    assert [one.user.name for one in meetup.participations.seated()] == ["Gerda Gast"]


def join(page, meetup, button):
    page.goto("/bijeenkomsten/")
    page.get_by_role("link", name=meetup.title).click()
    page.get_by_role("button", name=button).click()


def told(smtp, person=None):
    """What is mailed by now, to everybody or to ``person``."""
    now = timezone.now()
    delivery.deliver(
        list(Mail.objects.due(now).order_by("pk").values_list("pk", flat=True)), now=now
    )
    return [m for m in smtp.messages if person is None or person.email in m["To"]]


def link_in(message):
    text = message.get_body(("plain",)).get_content()
    return re.search(r"https?://[^/\s]+(/bijeenkomsten/bevestigen/\S+)", text)[1]
