"""A reminder arrives: planned by signing up, found by a real beat, sent by a real worker."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.gatherings import actions
from portal.mail.models import Mail
from tests import processes
from tests.factories.communities import make_meetup
from tests.factories.people import make_user
from tests.processes import celery, wait_until

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def test_who_joined_last_week_is_reminded_today(smtp, database_url, tmp_path):
    now = timezone.now()
    comer = make_user(name="Kim Komt")
    meetup = make_meetup(
        starts_at=now + timedelta(hours=30), reminder_days=[2], title="HR-café", published_at=now
    )
    actions.join(meetup, user=comer, now=now - timedelta(days=6))
    Mail.objects.exclude(kind="gatherings.reminder").delete()

    with ExitStack() as running:
        environment = processes.environment(database_url)
        running.enter_context(celery(environment, "worker", "--concurrency=1"))
        running.enter_context(celery(environment, "beat", "-s", str(tmp_path / "beat")))
        wait_until(lambda: smtp.messages, 60)

    (reminder,) = smtp.messages
    assert reminder["To"] == comer.email
    assert reminder["Subject"].endswith("HR-café")
    text = reminder.get_body(("plain",)).get_content()
    assert "Raadhuisplein 1" in text
    assert "Afmelden: http" in text
