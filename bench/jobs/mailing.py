"""Mails a second: our sender from row to answer, beside Django's on one connection.

Once with messages that are ready to be made into MIME, once with the same letters to be written.
"""

import cProfile
import pstats
import statistics
import sys
from contextlib import contextmanager
from datetime import timedelta

from bench.asking import milliseconds
from bench.results import Result, against
from bench.seeding import NOW
from bench.servers import bring_up, put_down
from portal.runtime.place import ROOT, folder
from portal.runtime.port import listen
from portal.runtime.service import Service

MAILS, BATCHES = 200, 5
STEPS = {"claim": "claim", "check and render": "prepare", "hand over": "_hand_over",
         "record": "record"}  # fmt: skip


def measure(stage, sizes):
    size = max(sizes)
    with stage.database("participations", size, to_change=True), sink():
        due = _due_in_a_week()
        *batches, last = (due[at::BATCHES] for at in range(min(BATCHES, len(due))))
        ours, floor, writing = _in_turn(batches)
        profile = cProfile.Profile()
        profile.runcall(_deliver, last)
    for beside, django in (("the letter at hand", floor), ("writing the letter too", writing)):
        bar = against(1 / django, 1 / ours, 0.7) | {"bar": "≥ 0.7 × Django"}
        question = f"reminders; Django with {beside}"
        yield Result("mail", question, size, f"{ours:.0f}/s", f"{django:.0f}/s", **bar)
    for step, share in _shares(profile):
        yield Result("mail", f"of which {step}", size, f"{100 * share:.0f}%")


def _due_in_a_week():
    """Reminders of seven days before, for meetups that are then."""
    from communities.models import Meetup, MeetupMoment
    from portal.mail.models import Mail

    meetups = range(1, MAILS // 40 + 2)
    times = {"starts_at": NOW + timedelta(days=6, hours=23), "ends_at": NOW + timedelta(days=8)}
    Meetup.objects.filter(pk__in=meetups).update(**times)
    MeetupMoment.objects.filter(pk__in=meetups).update(**times)
    return list(Mail.objects.due(NOW).soonest_first()[:MAILS])


def _in_turn(batches):
    """Mails a second: ours, Django's with the letters at hand, and Django's that writes them."""
    ours, floor, writing = [], [], []
    for batch in batches:
        messages = _messages(batch)
        floor.append(len(batch) / milliseconds(lambda m=messages: _send(m)))
        writing.append(len(batch) / milliseconds(lambda b=batch: _send(_messages(b))))
        ours.append(len(batch) / milliseconds(lambda b=batch: _deliver(b)))
    return [1000 * statistics.median(each) for each in (ours, floor, writing)]


def _messages(mails):
    """As ours are, but not yet made into MIME: that is part of sending."""
    from portal.mail import kinds
    from portal.mail.composing import compose

    messages = []
    for mail in mails:
        kind = kinds.get(mail.kind)
        message = compose(kind.render(kind.read(mail), NOW), mail.message_id)
        message.mime = None
        messages.append(message)
    return messages


def _send(messages):
    from django.core.mail import get_connection

    get_connection("django.core.mail.backends.smtp.EmailBackend").send_messages(messages)


def _deliver(mails):
    from portal.mail import delivery
    from portal.mail.models import Mail

    pks = [mail.pk for mail in mails]
    delivery.deliver(pks, now=NOW)
    sent = Mail.objects.filter(pk__in=pks, state=Mail.State.ACCEPTED).count()
    if sent != len(pks):
        raise AssertionError(f"{sent} of {len(pks)} mails were sent")


def _shares(profile):
    """What part of the time each step took, with what it called."""
    stats = pstats.Stats(profile)
    took = {name: spent for (path, _, name), (_, _, _, spent, _) in stats.stats.items()
            if "portal/mail" in path}  # fmt: skip
    return [(step, took[name] / took["deliver"]) for step, name in STEPS.items()]


@contextmanager
def sink():
    """A mail server of our own, in a process of its own."""
    from django.conf import settings

    listener = listen(0)
    argv = [sys.executable, "-m", "bench.sink", listener.fileno()]
    options = {"cwd": ROOT, "pass_fds": (listener.fileno(),)}
    process = bring_up(Service("sink", argv, options=options), folder("bench"))
    settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
    try:
        yield
    finally:
        put_down(process)
        listener.close()
