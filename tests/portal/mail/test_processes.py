"""The real thing: two beats and a worker, as processes, and a mail server."""

import os
import signal
import time
from contextlib import ExitStack
from datetime import timedelta

import pytest

from portal.mail import letters, outbox
from portal.mail.clock import database_now
from portal.mail.models import Sending
from tests import processes
from tests.factories.mail import make_letter
from tests.processes import celery, wait_until

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def environment(smtp, database_url):
    return processes.environment(database_url)


def plan(subject, *, urgent):
    now = database_now()
    return outbox.plan(
        "account",
        subject=subject,
        recipient="somebody",
        occasion="once",
        due_at=now,
        not_after=now + timedelta(hours=1),
        urgent=urgent,
        payload=letters.pack(make_letter(subject=subject)),
    )


def state(mail):
    mail.refresh_from_db()
    return mail.state


def test_beats_and_a_worker_send_each_mail_once(smtp, environment, tmp_path):
    with ExitStack() as running:
        running.enter_context(celery(environment, "worker", "--concurrency=2"))
        for beat in ("one", "two"):
            running.enter_context(celery(environment, "beat", "-s", str(tmp_path / beat)))
        mails = [plan("Inloggen", urgent=True), plan("Herinnering", urgent=False)]

        wait_until(lambda: {state(mail) for mail in mails} == {"accepted"}, 60)
        wait_until(lambda: Sending.objects.current().scanned_at, 10)
        time.sleep(3)

    assert sorted(message["Message-ID"] for message in smtp.messages) == sorted(
        mail.message_id for mail in mails
    )


def test_a_worker_that_is_killed_at_the_mail_server_loses_nothing(smtp, environment, tmp_path):
    smtp.slow["DOT"] = 3600
    with celery(environment, "beat", "-s", str(tmp_path / "beat")):
        mail = plan("Herinnering", urgent=False)
        with celery(environment, "worker", "--concurrency=1") as worker:
            wait_until(lambda: smtp.count("DOT"), 60)
            os.killpg(worker.pid, signal.SIGKILL)
        assert state(mail) == "sending"

        smtp.slow.clear()
        with celery(environment, "worker", "--concurrency=1"):
            wait_until(lambda: state(mail) == "accepted", 60)

    assert (mail.attempts, mail.possible_copies) == (2, 1)
    assert [message["Message-ID"] for message in smtp.messages] == [mail.message_id]
