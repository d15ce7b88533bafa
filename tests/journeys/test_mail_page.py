"""An administrator after a restored backup: she finds a mail, drops it, lets the others go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.mail import delivery
from portal.mail.models import Mail, Sending
from tests.factories.mail import make_mail
from tests.factories.people import make_administrator, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting():
    """Two mails to Wim, that were perhaps sent before the backup was put back."""
    wim, now = make_user(email="wim@soest.example"), timezone.now()
    times = {"due_at": now, "not_after": now + timedelta(days=7)}
    return [
        make_mail(recipient=f"accounts.user:{wim.pk}", occasion=occasion, **times)
        for occasion in ("gaat weg", "blijft hier")
    ]


def test_after_a_restore_one_mail_is_dropped_and_the_rest_released(enter, waiting, smtp):
    Sending.objects.hold("Back-up van 1 maart teruggezet.", timezone.now())
    page = enter(make_administrator())

    page.goto("/over/")
    page.get_by_text("De post is stilgezet: Back-up van 1 maart teruggezet.").wait_for()
    page.get_by_role("link", name="Bekijk de berichten").click()
    page.locator("#searchbar").fill("wim@soest.example")
    page.get_by_role("button", name="Zoeken").click()
    row = page.get_by_role("row").filter(has_text=waiting[1].subject)
    row.get_by_role("checkbox").check()
    page.get_by_label("Actie:").select_option("drop")
    page.get_by_role("button", name="Uitvoeren").click()
    page.get_by_text("Ingetrokken: 1 van 1.").wait_for()
    page.get_by_role("button", name="De post vrijgeven").click()
    page.get_by_text("De post is vrijgegeven.").wait_for()

    delivery.deliver([mail.pk for mail in waiting], now=timezone.now())
    assert list(Mail.objects.order_by("pk").values_list("state", flat=True)) == [
        "accepted",
        "skipped",
    ]
    assert [message["Message-ID"] for message in smtp.messages] == [waiting[0].message_id]
