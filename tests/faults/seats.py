"""A gathering of each kind, many clients, things that die: nobody twice, never one too many."""

import os
import random
import signal
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from portal.runtime.processes import die_with_parent

from .crowds import TROUBLES, Crowd, UnguardedCrowd
from .servers import NOBODY_WAS_HURT, Servers
from .setting_up import set_up

CLIENTS = 32
FAULT_OF_OUR_OWN = 70


def run(*, kinds, people, wanted, pause, seed, control=False):
    """What came of it, as a dictionary; people and clients are shared out over the kinds."""
    with Servers("faults_seats") as servers, tempfile.TemporaryDirectory() as folder:
        set_up(servers)
        gather = UnguardedCrowd if control else Crowd
        crowds = {kind: gather(kind, people // len(kinds)) for kind in kinds}
        clients = [
            Client(Path(folder) / f"{kind} {number}", users, crowd.act)
            for kind, crowd in crowds.items()
            for number, users in enumerate(crowd.shares(CLIENTS // len(kinds)))
        ]
        happened = storm(servers, clients, wanted, pause, random.Random(seed))
        found = {kind: crowd.report() for kind, crowd in crowds.items()}
        return found | {"faults": happened.total(), "of which": dict(happened)}


def promises_kept(found, kinds):
    return not any(found[kind][trouble] for kind in kinds for trouble in TROUBLES)


class Client:
    """A process that signs up its share of the people, and goes on where it was when it dies.

    It notes in a file whom it had an answer for; who is not noted there is asked for again.
    """

    def __init__(self, note, users, act):
        self.note, self.users, self.act, self.pid = note, users, act, None
        note.touch()

    def start(self):
        self.pid = os.fork()
        if self.pid == 0:
            try:
                die_with_parent(signal.SIGKILL)
                self.work()
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(FAULT_OF_OUR_OWN)

    def work(self):
        from django.db import InterfaceError, OperationalError, connection

        number = self.done()
        while number < len(self.users):
            try:
                self.act(self.users[number], number)
            except (OperationalError, InterfaceError):
                connection.close()
                time.sleep(0.05)
                continue
            number += 1
            with self.note.open("a") as note:
                note.write(".")

    def done(self):
        return self.note.stat().st_size

    def is_done(self):
        return self.done() == len(self.users)

    def ended(self):
        """Whether it does not run (any more); what it cannot do again is no fault of the storm."""
        pid, status = os.waitpid(self.pid, os.WNOHANG) if self.pid else (0, 0)
        assert os.waitstatus_to_exitcode(status) != FAULT_OF_OUR_OWN
        self.pid = None if pid else self.pid
        return self.pid is None

    def kill(self):
        return NOBODY_WAS_HURT if self.ended() else os.kill(self.pid, signal.SIGKILL)


def storm(servers, clients, wanted, pause, chance):
    """Until all is said; and so many faults, as long as there is somebody to hurt."""
    kinds = {
        "client killed": lambda: chance.choice(clients).kill(),
        "connection of the server cut": servers.cut_connection,
        "backend of Postgres killed": servers.kill_backend,
        "Postgres crashed": servers.crash_database,
    }
    happened = Counter()
    try:
        while not all(client.is_done() and client.ended() for client in clients):
            for client in clients:
                if client.ended() and not client.is_done():
                    client.start()
            if happened.total() < wanted:
                (kind,) = chance.choices(list(kinds), [60, 36, 3, 1])
                happened[kind] += kinds[kind]() is not NOBODY_WAS_HURT
            time.sleep(chance.uniform(0, 2 * pause))
    finally:
        for client in clients:
            client.kill()
    return happened
