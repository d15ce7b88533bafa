"""Servers of our own: Postgres and Valkey as `make run` has them, and the web server on a port."""

import os
import sys
from contextlib import contextmanager

from portal.runtime import place as places
from portal.runtime.place import ROOT, folder
from portal.runtime.port import listen
from portal.runtime.postgres import Postgres
from portal.runtime.processes import wait_until
from portal.runtime.running import Running
from portal.runtime.service import Process, Service
from portal.runtime.valkey import Valkey

SEEDING = {  # a database of ten million rows in minutes; a commit still waits for the disk
    "shared_buffers": "512MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",  # it would start in the middle of a measurement
}
WEB = ("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload")


class RoomyPostgres(Postgres):
    def argv(self):
        return super().argv() + [
            word for pair in SEEDING.items() for word in ("-c", "=".join(pair))
        ]


@contextmanager
def started():
    """The address of a database server: the one that was given, or our own until the end."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        yield os.environ["DATABASE_URL"]
        return
    running = Running(folder("bench"))
    if not running.take():
        raise SystemExit("A measurement runs already in this folder.")
    running.end_leftovers()
    place = places.prepare(running.folder)
    processes = []
    try:
        for server in (RoomyPostgres, Valkey):
            processes.append(bring_up(server(place).service(), running.folder))
            running.write(processes)
        os.environ["REDIS_URL"] = place.redis_url()
        yield place.database_url("postgres")
    finally:
        for process in reversed(processes):
            put_down(process)
        running.release()


def bring_up(service, logs):
    process = Process(service, logs)
    process.start()
    if not wait_until(process.ready, 60):
        said = process.last_lines()
        process.end()
        raise SystemExit(f"{process.name} does not start:\n{said}")
    return process


def put_down(process):
    process.ask_to_stop()
    wait_until(lambda: not process.alive(), process.service.stop_seconds)
    process.end()


@contextmanager
def web(database_url):
    """The portal and the floor's views under gunicorn: (host and port, its process)."""
    listener = listen(0)
    service = Service(
        "web",
        [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{listener.fileno()}",
         *WEB, "--graceful-timeout", "5", "--no-control-socket"],
        env=os.environ | {"DATABASE_URL": database_url},
        ready=lambda process: process.said().count("Booting worker") >= 2,
        options={"cwd": ROOT, "pass_fds": (listener.fileno(),)},
    )  # fmt: skip
    process = bring_up(service, folder("bench"))
    try:
        yield listener.getsockname(), process
    finally:
        put_down(process)
        listener.close()
