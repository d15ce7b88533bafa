"""The real thing, from a checkout of its own with a difficult name, as root or not."""

import http.client
import os
import shutil
import signal
from urllib.parse import urlsplit

import psycopg
import pytest

from portal.runtime.place import ROOT, SHELF, known, short_hash
from portal.runtime.processes import birth, wait_until
from portal.runtime.running import Running

pytestmark = pytest.mark.processes
NOT_OURS = (".git", ".venv", "node_modules", "var", "__pycache__", ".*_cache", ".hypothesis")
SERVICES = ["database", "broker", "mail", "web", "worker", "beat"]


class Checkout:
    def __init__(self, root, start):
        self.root, self.start = root, start
        self.running = Running(root / "var" / "demo")

    def up(self):
        started = self.start("portal.runtime", "up", cwd=self.root, env=environment())
        started.says("Stoppen: Ctrl-C", 300)
        return started

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
        return psycopg.connect(known(self.running.folder).database_url())


def environment():
    told = {"DATABASE_URL", "REDIS_URL", "BROKER_PREFIX", "TEST_DB_TEMPLATE", "PORT"}
    return {name: value for name, value in os.environ.items() if name not in told}


@pytest.fixture
def checkout(folder, start):
    root = folder / "portaal"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_OURS))
    yield Checkout(root, start)
    shutil.rmtree(SHELF / short_hash(root / "var" / "demo"), ignore_errors=True)


def test_the_demo_survives_what_a_machine_does_to_it(checkout):
    checkout.up()
    assert wait_until(lambda: checkout.answers() == 200, 60)
    assert checkout.answers("/demo/postvak/") == 200
    with checkout.connect() as connection:
        connection.execute("create table kept as select 1 as row")

    again = checkout.start("portal.runtime", "up", cwd=checkout.root, env=environment())
    assert again.ends() == 0
    assert f"draait al: {checkout.url}" in again.said

    for service in SERVICES:
        checkout.kill(service)

    everything = checkout.pids()
    for pid in [checkout.running.pid(), *everything]:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not any(map(birth, everything)), 10)

    last = checkout.up()
    assert wait_until(lambda: checkout.answers() == 200, 60)
    with checkout.connect() as connection:
        assert connection.execute("select * from kept").fetchall() == [(1,)]

    everything = checkout.pids()
    stop = checkout.start("portal.runtime", "stop", cwd=checkout.root, env=environment())
    assert stop.ends() == 0
    assert "Het portaal is gestopt." in stop.said
    assert last.ends() == 0
    assert not any(map(birth, everything))


def test_stopping_what_does_not_run(checkout):
    stop = checkout.start("portal.runtime", "stop", cwd=checkout.root, env=environment())
    assert stop.ends() == 0
    assert "draait niet" in stop.said


def test_a_port_that_is_taken(checkout):
    with http.client.socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        asked = environment() | {"PORT": port}
        up = checkout.start("portal.runtime", "up", cwd=checkout.root, env=asked)
        assert up.ends() == 1
    assert f"Poort {port} kan niet" in up.said
    assert checkout.running.read() == {}
