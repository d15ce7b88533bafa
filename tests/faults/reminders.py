"""Reminders through a storm: none lost, none called sent that was not, every copy explained."""

import random
import tempfile
import time
from collections import Counter
from datetime import timedelta

from .portal import SCALE_IN_WORDS, Portal
from .servers import NOBODY_WAS_HURT, Servers
from .setting_up import set_up
from .weather import Weather

CALM_WITHIN = 300  # seconds: all rows are final by then
SMTP_CHANCE = 0.05  # of each step; some 15 % of the attempts
PEOPLE = 50  # at each meetup
# What can end a sender between the final dot and its note of it, so that it sends again.
ENDS_A_SENDER = {"worker killed", "worker and children killed", "child killed", "Postgres crashed",
                 "backend of Postgres killed"}  # fmt: skip
LAST_WINDOW = 12  # seconds: the lease, and the time that a crash takes


def faults(scene):
    """(Words, how often in a hundred, what happens), of the processes; mail has its weather."""
    servers, portal, chance = scene.servers, scene.portal, scene.random
    return [
        ("child killed", 30, lambda: portal.kill_child(chance)),
        ("broker emptied", 24, servers.empty_broker),
        ("broker frozen", 14, lambda: servers.freeze_broker(chance.uniform(0.2, 1.5))),
        ("broker restarted", 14, servers.restart_broker),
        ("backend of Postgres killed", 7, servers.kill_backend),
        ("beat killed", 5, lambda: portal.kill_beat(chance)),
        ("Postgres crashed", 3, servers.crash_database),
        ("worker killed", 2, portal.kill_worker),
        ("worker and children killed", 1, portal.kill_worker_and_children),
    ]


class Scene:
    def __init__(self, servers, portal, weather, random):
        self.servers, self.portal, self.weather, self.random = servers, portal, weather, random
        self.happened = []

    def storm(self, wanted, *, pause, until_sent):
        """So many faults, those of the mail server counted; and until the last mail is due."""
        words, weights, acts = zip(*faults(self), strict=True)
        while self.count() < wanted or time.time() < until_sent:
            (at,) = self.random.choices(range(len(words)), weights)
            self.happened.append((time.time(), words[at]))
            if acts[at]() is NOBODY_WAS_HURT:
                self.happened.pop()
            time.sleep(self.random.uniform(0, 2 * pause))
            self.portal.supervise()

    def count(self):
        return len(self.happened) + self.weather.mishaps.total()

    def calm(self, done):
        """Whether all is final in time after the last fault, and how long it took."""
        self.weather.chance, start = 0, time.time()
        while time.time() < start + CALM_WITHIN:
            self.portal.supervise()
            if done():
                return time.time() - start
            time.sleep(0.5)
        return None


def run(*, mails, wanted, pause, seed, app="portal"):
    """What came of it, as a dictionary."""
    chance = random.Random(seed)
    with (
        Servers("faults_reminders") as servers,
        Weather(chance, SMTP_CHANCE) as weather,
        tempfile.TemporaryDirectory() as folder,
    ):
        set_up(servers)
        with Portal(servers, weather.port, folder, app=app) as portal:
            scene = Scene(servers, portal, weather, chance)
            until = plan(mails, seconds=0.95 * wanted * pause)
            scene.storm(wanted, pause=pause, until_sent=until)
            calm_after = scene.calm(all_final)
        return report(scene, calm_after)


def plan(mails, *, seconds):
    """Real reminders of real seats, falling due one after the other; answers when the last does."""
    from django.db import connection
    from django.utils import timezone

    from portal.gatherings import actions
    from portal.mail.models import Mail
    from tests.factories.communities import make_community, make_meetup
    from tests.factories.people import make_user

    now, community = timezone.now(), make_community()
    for start in range(0, mails, PEOPLE):
        numbers = range(start, min(start + PEOPLE, mails))
        people = [make_user(name=f"Persoon {number}", password=None) for number in numbers]
        starts_at = now + timedelta(days=3)
        meetup = make_meetup(
            community=community, reminder_days=[1], starts_at=starts_at, published_at=now
        )
        actions.join(meetup, user=people[0], colleagues=people[1:], now=now)
    Mail.objects.exclude(kind="gatherings.reminder").delete()
    for number, mail in enumerate(Mail.objects.order_by("?")):
        mail.due_at = mail.try_at = now + timedelta(seconds=number * seconds / mails)
        mail.save(update_fields=["due_at", "try_at"])
    connection.close()
    return now.timestamp() + seconds


def all_final():
    from django.db import OperationalError, connection

    from portal.mail.models import Mail

    try:
        return not Mail.objects.open().exists()
    except OperationalError:
        connection.close()
        return False


def report(scene, calm_after):
    from django.db import connection

    from portal.mail.models import Mail

    rows, taken = list(Mail.objects.all()), scene.weather.taken()
    connection.close()
    times = {row.message_id: taken.get(row.message_id, []) for row in rows}
    copies = sum(max(0, len(each) - 1) for each in times.values())
    return {
        "scale": SCALE_IN_WORDS,
        "reminders": len(rows),
        "faults": scene.count(),
        "of which": dict(Counter(words for _, words in scene.happened) + scene.weather.mishaps),
        "seconds from the last fault to the last final row": calm_after and round(calm_after),
        "states": dict(Counter(row.state for row in rows)),
        "attempts": sum(row.attempts for row in rows),
        "lost": sum(not each for each in times.values()),
        "falsely accepted": sum(
            row.state == "accepted" and not times[row.message_id] for row in rows
        ),
        "copies": copies,
        "copies not counted": sum(
            max(0, len(times[row.message_id]) - 1 - row.possible_copies) for row in rows
        ),
        "copies not explained": sum(
            not explained(each, scene.happened) for each in times.values()
        ),
    }  # fmt: skip


def explained(times, happened):
    """Each sending but the last was followed by something that could keep it from being noted."""
    return all(
        is_let_down
        or any(
            words in ENDS_A_SENDER and moment - 1 <= when <= moment + LAST_WINDOW
            for when, words in happened
        )
        for moment, is_let_down in times[:-1]
    )


def promises_kept(found):
    is_calm = found["seconds from the last fault to the last final row"] is not None
    troubles = ["lost", "falsely accepted", "copies not counted", "copies not explained"]
    all_sent = found["states"] == {"accepted": found["reminders"]}
    return is_calm and all_sent and not any(found[trouble] for trouble in troubles)
