"""What an administrator reads in the list of mails: names and titles, not keys."""

from datetime import timedelta

import pytest
from django.urls import reverse, reverse_lazy

from portal.accounts.mail import send
from portal.keys import key_of
from portal.mail.models import Mail
from tests.factories.communities import make_meetup
from tests.factories.courses import make_course
from tests.factories.gatherings import seat
from tests.factories.mail import NOW, make_mail
from tests.factories.notifications import make_notification
from tests.factories.people import make_administrator, make_user

LIST = reverse_lazy("admin:mail_mail_changelist")


@pytest.fixture(autouse=True)
def _administrator(client):
    client.force_login(make_administrator())


def cells(client, mail):
    """What the list shows of ``mail``: who, what, its state and when."""
    response = client.get(LIST)
    admin = response.context["cl"].model_admin
    (row,) = [row for row in response.context["cl"].result_list if row.pk == mail.pk]
    shown = [str(cell(row)) for cell in (admin.who, admin.what, admin.outcome, admin.when)]
    assert all(cell in response.text for cell in shown)
    return shown


def second(words):
    return f'<br><span class="lw-admin-second">{words}</span>'


def test_a_mail_says_to_whom_and_about_which_gathering(client):
    gathering = make_meetup(title="Samen leren", seats=5)
    (anna,) = seat(gathering, "Anna")
    told = Mail.objects.filter(kind="gatherings.confirmed").get()

    who, what, _, when = cells(client, told)

    assert who == f"Anna{second(anna.user.email)}"
    assert what == f'<a href="{gathering.get_absolute_url()}">Samen leren</a>'
    assert when == "ma 2 nov 2026, 12:00"


def test_mail_to_organisers_and_news_say_what_they_are_about(client):
    gathering = make_meetup(title="Samen leren")
    link = f'<a href="{gathering.get_absolute_url()}">Samen leren</a>'
    news = key_of(make_notification(gathering, user=make_user()))

    assert cells(client, make_mail(subject=key_of(gathering)))[1] == link
    assert cells(client, make_mail(subject=news))[1] == link


def test_a_course_that_was_offered_has_its_title(client):
    course = make_course("Duidelijke taal")

    link = f'<a href="{course.get_absolute_url()}">Duidelijke taal</a>'
    assert cells(client, make_mail(subject=key_of(course)))[1] == link


def test_news_about_what_is_gone_shows_its_key(client):
    gathering = make_meetup()
    news = key_of(make_notification(gathering, user=make_user()))
    gathering.delete()

    assert cells(client, make_mail(subject=news))[1] == news


def test_what_nobody_knows_any_more_is_shown_by_its_key(client):
    mail = make_mail(subject="accounts.user:0", recipient="oud:x")

    assert cells(client, mail)[:2] == ["oud:x", "accounts.user:0"]


def test_what_is_about_the_receiver_herself_has_no_subject(client):
    mia = key_of(make_user(name="Mia", email="mia@soest.example"))

    mail = make_mail(subject=mia, recipient=mia)

    assert cells(client, mail)[:2] == [f"Mia{second('mia@soest.example')}", "—"]


def test_sign_in_mail_says_how_to_find_whose_it_is(client):
    mail = send("account/email/login_code.txt", "wim@soest.example", {"code": "1"}, now=NOW)

    assert cells(client, mail)[:2] == ["Verborgen: zoek op het e-mailadres", "—"]


def test_a_state_has_its_reason_and_what_comes_next(client):
    failed, retried = make_mail(), make_mail()
    Mail.objects.filter(pk=failed.pk).settle("failed", answer="550 <onbekend>", now=NOW)
    again = {"state": "retry", "answer": "421 Bezet", "try_at": NOW + timedelta(minutes=5)}
    Mail.objects.filter(pk=retried.pk).update(**again)

    assert cells(client, failed)[2] == f"mislukt{second('550 &lt;onbekend&gt;')}"
    assert cells(client, retried)[2] == (
        "wordt opnieuw geprobeerd" + second("421 Bezet Volgende poging: di 1 dec 2026, 09:05.")
    )


def test_the_page_of_a_mail_has_the_names_too(client):
    gathering = make_meetup(title="Samen leren", seats=5)
    seat(gathering, "Anna")
    told = Mail.objects.filter(kind="gatherings.confirmed").get()

    page = client.get(reverse("admin:mail_mail_change", args=[told.pk]))
    gone = client.get(reverse("admin:mail_mail_change", args=[0]), follow=True)

    assert f'<a href="{gathering.get_absolute_url()}">Samen leren</a>' in page.text
    assert "Anna<br>" in page.text
    assert "bestaat niet" in gone.text


@pytest.mark.parametrize("number", [1, 3])
def test_names_take_the_same_queries_however_many(client, number, django_assert_num_queries):
    seat(make_meetup(), *["Anna", "Bart", "Carla"][:number])
    client.get(LIST)

    # Session, user, two counts, the rows, dates, people, participations, what the head says.
    with django_assert_num_queries(12):
        client.get(LIST)


def test_the_pages_are_called_after_the_portal(client):
    page = client.get(LIST).text

    assert "<title>Berichten | Beheer van Lerend werken</title>" in page
    assert "Django-beheer" not in page
