"""One gathering, many clients at once, and things that die: nobody twice, never one too many."""

import os
import random
import signal
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from portal.runtime.processes import die_with_parent

from .servers import NOBODY_WAS_HURT, Servers
from .setting_up import set_up

CLIENTS = 32
IN_FIVE = 5  # a seat for one in five
LEAVES = 20  # one in twenty leaves again
FAULT_OF_OUR_OWN = 70


def run(*, people, wanted, pause, seed, control=False):
    """What came of it, as a dictionary."""
    with Servers("faults_seats") as servers, tempfile.TemporaryDirectory() as folder:
        set_up(servers)
        gathering, users = crowd(people)
        act = unguarded_copy(gathering) if control else guarded(gathering)
        clients = [
            Client(Path(folder) / str(number), users[number::CLIENTS], act)
            for number in range(CLIENTS)
        ]
        happened = storm(servers, clients, wanted, pause, random.Random(seed))
        return report(gathering, users, happened, control=control)


def crowd(people):
    from django.contrib.auth import get_user_model
    from django.db import connection

    from tests.factories.communities import make_meetup

    model = get_user_model()
    users = model.objects.bulk_create(
        model(email=f"persoon{number}@gemeente.example", name=f"Persoon {number}", password="!")
        for number in range(people)
    )
    gathering = make_meetup(seats=people // IN_FIVE)
    connection.close()
    return gathering, users


def guarded(gathering):
    from portal.gatherings import actions
    from tests.factories.gatherings import NOW

    def act(user, number):
        actions.join(gathering, user=user, now=NOW)
        actions.join(gathering, user=user, now=NOW)
        if number % LEAVES == 0:
            actions.leave(gathering, user=user, now=NOW)

    return act


def unguarded_copy(gathering):
    """The control, in copies of the tables without constraints: count, and insert."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE copied_seats AS SELECT seats FROM communities_meetup")
        cursor.execute(
            "CREATE TABLE copied_registration AS SELECT user_id, state"
            " FROM communities_registration WITH NO DATA"
        )
    connection.close()

    def act(user, number):
        for _ in range(2):
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM copied_registration WHERE state = 'seated'")
                (taken,) = cursor.fetchone()
                cursor.execute("SELECT pg_sleep(0.005)")
                cursor.execute(
                    "INSERT INTO copied_registration SELECT %s,"
                    " CASE WHEN %s < seats THEN 'seated' ELSE 'waiting' END FROM copied_seats"
                    " WHERE NOT EXISTS (SELECT FROM copied_registration WHERE user_id = %s)",
                    [user.pk, taken, user.pk],
                )

    return act


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


def report(gathering, users, happened, *, control):
    from django.db import connection

    with connection.cursor() as cursor:
        table = "copied_registration" if control else "communities_registration"
        cursor.execute(f"SELECT user_id, state FROM {table}")  # noqa: S608 - names of ours
        rows = cursor.fetchall()
    gathering.refresh_from_db()
    connection.close()
    states = Counter(state for _, state in rows)
    gone = sum(number % LEAVES == 0 for share in range(CLIENTS)
               for number in range(len(users[share::CLIENTS])))  # fmt: skip
    return {
        "people": len(users),
        "seats": gathering.seats,
        "faults": happened.total(),
        "of which": dict(happened),
        "states": dict(states),
        "over": max(0, states["seated"] - gathering.seats),
        "double": len(rows) - len({user for user, _ in rows}),
        "lost": len(users) - len({user for user, _ in rows}),
        "counter wrong by": 0 if control else gathering.taken - states["seated"],
        "empty seats": 0 if control else gathering.seats - states["seated"],
        "who should have left": 0 if control else gone - states["left"],
        "mails wrong": 0 if control else mails_wrong(gathering),
    }


def mails_wrong(gathering):
    """Who has a seat was told so and will be reminded; who waits was told that."""
    from portal.keys import key_of
    from portal.mail.models import Mail

    planned = Counter(Mail.objects.open().values_list("subject", "kind"))
    wrong = 0
    for one in gathering.participations.active():
        told = sum(planned[key_of(one), f"gatherings.{kind}"] for kind in ("confirmed", "promoted"))
        waits = planned[key_of(one), "gatherings.waiting"]
        leads = planned[key_of(one), "gatherings.reminder"]
        wanted = (1, 2) if one.is_seated else (0, 0)
        wrong += (told, leads) != wanted or (one.is_waiting and waits != 1)
    return wrong


def promises_kept(found):
    troubles = ["over", "double", "lost", "counter wrong by", "empty seats",
                "who should have left", "mails wrong"]  # fmt: skip
    return not any(found[trouble] for trouble in troubles)
