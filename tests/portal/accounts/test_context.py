from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from portal.mail.models import Sending
from tests.factories.mail import make_mail
from tests.factories.people import make_administrator, make_editor, make_user

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
BANNER = "Er is iets met de mail"


def test_an_administrator_reads_on_every_page_that_mail_is_on_hold(client):
    Sending.objects.hold("535 Wrong password", NOW)
    client.force_login(make_administrator())

    for page in ("/over/", "/mijn/", "/bestaat-niet/"):
        text = client.get(page).content.decode()
        assert BANNER in text
        assert "535 Wrong password" in text
        assert 'href="/beheer/mail/mail/"' in text


def test_an_administrator_reads_that_mail_is_late(client):
    now = timezone.now()
    make_mail(due_at=now - timedelta(minutes=7), not_after=now + timedelta(days=1))
    client.force_login(make_administrator())

    text = client.get("/over/").content.decode()

    assert "Het oudste bericht had 7 minuten geleden weg moeten zijn." in text


def test_nothing_is_said_while_mail_goes_out(client):
    client.force_login(make_administrator())

    assert BANNER not in client.get("/over/").content.decode()


@pytest.mark.parametrize(("make", "queries"), [(make_user, 2), (make_editor, 2)])
def test_others_are_not_told_and_pay_no_query(client, make, queries, django_assert_num_queries):
    Sending.objects.hold("535 Wrong password", NOW)
    client.force_login(make())

    with django_assert_num_queries(queries):  # session, user
        assert BANNER not in client.get("/over/").content.decode()


def test_a_visitor_pays_no_query_at_all(client, django_assert_num_queries):
    Sending.objects.hold("535 Wrong password", NOW)

    with django_assert_num_queries(0):
        assert BANNER not in client.get("/over/").content.decode()
