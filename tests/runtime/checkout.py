"""A checkout of its own, with what a first install leaves in it, and the demo started there."""

import http.client
import os
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from portal.runtime import place
from portal.runtime.place import ROOT
from portal.runtime.processes import wait_until
from portal.runtime.running import Running

NOT_OURS = (".git", ".venv", "node_modules", "var", "__pycache__", ".*_cache", ".hypothesis")
SERVICES = ["database", "broker", "mail", "web", "worker", "beat"]
TOLD = {"DATABASE_URL", "REDIS_URL", "BROKER_PREFIX", "TEST_DB_TEMPLATE", "PORT", "PORTAL_VAR"}
PACKAGES = str(Path(psycopg.__file__).parent.parent)
OF_MAKE = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}


def environment(**more):
    """Ours, without what the tests or a make around them were told."""
    ours = {name: value for name, value in os.environ.items() if name not in TOLD | OF_MAKE}
    return ours | more


class Checkout:
    def __init__(self, root, start):
        self.root, self.start = root, start
        self.running = Running(root / "var" / "demo")
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_OURS))

    def install(self, python):
        """What `make run` leaves: an environment with our packages, and the built front end."""
        venv, told = self.root / ".venv", environment(**python.told)
        make = [python.program, "-m", "venv", "--without-pip", venv]
        subprocess.run(make, check=True, env=told)
        (site,) = venv.glob("lib/python*/site-packages")
        (site / "packages.pth").write_text(PACKAGES)
        (venv / "installed").touch()
        shutil.copytree(place.folder("assets"), self.root / "var" / "assets")

    def up(self):
        started = self.start("portal.runtime", "up", cwd=self.root, env=environment())
        started.says("Stoppen: Ctrl-C", 300)
        return started

    def stop(self):
        stop = self.start("portal.runtime", "stop", cwd=self.root, env=environment())
        assert stop.ends() == 0
        return stop.said

    @property
    def url(self):
        return self.running.read()["url"]

    def answers(self, path="/gezond/"):
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def pids(self):
        return {pid for pid, _, _ in self.running.read()["processes"]}

    def kill(self, service):
        before = self.pids()
        os.kill(self.running.read()["processes"][SERVICES.index(service)][0], signal.SIGKILL)
        assert wait_until(lambda: len(self.pids() - before) == 1, 60)
        assert wait_until(lambda: self.answers() == 200, 30)

    def connect(self):
        return psycopg.connect(place.known(self.running.folder).database_url())
