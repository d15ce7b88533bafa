"""The real thing: three beats and a worker, as processes, and a mail server."""

import os
import signal
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta

import pytest

from portal.mail import letters, outbox
from portal.mail.clock import database_now
from portal.mail.models import Sending
from tests import processes
from tests.factories.mail import make_letter
from tests.processes import celery, children_of, wait_until

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


STEPS = {  # what a worker had just done when it was killed: attempts, possible copies, sent
    "claimed": (2, 0, 1),
    "rendered": (2, 0, 1),
    "handing over": (2, 1, 1),
    "taken by the mail server": (2, 1, 2),
    "recorded": (1, 0, 1),
}


def state(mail):
    mail.refresh_from_db()
    return mail.state


def test_beats_and_a_worker_send_each_mail_once(smtp, environment, tmp_path):
    with ExitStack() as running:
        running.enter_context(celery(environment, "worker", "--concurrency=2"))
        for beat in ("one", "two", "three"):
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


def test_a_worker_that_is_killed_in_each_step_loses_nothing(smtp, environment, tmp_path):
    environment |= {"DIES_IN": str(tmp_path)}
    mails = {step: plan(step, urgent=False) for step in STEPS}

    with celery(environment, "beat", "-s", str(tmp_path / "beat")):
        for _ in STEPS:
            with celery(environment, "worker", "-c", "1", app="tests.portal.mail.dies_once") as one:
                wait_until(lambda one=one: one.poll() is not None, 60)
        with celery(environment, "worker", "-c", "1"):
            wait_until(lambda: {state(mail) for mail in mails.values()} == {"accepted"}, 60)

    sent = Counter(message["Subject"] for message in smtp.messages)
    assert {
        step: (mail.attempts, mail.possible_copies, sent[step]) for step, mail in mails.items()
    } == STEPS


@pytest.mark.parametrize("mood", ["slow", "drips"])
def test_a_mail_server_that_takes_for_ever_is_left_at_the_time_limit(
    smtp, environment, tmp_path, mood
):
    """One that says a byte now and then keeps within every timeout of the connection."""
    getattr(smtp, mood)["DOT"] = {"slow": 3600, "drips": 1}[mood]
    mail = plan("Herinnering", urgent=False)

    with (
        celery(environment, "beat", "-s", str(tmp_path / "beat")),
        celery(environment, "worker", "-c", "1", app="tests.portal.mail.impatient") as worker,
    ):
        wait_until(lambda: smtp.count("DOT"), 60)
        children = children_of(worker.pid)
        wait_until(lambda: children_of(worker.pid) != children, 60)
        getattr(smtp, mood).clear()
        wait_until(lambda: state(mail) == "accepted", 60)

    assert (mail.attempts, mail.possible_copies) == (2, 1)
