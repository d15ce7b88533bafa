"""PostgreSQL and Valkey for the tests, when DATABASE_URL / REDIS_URL are not set.

Loaded with `-p` so that the addresses are in the environment before pytest-django reads the
settings; the servers themselves start in pytest_configure. A second test run in the same
checkout gets directories of its own. pytest-xdist workers inherit the environment.
"""
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .place import ROOT, Place
from .postgres import Postgres, find_bin
from .valkey import Valkey

WORKER = bool(os.environ.get("PYTEST_XDIST_WORKER"))


class Services:
    def __init__(self):
        self.running, self.temp = [], None
        place = Place("test")
        place.var.mkdir(parents=True, exist_ok=True)
        self.lock = open(place.var / "lock", "a")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # another test run of this checkout
            self.temp = tempfile.mkdtemp(prefix="portal-test-")
            os.chmod(self.temp, 0o755)
            place = Place("test", var=self.temp)
        self.place = place.prepare(find_bin())
        self.services = []
        self.t0 = time.monotonic()
        if not os.environ.get("DATABASE_URL"):
            self.pg = Postgres(self.place, durable=False)
            self.services.append(self.pg)
            os.environ["DATABASE_URL"] = self.place.database_url()
        if not os.environ.get("REDIS_URL"):
            self.services.append(Valkey(self.place, durable=False))
            os.environ["REDIS_URL"] = self.place.redis_url()

    def start(self):
        for s in self.services:
            s.stop_leftover()
            if isinstance(s, Postgres):
                s.initdb()
            log = open(self.place.var / f"{s.name}.log", "w")
            p = subprocess.Popen(s.argv(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                 start_new_session=True, **{"cwd": "/", **s.popen_kwargs()})
            self.running.append((s, p))
        for s, p in self.running:
            end = time.monotonic() + 30
            while not s.ready():
                if p.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{s.name} did not start; see {self.place.var}/{s.name}.log:\n"
                                       + (self.place.var / f"{s.name}.log").read_text()[-2000:])
                time.sleep(0.01)
            if isinstance(s, Postgres):
                s.create_database()
        self.seconds = time.monotonic() - self.t0

    def template(self):
        """A migrated database, made once for each state of the migrations, copied by every test run and worker."""
        files = [
            *sorted(p for top in ("portal", "cases", "courses", "communities") for p in (ROOT / top).rglob("migrations/*.py")),
            ROOT / "requirements.txt",
        ]
        h = hashlib.sha256(b"".join(str(p).encode() + p.read_bytes() for p in files)).hexdigest()[:12]
        name = f"template_{h}"
        import psycopg

        with psycopg.connect(self.place.database_url("postgres"), autocommit=True) as c:
            have = [r[0] for r in c.execute("select datname from pg_database where datname like 'template\\_%'")]
            if name not in have:
                for old in have:
                    c.execute(f'drop database "{old}" with (force)')
                c.execute('drop database if exists "template_new" with (force)')
                c.execute('create database "template_new"')
                subprocess.run([sys.executable, "manage.py", "migrate", "-v0", "--noinput", "--run-syncdb", "--settings=tests.settings"], check=True, cwd=ROOT,
                               env={**os.environ, "DATABASE_URL": self.place.database_url("template_new")})
                c.execute(f'alter database "template_new" rename to "{name}"')
        return name

    def stop(self):
        for s, p in self.running:
            p.send_signal(signal.SIGQUIT if isinstance(s, Postgres) and self.temp else s.stop_signal)
        for s, p in self.running:
            try:
                p.wait(s.stop_timeout)
            except subprocess.TimeoutExpired:
                p.kill()
        if self.temp:
            shutil.rmtree(self.temp, ignore_errors=True)
            shutil.rmtree(self.place.base, ignore_errors=True)


services = None
if not WORKER and not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
    services = Services()
    services.start()
    if hasattr(services, "pg") and os.environ.get("PORTAL_TEST_TEMPLATE", "1") == "1":
        os.environ["TEST_DB_TEMPLATE"] = services.template()


def pytest_report_header():
    if services:
        return (f"embedded services: {', '.join(s.name for s in services.services)} in {services.place.base} "
                f"(ready in {services.seconds:.2f} s)")


def pytest_unconfigure():
    if services:
        services.stop()
