"""Whatever happens, in any order: no mail is lost, and each copy is counted."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.mail import delivery, outbox, scanning
from portal.mail.models import Mail, Sending
from tests.factories.mail import NOW, make_kind
from tests.mailserver import ACCEPT_THEN_DROP, DROP

KIND = make_kind().name
MOODS = [
    {},
    {"CONNECT": DROP},
    {"RCPT": "451 4.7.1 Greylisted"},
    {"RCPT": "550 5.7.1 Blocked"},
    {"MAIL": "550 5.7.1 Sender refused"},
    {"DATA": DROP},
    {"DOT": "452 4.3.1 Full"},
    {"DOT": DROP},
    {"DOT": ACCEPT_THEN_DROP},
]
STEPS = [
    *[(name, subject) for name in ("plan", "cancel", "die_sent", "die") for subject in "ab"],
    *[("deliver", mood) for mood in MOODS],
    *[("wait", minutes) for minutes in (1, 4, 90)],
    ("release", None),
]


class World:
    def __init__(self, smtp):
        self.smtp, self.now, self.wanted = smtp, NOW, {}
        smtp.says, smtp.accepted = {}, []

    def plan(self, subject):
        self.wanted[subject] = True
        times = {"due_at": NOW, "not_after": NOW + timedelta(days=30)}
        outbox.plan(KIND, subject=subject, recipient="user:1", occasion="once", **times)

    def cancel(self, subject):
        self.wanted[subject] = False
        outbox.cancel(subject=subject, reason="Afgemeld.")

    def deliver(self, mood):
        self.smtp.says = mood
        for pks in scanning.hints(self.now):
            delivery.deliver(pks, now=self.now)

    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    def release(self, _):
        Sending.objects.release()

    def die(self, subject):
        """A worker takes the mail and is never heard of again."""
        mail = Mail.objects.filter(subject=subject).first()
        return mail and delivery.claim(mail.pk, self.now)

    def die_sent(self, subject):
        """It was at the mail server, but the worker did not live to write that down."""
        if mail := self.die(subject):
            Mail.objects.claimed_as(mail).update(handing_over_at=self.now)
            self.smtp.accepted.append(f"Message-ID: {mail.message_id}\r\n\r\n".encode())

    def calm_down(self):
        for _ in range(10):
            self.release(None)
            self.wait(90)
            Mail.objects.filter(state="failed").try_again(self.now)
            self.deliver({})


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def live_through(smtp, steps):
    with rolled_back():
        world = World(smtp)
        world.plan("a")
        world.plan("b")
        for name, argument in steps:
            getattr(world, name)(argument)
        world.calm_down()
        sent = Counter(message["Message-ID"] for message in smtp.messages)
        for mail in Mail.objects.all():
            assert mail.state == ("accepted" if world.wanted[mail.subject] else mail.state)
            assert mail.state in ("accepted", "skipped")
            if mail.state == "accepted":
                assert 1 <= sent[mail.message_id] <= 1 + mail.possible_copies


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(STEPS), min_size=2, max_size=10))
def test_no_mail_is_lost_and_each_copy_is_counted(smtp, steps):
    live_through(smtp, steps)


def test_a_copy_that_is_not_counted_is_seen(smtp, monkeypatch):
    """The control: a claim that forgets who died while handing over."""
    broken = delivery.CLAIM.replace("(handing_over_at IS NOT NULL)::int", "0")
    monkeypatch.setattr(delivery, "CLAIM", broken)

    with pytest.raises(AssertionError, match="possible_copies"):
        live_through(smtp, [("die_sent", "a")])


def test_a_lost_mail_is_seen(smtp, monkeypatch):
    """The control: planning that leaves cancelled mail as it is."""
    monkeypatch.setattr(
        outbox, "plan_many", lambda mails: Mail.objects.bulk_create(mails, ignore_conflicts=True)
    )

    with pytest.raises(AssertionError, match="skipped"):
        live_through(smtp, [("cancel", "a"), ("plan", "a")])
