"""Somebody follows a theme, an editor publishes, and she hears it: in the portal and on Monday."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import State
from portal.mail import delivery
from portal.mail.models import Mail
from portal.notifications import mailing
from tests.factories.cases import make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_user
from tests.factories.themes import make_theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Soest: samen leren vergaderen"


def test_from_following_to_hearing_and_to_no_more_mail(enter, smtp):
    theme, follower = make_theme("Gespreksvoering"), make_user(name="Vera Volger")
    soest = make_municipality("Soest")
    make_version(TITLE, organisations=[soest], themes=[theme], state=State.SUBMITTED)
    hers = enter(follower)
    follow(hers, theme)

    publish(enter(make_editor()))

    letter = weekly_mail(smtp, follower)
    assert letter["Subject"] == f"Nieuw deze week: {TITLE}"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    read(hers)
    stop(enter(), letter)
    see_that_it_stopped(hers)


def follow(page, theme):
    page.goto(theme.get_absolute_url())
    page.get_by_role("button", name="Volg dit thema").click()
    page.get_by_role("button", name="Je volgt dit thema").wait_for()


def publish(page):
    page.goto("/redactie/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Neem in beoordeling").click()
    page.get_by_role("button", name="Publiceer").click()
    page.get_by_text("gepubliceerd").first.wait_for()


def weekly_mail(smtp, person):
    """What she gets when it is Monday again."""
    monday = mailing.last_monday(timezone.now() + timedelta(days=8))
    mailing.plan_digests(monday)
    due = Mail.objects.due(monday).filter(kind="notifications.digest")
    delivery.deliver(list(due.values_list("pk", flat=True)), now=monday)
    (letter,) = [one for one in smtp.messages if one["To"] == person.email]
    return letter


def read(page):
    page.goto("/")
    page.get_by_role("link", name="Meldingen 1 ongelezen").click()
    page.get_by_role("button", name=TITLE, exact=True).click()
    page.get_by_role("heading", name=TITLE).wait_for()

    page.get_by_role("link", name="Meldingen", exact=True).click()
    page.get_by_role("link", name=TITLE).wait_for()
    assert page.get_by_text("Ongelezen").count() == 0


def stop(page, letter):
    text = letter.get_body(("plain",)).get_content()
    page.goto(re.search(r"niet meer: https?://[^/\s]+(\S+)", text)[1])
    page.get_by_role("button", name="Nee, niet meer").click()
    page.get_by_role("heading", name="Je krijgt deze mail niet meer").wait_for()


def see_that_it_stopped(page):
    page.get_by_role("link", name="Voorkeuren").click()
    assert page.get_by_label("De mail op maandag", exact=False).nth(1).is_checked()
