"""A Postgres and a Valkey to be hurt: unlike those of the other tests, they keep their word."""

import contextlib
import os
import signal
import time

import psycopg
from redis import Redis, RedisError

from portal.runtime import testing
from portal.runtime.postgres import Postgres
from portal.runtime.processes import wait_until
from portal.runtime.service import Process
from portal.runtime.valkey import Valkey

BACKENDS = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1
"""
READY_WITHIN = 60  # seconds, on a busy machine
NOBODY_WAS_HURT = "nobody was hurt"  # what a fault answers when there was nothing to break


class KeepsItsWord(Postgres):
    def argv(self):
        """A killed process loses nothing that fsync would have kept; a machine would."""
        return [*super().argv(), "-c", "fsync=off"]


class Servers(testing.Servers):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def __enter__(self):
        self.postgres = KeepsItsWord(self.place)
        self.database = self._bring_up(self.postgres)
        self.broker = self._bring_up(Valkey(self.place, durable=False))
        self.processes = [self.database, self.broker]
        self.running.write(self.processes)
        self.make_template(testing.template_name())
        with self.admin() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            template = testing.template_name()
            connection.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        return self

    def __exit__(self, *error):
        os.kill(self.broker.pid, signal.SIGCONT)
        self.stop()

    def _bring_up(self, server):
        process = Process(server.service(), self.running.folder)
        process.start()
        assert wait_until(process.ready, READY_WITHIN), process.last_lines()
        return process

    @property
    def url(self):
        return self.place.database_url(self.name)

    def admin(self):
        return psycopg.connect(
            self.place.database_url(testing.DATABASE_OF_ALL), autocommit=True, connect_timeout=5
        )

    def crash_database(self):
        """No checkpoint, nothing written that was not yet: the log is played back at the start."""
        self.database.child.send_signal(signal.SIGQUIT)
        self.database.child.wait(READY_WITHIN)
        self.processes[0] = self.database = self._bring_up(self.postgres)
        self.running.write(self.processes)

    def kill_backend(self):
        """One killed process of Postgres makes it restart them all."""
        return self._with_a_backend(lambda pid, admin: os.kill(pid, signal.SIGKILL))

    def cut_connection(self):
        return self._with_a_backend(
            lambda pid, admin: admin.execute("SELECT pg_terminate_backend(%s)", [pid])
        )

    def _with_a_backend(self, do):
        """Postgres may be restarting from the last time; then this is a fault in the air."""
        gone = contextlib.suppress(psycopg.OperationalError, ProcessLookupError)
        with gone, self.admin() as admin:
            if found := admin.execute(BACKENDS, [self.name]).fetchone():
                do(found[0], admin)
                return None
        return NOBODY_WAS_HURT

    def empty_broker(self):
        with contextlib.suppress(RedisError), Redis.from_url(self.place.redis_url()) as broker:
            broker.flushall()

    def restart_broker(self):
        self.broker.end()
        self.broker.start()
        assert wait_until(self.broker.ready, READY_WITHIN), self.broker.last_lines()
        self.running.write(self.processes)

    @contextlib.contextmanager
    def frozen_broker(self):
        os.kill(self.broker.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.broker.pid, signal.SIGCONT)

    def freeze_broker(self, seconds):
        with self.frozen_broker():
            time.sleep(seconds)
