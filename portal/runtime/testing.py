"""The servers of a test run, and the migrated database that its databases are copies of."""

import hashlib
import os
import subprocess
import sys

from . import place as places
from .place import ROOT, folder
from .postgres import Postgres
from .processes import wait_until
from .running import Running
from .service import Process
from .valkey import Valkey

RUNS_AT_ONCE = 50
DATABASE_OF_ALL = "postgres"


class Servers:
    def __init__(self):
        self.running = take_free_folder()
        self.running.end_leftovers()
        self.place = places.prepare(self.running.folder)
        self.processes = []

    def start(self):
        for server in (Postgres, Valkey):
            process = Process(server(self.place, durable=False).service(), self.running.folder)
            process.start()
            self.processes.append(process)
            self.running.write(self.processes)
        for process in self.processes:
            if not wait_until(process.ready, 30):
                raise SystemExit(f"{process.name} start niet:\n{process.last_lines()}")

    def stop(self):
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            wait_until(lambda process=process: not process.alive(), process.service.stop_seconds)
            process.end()
        self.running.release()

    def make_template(self, name):
        """Migrate a database once for each state of the migrations; older ones go."""
        import psycopg

        url = self.place.database_url(DATABASE_OF_ALL)
        with psycopg.connect(url, autocommit=True) as connection:
            databases = "select datname from pg_database where datname like 'template\\_%'"
            have = [row[0] for row in connection.execute(databases)]
            if name in have:
                return
            for old in have:
                connection.execute(f'drop database "{old}" with (force)')
            connection.execute("create database template_new")
            migrate(self.place.database_url("template_new"))
            connection.execute(f'alter database template_new rename to "{name}"')


def take_free_folder():
    """A second run at once gets a folder of its own; the next run uses it again."""
    for number in range(1, RUNS_AT_ONCE):
        running = Running(folder("test") / str(number))
        if running.take():
            return running
    raise SystemExit("Er lopen te veel tests tegelijk.")


def template_name():
    """A name for this state of the migrations: ours, and those of the packages."""
    packages = [each.parent for each in ROOT.glob("*/__init__.py")]
    files = [path for package in packages for path in package.rglob("migrations/*.py")]
    state = hashlib.sha256()
    for path in sorted([*files, ROOT / "requirements.txt"]):
        state.update(os.fsencode(path.relative_to(ROOT)) + path.read_bytes())
    return f"template_{state.hexdigest()[:12]}"


def migrate(url):
    command = [sys.executable, "manage.py", "migrate", "-v0", "--settings=tests.settings"]
    environment = os.environ | {"DATABASE_URL": url}
    environment.pop("TEST_DB_TEMPLATE", None)
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
