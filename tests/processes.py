"""Real processes of the portal, at the database and the mail server of a test."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def environment(database_url):
    """Of processes in more of a hurry than usual."""
    return os.environ | {
        "DATABASE_URL": database_url,
        "EMAIL_HOST": settings.EMAIL_HOST,
        "EMAIL_PORT": str(settings.EMAIL_PORT),
        "MAIL_SCAN": "2",
        "MAIL_LEASE": "4",
    }


@contextmanager
def celery(environment, *arguments, app="portal"):
    command = [sys.executable, "-m", "celery", "-q", "-A", app, *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def children_of(pid):
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def wait_until(ready, seconds):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.1)
