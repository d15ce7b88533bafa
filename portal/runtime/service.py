"""A service: what is to be started, and the process that it is then."""

import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .processes import die_with_parent, signal_group

LOG_SIZE = 5_000_000  # a larger log is put aside at the next start


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
