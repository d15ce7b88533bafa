"""The short storms; `make faults` is the long ones. Each has servers and processes of its own."""

import json
import os
import subprocess
import sys

import pytest

from portal.runtime.place import ROOT

pytestmark = pytest.mark.processes

REMINDERS = ["reminders", "--size", "50", "--faults", "50", "--pause", "0.4"]
SEATS = ["seats", "--size", "400", "--faults", "40", "--pause", "0.1"]


def prove(*arguments):
    """(Whether the promises were kept, what was found.)"""
    mine = {name for name in os.environ if name.startswith(("TEST_DB", "BROKER_", "DATABASE_"))}
    environment = {name: os.environ[name] for name in os.environ if name not in mine}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *arguments],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout, done.stderr
    return done.returncode == 0, json.loads(done.stdout)


def test_no_reminder_is_lost_in_a_storm():
    are_kept, found = prove(*REMINDERS)

    assert are_kept, found


def test_marking_before_sending_loses_reminders():
    _, found = prove(*REMINDERS, "--control")

    assert found["lost"] > 0
    assert found["falsely accepted"] == found["lost"]


def test_no_seat_is_given_twice_in_a_storm():
    are_kept, found = prove(*SEATS)

    assert are_kept, found


def test_counting_without_a_lock_gives_too_many_seats():
    _, found = prove(*SEATS, "--control")

    assert min(found["meetup"]["over"], found["edition"]["over"]) > 0
