"""Processes: starting one that does not outlive us, recognising one, ending one."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LINUX = sys.platform.startswith("linux")
PR_SET_PDEATHSIG = 1
LOG_SIZE = 5_000_000  # a larger log is put aside at the next start
libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(number):
    """In the child: get this signal when the parent's thread ends, kill -9 included (Linux)."""
    if LINUX:
        libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def birth(pid):
    """When this process started, "" if there is none: a number alone may be another's by now."""
    if LINUX:  # small images have no ps
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
        except OSError:
            return ""
    return ps(pid, "lstart=")


def command_line(pid):
    if LINUX:
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            return ""
    return ps(pid, "args=")


def ps(pid, column):
    asked = ["ps", "-o", column, "-p", str(pid)]
    return subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()


def wait_until(true, seconds, *, pause=0.02):
    end = time.monotonic() + seconds
    while not (answer := true()) and time.monotonic() < end:
        time.sleep(pause)
    return answer


def group_ended(pid):
    try:
        os.killpg(pid, 0)
    except (ProcessLookupError, PermissionError):
        return True
    return False


def signal_group(pid, number):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


@dataclass
class Service:
    """What is to be started: data, so that a plan of other services can be tried."""

    name: str
    argv: list
    env: dict | None = None  # None: ours
    ready: Callable = lambda process: True
    once: bool = False  # it does its work and ends; what comes after waits for it
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 15
    options: dict = field(default_factory=dict)  # for Popen


class Process:
    """A running service, in a session of its own, with a log of its own."""

    def __init__(self, service, logs):
        self.service, self.name = service, service.name
        self.log = Path(logs) / f"{service.name}.log"
        self.child, self.said_before = None, 0

    def start(self):
        if self.log.exists() and self.log.stat().st_size > LOG_SIZE:
            self.log.replace(self.log.with_suffix(".log.1"))
        options = {"preexec_fn": self._in_child} | self.service.options
        with self.log.open("ab") as log:
            self.said_before = log.tell()
            self.child = subprocess.Popen(
                [str(part) for part in self.service.argv],
                env=self.service.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )

    def _in_child(self):
        die_with_parent(self.service.stop_signal)

    @property
    def pid(self):
        return self.child.pid

    def alive(self):
        return self.child is not None and self.child.poll() is None

    def ready(self):
        return self.alive() and bool(self.service.ready(self))

    def said(self):
        """What it wrote in its log since it was started."""
        with self.log.open("rb") as log:
            log.seek(self.said_before)
            return log.read().decode(errors="replace")

    def last_lines(self, count=20):
        return "\n".join(self.said().splitlines()[-count:])

    def ask_to_stop(self):
        if self.alive():
            self.child.send_signal(self.service.stop_signal)

    def end(self):
        """Now: it and what it started."""
        if self.child is not None:
            signal_group(self.pid, signal.SIGKILL)
            self.child.wait()
