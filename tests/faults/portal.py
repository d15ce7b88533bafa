"""The processes of the portal, a worker and two beats: started again when they fall."""

import contextlib
import os
import signal
import sys
from pathlib import Path

from portal.runtime.place import ROOT
from portal.runtime.service import Process, Service
from tests.processes import children_of

from .servers import NOBODY_WAS_HURT

# All that waits is scaled down, so that an hour of trouble goes into a minute or two.
SCALE = {"MAIL_SCAN": "1", "MAIL_LEASE": "10", "MAIL_WAITS": "1,2,3,4", "WORKER_CONCURRENCY": "2"}
SCALE_IN_WORDS = (
    "Scale: scan 1 s (of 30), lease 10 s (of 180), waits 1, 2, 3, 4 s (of 1, 5, 15, 60 min)"
)


class Portal:
    def __init__(self, servers, mail_port, folder, *, app="portal"):
        self.environment = os.environ | SCALE | {
            "DATABASE_URL": servers.url,
            "REDIS_URL": servers.place.redis_url(),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
        }  # fmt: skip
        self.folder, self.app = Path(folder), app
        self.worker = self._celery("worker", "worker", "--without-gossip", "--without-mingle")
        self.beats = [
            self._celery(name, "beat", "-s", str(self.folder / name), "--pidfile=")
            for name in ("beat", "second-beat")
        ]

    def _celery(self, name, *arguments):
        argv = [sys.executable, "-m", "celery", "-A", self.app, *arguments, "-l", "ERROR"]
        service = Service(name, argv, env=self.environment, options={"cwd": ROOT})
        return Process(service, self.folder)

    @property
    def processes(self):
        return [self.worker, *self.beats]

    def supervise(self):
        """Start what is not there, when what is left of it has ended."""
        for process in self.processes:
            if not process.alive():
                process.end()
                process.start()

    def __enter__(self):
        self.supervise()
        return self

    def __exit__(self, *error):
        for process in self.processes:
            process.end()

    def kill_worker(self):
        """Its children end what they are at, as orphans, until the supervisor comes by."""
        self.worker.child.kill()

    def kill_worker_and_children(self):
        self.worker.end()

    def kill_child(self, random):
        children = children_of(self.worker.pid)
        with contextlib.suppress(ProcessLookupError):
            return os.kill(random.choice(children), signal.SIGKILL) if children else NOBODY_WAS_HURT
        return NOBODY_WAS_HURT

    def kill_beat(self, random):
        random.choice(self.beats).end()
