from datetime import UTC, datetime

import pytest

from portal.mail.models import Sending
from tests.factories.people import make_administrator, make_editor, make_user

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
BANNER = "Er gaat geen mail uit"


def test_an_administrator_reads_on_every_page_that_mail_is_on_hold(client):
    Sending.objects.hold("535 Wrong password", NOW)
    client.force_login(make_administrator())

    for page in ("/over/", "/mijn/", "/bestaat-niet/"):
        text = client.get(page).content.decode()
        assert BANNER in text
        assert "535 Wrong password" in text
        assert 'href="/beheer/mail/mail/"' in text


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
