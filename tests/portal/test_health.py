import socket
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from portal.mail.clock import database_now
from portal.mail.models import Sending
from tests.factories.mail import make_mail


@pytest.fixture
def now():
    """The moment by the database; the scanner has just been at work."""
    now = database_now()
    Sending.objects.note(scanned_at=now)
    return now


def ask(client):
    response = client.get(reverse("health"))
    return response.status_code, response.json()


def test_all_is_well(client, now):
    make_mail(due_at=now - timedelta(minutes=4), not_after=now + timedelta(days=1))

    status, report = ask(client)

    assert status == 200
    assert 0 <= report.pop("seconds_since_scan") < 60
    assert 240 <= report.pop("oldest_overdue_seconds") < 300
    assert report.pop("scanned_at").startswith(f"{now:%Y-%m-%dT%H:%M}")
    assert report == {"database": True, "broker": True, "held": False, "mail_is_sent": True}


def test_a_scanner_that_never_came_is_told(client):
    status, report = ask(client)

    assert (status, report["scanned_at"], report["seconds_since_scan"]) == (503, None, None)


def test_a_scanner_that_stopped_is_told(client, now):
    Sending.objects.note(scanned_at=now - timedelta(minutes=3))

    status, report = ask(client)

    assert (status, report["mail_is_sent"]) == (503, False)
    assert 180 <= report["seconds_since_scan"] < 240


def test_mail_that_waits_too_long_is_told(client, now):
    make_mail(due_at=now - timedelta(minutes=6), not_after=now + timedelta(days=1))

    status, report = ask(client)

    assert (status, report["mail_is_sent"]) == (503, False)
    assert 360 <= report["oldest_overdue_seconds"] < 420


def test_mail_on_hold_is_told(client, now):
    Sending.objects.hold("535 Wrong password", now)

    status, report = ask(client)

    assert (status, report["held"]) == (503, True)


def test_a_broker_that_is_away_is_told(client, now, settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"

    status, report = ask(client)

    assert (status, report["broker"], report["mail_is_sent"]) == (503, False, True)


def test_a_frozen_broker_is_no_reason_to_wait(client, now, settings):
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        settings.REDIS_URL = f"redis://127.0.0.1:{frozen.getsockname()[1]}/0"
        started = time.monotonic()

        status, report = ask(client)

        assert (status, report["broker"]) == (503, False)
        assert time.monotonic() - started < 2


def test_a_database_that_is_away_is_told(client):
    def refuse(*args):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        status, report = ask(client)

    assert (status, report) == (503, {"database": False, "broker": True})


def test_looking_changes_nothing(client):
    ask(client)

    assert Sending.objects.count() == 0
