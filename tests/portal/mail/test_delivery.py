from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.mail import delivery, outbox
from portal.mail.models import SuppressedAddress
from portal.mail.smtp import Client
from tests.factories.mail import NOW, make_kind, make_letter, make_mail

from .sending import deliver


def whole(moment):
    """Without the part of a second that passed in the batch."""
    return moment.replace(microsecond=0)


def test_due_mail_is_sent_once(smtp):
    mail = make_mail()

    deliver(mail)
    deliver(mail)

    assert smtp.count("DOT") == 1
    assert (mail.state, mail.attempts, whole(mail.settled_at)) == ("accepted", 1, NOW)
    assert mail.answer == "250 2.0.0 queued"
    assert [message["Message-ID"] for message in smtp.messages] == [mail.message_id]


def test_no_row_holds_an_address(smtp):
    smtp.says["DOT"] = "250 2.0.0 queued for wim@soest.example"
    mail = make_mail()

    deliver(mail)

    assert mail.answer == "250 2.0.0 queued for …"


def test_any_mail_backend_of_django_serves(mailoutbox):
    mail = make_mail()

    deliver(mail)

    assert (mail.state, mail.answer) == ("accepted", "")
    assert [message.to for message in mailoutbox] == [["wim@soest.example"]]


def test_mail_that_is_not_due_yet_stays(smtp):
    mail = make_mail(due_at=NOW + timedelta(seconds=1))

    deliver(mail)

    assert (mail.state, mail.attempts, smtp.steps) == ("planned", 0, [])


def test_one_connection_serves_a_batch(smtp):
    deliver(make_mail(), make_mail(), make_mail())

    assert (smtp.count("CONNECT"), smtp.count("DOT"), smtp.count("QUIT")) == (1, 3, 1)


def test_sign_in_mail_goes_before_the_reminders_of_a_batch(smtp):
    reminders = [make_mail(), make_mail()]
    sign_in = make_mail(
        make_kind(render=lambda row, now: make_letter(subject="Inloggen")), urgent=True
    )

    deliver(*reminders)

    assert [message["Subject"] for message in smtp.messages] == ["Inloggen", "Hallo", "Hallo"]
    sign_in.refresh_from_db()
    assert sign_in.state == "accepted"


def test_a_batch_takes_up_nothing_after_a_minute(smtp, monkeypatch):
    monkeypatch.setattr(delivery, "BATCH_TIME", timedelta(0))
    mail = make_mail()

    deliver(mail)

    assert (mail.state, smtp.steps) == ("planned", [])


def cancelling(mail):
    outbox.cancel(subject=mail.subject, reason="Afgemeld.")
    return make_letter()


def test_cancelled_while_rendering_is_not_sent(smtp):
    mail = make_mail(make_kind(render=lambda row, now: cancelling(row)))

    deliver(mail)

    assert (mail.state, mail.answer, smtp.count("MAIL")) == ("skipped", "Afgemeld.", 0)


def test_cancelled_while_handing_over_tells_the_truth(smtp):
    mail = make_mail()
    claimed = delivery.claim(mail.pk, NOW)
    outbox.cancel(subject=mail.subject, reason="Afgemeld.")

    delivery.record(claimed, delivery.Outcome("retry", "451"), NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.answer) == ("skipped", "Afgemeld.")

    delivery.record(claimed, delivery.Outcome("accepted", "250 OK"), NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.answer) == ("accepted", "250 OK")


def steal(mail):
    """Another worker finds the lease over and claims the mail."""
    return delivery.claim(mail.pk, NOW + timedelta(seconds=181))


@pytest.mark.parametrize("state", ["accepted", "retry", "failed"])
def test_who_lost_the_lease_writes_nothing(state):
    mail = make_mail()
    slow = delivery.claim(mail.pk, NOW)
    thief = steal(mail)

    delivery.record(
        slow, delivery.Outcome(state, "550 5.1.1", unknown_address="wim@soest.example"), NOW
    )

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.answer) == ("sending", thief.attempts, "")
    assert SuppressedAddress.objects.count() == 0


def test_who_still_has_the_lease_writes():
    """The control: the same as above, without another worker."""
    mail = make_mail()
    slow = delivery.claim(mail.pk, NOW)

    delivery.record(slow, delivery.Outcome("failed", "550 5.1.1"), NOW)

    mail.refresh_from_db()
    assert mail.state == "failed"


def test_who_lost_the_lease_while_rendering_sends_nothing(smtp):
    def render(row, now):
        steal(row)
        return make_letter()

    mail = make_mail(make_kind(render=render))

    deliver(mail)

    assert (mail.state, mail.attempts, smtp.count("MAIL")) == ("sending", 2, 0)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_at_the_mail_server(smtp, monkeypatch):
    open_in, data = [], Client.data

    def watched(client, message):
        open_in.append(connection.in_atomic_block)
        return data(client, message)

    monkeypatch.setattr(Client, "data", watched)
    deliver(make_mail())

    assert open_in == [False]


@pytest.mark.django_db(transaction=True)
def test_only_the_commit_before_handing_over_waits_for_the_disk(smtp):
    mail = make_mail()

    with CaptureQueriesContext(connection) as captured:
        deliver(mail)

    updates = [query["sql"] for query in captured if "UPDATE" in query["sql"]]
    assert ["synchronous_commit" in update for update in updates] == [True, False, True]
    assert "SET handing_over_at = " in updates[1]


@pytest.mark.django_db(transaction=True)
def test_what_does_not_wait_for_the_disk_is_that_statement_alone(smtp):
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = 'on'")
        deliver(make_mail())
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
        cursor.execute("RESET synchronous_commit")
