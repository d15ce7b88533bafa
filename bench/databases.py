"""Databases to measure in: built once for a state of migrations and seeders, copied to change."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from portal.runtime import testing
from portal.runtime.place import ROOT

HERE = Path(__file__).parent
VOCABULARY = ["load_organisations", "load_themes"]


class Databases:
    """The databases of ours at the server of ``url``."""

    def __init__(self, url):
        self.url = url

    def url_of(self, name):
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def seeded(self, kind, size, seed):
        """The name of the database of so many of a kind; ``seed`` fills it when it is new."""
        name = f"bench_{kind}_{size}_{state_of(seed)}"
        with self._connect() as connection:
            if not self._exists(connection, name):
                self._drop(connection, f"bench\\_{kind}\\_{size}\\_%")
                self._build(connection, name, size, seed)
        return name

    def copy(self, name):
        """A copy to change, in place of the last one."""
        with self._connect() as connection:
            connection.execute('DROP DATABASE IF EXISTS "bench_copy" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "bench_copy" TEMPLATE "{name}"')
        return "bench_copy"

    def _connect(self):
        return psycopg.connect(self.url, autocommit=True)

    def _exists(self, connection, name):
        asked = "SELECT FROM pg_database WHERE datname = %s"
        return connection.execute(asked, [name]).fetchone() is not None

    def _drop(self, connection, like):
        asked = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        for (old,) in connection.execute(asked, [like]).fetchall():
            connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')

    def _build(self, connection, name, size, seed):
        """Under another name until it is whole."""
        self._drop(connection, "bench\\_new")
        base = self._empty(connection)
        connection.execute(f'CREATE DATABASE bench_new TEMPLATE "{base}"')
        with psycopg.connect(self.url_of("bench_new"), autocommit=True) as new:
            seed(new, size)
            new.execute("VACUUM ANALYZE")
        connection.execute(f'ALTER DATABASE bench_new RENAME TO "{name}"')

    def _empty(self, connection):
        """Migrated, with municipalities and themes."""
        name = f"bench_base_{testing.template_name()}"
        if not self._exists(connection, name):
            self._drop(connection, "bench\\_base\\_%")
            connection.execute(f'CREATE DATABASE bench_new TEMPLATE "{self._migrated(connection)}"')
            for command in VOCABULARY:
                manage(self.url_of("bench_new"), command)
            connection.execute(f'ALTER DATABASE bench_new RENAME TO "{name}"')
        return name

    def _migrated(self, connection):
        """The tests keep one by this name, too."""
        name = testing.template_name()
        if not self._exists(connection, name):
            self._drop(connection, "template\\_new")
            connection.execute("CREATE DATABASE template_new")
            testing.migrate(self.url_of("template_new"))
            connection.execute(f'ALTER DATABASE template_new RENAME TO "{name}"')
        return name


def manage(url, command):
    asked = [sys.executable, "manage.py", command, "-v0", "--settings=bench.settings"]
    environment = os.environ | {"DATABASE_URL": url}
    subprocess.run(asked, check=True, cwd=ROOT, env=environment)  # noqa: S603


def state_of(seed):
    """A name for what the seeder and the migrations make together."""
    state = hashlib.sha256(testing.template_name().encode())
    for path in sorted((HERE / "seeding").glob("*")):
        if path.is_file():
            state.update(path.read_bytes())
    state.update(seed.__module__.encode())
    return state.hexdigest()[:10]
