import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.dateparse import parse_datetime

from portal import celery_app
from portal.mail import tasks
from portal.mail.clock import database_now
from portal.mail.models import Mail, Sending
from tests.factories.mail import make_mail
from tests.test_conventions import ROOT, SOURCES


@pytest.fixture
def broker():
    """The real queue, empty before and after."""
    with celery_app.connection_for_read() as connection:
        queue = connection.SimpleQueue("celery")
        queue.clear()
        yield queue
        queue.clear()
        queue.close()


@pytest.fixture
def now():
    return database_now()


def make_due(now, **fields):
    return make_mail(due_at=now, not_after=now + timedelta(hours=1), **fields)


def test_a_scan_hints_what_is_due(broker, now):
    mail = make_due(now)

    tasks.scan()

    hint = broker.get(timeout=1)
    assert (hint.headers["task"], hint.payload[0]) == ("portal.mail.tasks.deliver", [[mail.pk]])
    assert now < parse_datetime(hint.headers["expires"]) <= now + timedelta(seconds=65)
    assert now <= Sending.objects.current().scanned_at <= database_now()


def test_scans_in_two_places_hint_twice_and_send_once(broker, now, mailoutbox):
    make_due(now)

    tasks.scan()
    tasks.scan()
    for _ in range(2):
        tasks.deliver(*broker.get(timeout=1).payload[0])

    assert len(mailoutbox) == 1


def test_an_emptied_broker_loses_nothing(broker, now, mailoutbox):
    make_due(now)
    tasks.scan()
    broker.clear()

    tasks.scan()
    tasks.deliver(*broker.get(timeout=1).payload[0])

    assert len(mailoutbox) == 1


def test_sign_in_mail_goes_out_at_once(now, mailoutbox):
    sign_in, reminder = make_due(now, urgent=True), make_due(now)

    tasks.scan_urgent()

    assert dict(Mail.objects.values_list("pk", "state")) == {
        sign_in.pk: "accepted",
        reminder.pk: "planned",
    }
    assert len(mailoutbox) == 1


@pytest.fixture
def frozen():
    """A broker that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def absent():
    return "unix:///nowhere/redis.sock"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker_url", ["absent", "frozen"])
def test_without_a_broker_a_scan_fails_and_mail_waits(now, database_url, broker_url, request):
    """In a process of its own: Celery keeps its first broker as long as it lives."""
    mail = make_due(now)
    scan = "import django; django.setup(); from portal.mail import tasks; tasks.scan()"
    broker_url = request.getfixturevalue(broker_url)

    process = subprocess.run(
        [sys.executable, "-c", scan],
        env=os.environ | {"DATABASE_URL": database_url, "REDIS_URL": broker_url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "kombu.exceptions.OperationalError" in process.stderr
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("planned", 0)
    assert Sending.objects.current().scanned_at is None


@pytest.mark.parametrize(("task", "seconds"), [(tasks.scan, 30), (tasks.scan_urgent, 2)])
def test_beat_scans_by_interval(task, seconds):
    entries = settings.CELERY_BEAT_SCHEDULE.values()

    assert {entry["task"]: entry["schedule"] for entry in entries}[task.name] == timedelta(
        seconds=seconds
    )


def test_celery_is_set_as_the_promise_needs():
    told = {
        name: getattr(settings, f"CELERY_{name}")
        for name in ("TIMEZONE", "TASK_ACKS_LATE", "TASK_REJECT_ON_WORKER_LOST",
                     "TASK_IGNORE_RESULT", "WORKER_PREFETCH_MULTIPLIER")
    }  # fmt: skip

    assert told == {
        "TIMEZONE": "UTC",
        "TASK_ACKS_LATE": True,
        "TASK_REJECT_ON_WORKER_LOST": True,
        "TASK_IGNORE_RESULT": True,
        "WORKER_PREFETCH_MULTIPLIER": 1,
    }
    timeout = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert settings.EMAIL_TIMEOUT < settings.CELERY_TASK_TIME_LIMIT
    assert settings.CELERY_TASK_TIME_LIMIT < settings.MAIL_LEASE.total_seconds() < timeout


def test_only_a_scan_speaks_to_the_broker_and_asks_for_no_later_moment():
    """A page that did would wait for a frozen one; what is asked for much later runs twice."""
    words = ("apply_async(", ".delay(", "send_task(", "eta=", "countdown=")
    found = {path.relative_to(ROOT).as_posix(): [word for word in words if word in path.read_text()]
             for path in SOURCES}  # fmt: skip

    assert {path: used for path, used in found.items() if used} == {
        "portal/mail/tasks.py": ["apply_async("],
        "cases/tasks.py": ["apply_async("],  # what is due to be published
    }
