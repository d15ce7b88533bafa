"""A real beat through the nights in which the clock changes, sixty times as fast."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils.dateparse import parse_datetime

from portal import celery_app
from tests import processes
from tests.processes import celery

pytestmark = pytest.mark.processes

SCAN, CLOCK = "portal.mail.tasks.scan", "portal.mail.tasks.scan_urgent"
EXPIRES = {SCAN: timedelta(seconds=30), CLOCK: timedelta(seconds=10)}
NIGHTS = [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)]
# The clock runs while the beat still starts: a busy machine takes many of its minutes for that.
BEFORE, AFTER = timedelta(minutes=15), timedelta(minutes=15)
MANY = 5  # of the thirty scans in that quarter; a busy machine may swallow some
SPEED = 60
PATIENCE = 120  # seconds


@pytest.fixture
def library():
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        pytest.skip(
            "NO LIBFAKETIME: THE CLOCK NIGHTS DID NOT RUN. On Debian: apt install libfaketime"
        )
    return str(found[0])


@pytest.fixture
def queue():
    with celery_app.connection_for_read() as connection:
        queue = connection.SimpleQueue("celery")
        queue.clear()
        yield queue
        queue.clear()
        queue.close()


def sent_in_the_night(change, environment, queue, tmp_path, **options):
    """The moments, by the clock of the beat, that it sent a scan."""
    arguments = ["beat", "-s", str(tmp_path / "beat"), "--pidfile="]
    scans, end = [], datetime.now(UTC) + timedelta(seconds=PATIENCE)
    with celery(environment, *arguments, **options):
        while datetime.now(UTC) < end:
            task, moment = next_sent(queue)
            scans += [moment] if task == SCAN else []
            if moment > change + AFTER:
                return scans
    raise AssertionError("The beat did not get through the night.")


def next_sent(queue):
    """Which task was sent, and when: a message says when it expires, a fixed time later."""
    message = queue.get(timeout=PATIENCE)
    message.ack()
    task = message.headers["task"]
    if task not in EXPIRES:
        return next_sent(queue)
    return task, parse_datetime(message.headers["expires"]) - EXPIRES[task]


@pytest.fixture(params=NIGHTS, ids=["spring", "autumn"])
def change(request):
    return request.param


@pytest.fixture
def environment(library, database_url, settings, change):
    settings.EMAIL_PORT = 25
    start = change - BEFORE
    return processes.environment(database_url) | {
        "LD_PRELOAD": library,
        "FAKETIME": f"@{start:%Y-%m-%d %H:%M:%S} x{SPEED}",
        "TZ": "UTC",
        "MAIL_SCAN": "30",
    }


def test_the_beat_goes_on_when_the_clock_changes(change, environment, queue, tmp_path):
    scans = sent_in_the_night(change, environment, queue, tmp_path)

    assert len([moment for moment in scans if moment < change]) > 0
    assert len([moment for moment in scans if moment > change]) >= MANY


@pytest.mark.parametrize("change", NIGHTS[1:], ids=["autumn"], indirect=True)
def test_by_the_clock_on_the_wall_it_is_silent_for_an_hour(change, environment, queue, tmp_path):
    """The control."""
    scans = sent_in_the_night(
        change, environment, queue, tmp_path, app="tests.portal.mail.by_crontab"
    )

    assert len([moment for moment in scans if moment < change]) > 0
    assert len([moment for moment in scans if moment > change]) < MANY
