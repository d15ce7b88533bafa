"""Several workers at once, each with a connection of its own to the database."""

import threading

import pytest
from django.db import connections

from portal.mail import delivery, outbox
from portal.mail.models import Mail
from tests.factories.mail import NOW, make_mail

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 12


def at_once(work):
    """Do ``work`` in all workers at the same moment, and wait for the last."""
    start, faults = threading.Barrier(WORKERS), []

    def run():
        try:
            start.wait()
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_one_mail_delivered_by_all_is_sent_once(smtp):
    smtp.slow["DOT"] = 0.2
    mail = make_mail()

    at_once(lambda: [delivery.deliver([mail.pk], now=NOW) for _ in range(5)])

    assert smtp.count("DATA") == 1  # of sixty


def test_without_the_claim_it_is_sent_more_than_once(smtp, monkeypatch):
    """The control: the same harness sees a broken outbox."""

    def read_only(pk, now, **options):
        Mail.objects.filter(pk=pk).update(state="sending")
        return Mail.objects.get(pk=pk)

    monkeypatch.setattr(delivery, "claim", read_only)
    smtp.slow["DOT"] = 0.2
    mail = make_mail()

    at_once(lambda: delivery.deliver([mail.pk], now=NOW))

    assert smtp.count("DATA") > 1


def test_many_mails_delivered_by_all_are_sent_once_each(smtp):
    pks = [make_mail().pk for _ in range(20)]

    at_once(lambda: delivery.deliver(pks, now=NOW))

    assert sorted(message["Message-ID"] for message in smtp.messages) == sorted(
        Mail.objects.values_list("message_id", flat=True)
    )


def test_planned_by_all_is_one_row():
    kind = make_mail().kind
    rows = []

    def plan():
        rows.append(
            outbox.plan(
                kind, subject="a", recipient="b", occasion="c", due_at=NOW, not_after=NOW
            ).pk
        )

    at_once(plan)

    assert (len(rows), len(set(rows))) == (WORKERS, 1)
