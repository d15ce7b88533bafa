from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from portal.mail import delivery, outbox
from portal.mail.models import Mail, Sending, SuppressedAddress
from tests.factories.mail import NOW, make_kind, make_letter, make_mail

from .smtp import ACCEPT_THEN_DROP, DROP, DROP_IN_DATA

UNKNOWN = "550 5.1.1 <wim@soest.example> unknown"
BLOCKED = "550 5.7.1 Blocked"


def deliver(*mails, now=NOW):
    delivery.deliver([mail.pk for mail in mails], now=now)
    for mail in mails:
        mail.refresh_from_db()


def whole(moment):
    """Without the part of a second that passed in the batch."""
    return moment.replace(microsecond=0)


def minutes_to_next_try(mail, now=NOW):
    return (mail.try_at - now).total_seconds() / 60


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


def test_mail_that_is_not_due_any_more_is_skipped(smtp):
    mail = make_mail(make_kind(still_due=lambda row, now: f"Afgemeld voor {row.subject}."))

    deliver(mail)

    assert (mail.state, mail.answer) == ("skipped", f"Afgemeld voor {mail.subject}.")
    assert smtp.steps == []


def test_the_rules_get_the_row_and_now(smtp):
    asked = []

    def still_due(row, now):
        asked.append((row.subject, now >= NOW))
        return ""

    mail = make_mail(make_kind(still_due=still_due))
    deliver(mail)

    assert asked == [(mail.subject, True)]


def test_mail_that_is_too_late_expires(smtp, caplog):
    mail = make_mail(not_after=NOW, payload=b"123456")

    deliver(mail, now=NOW + timedelta(seconds=1))

    assert (mail.state, mail.payload, smtp.steps) == ("expired", None, [])
    assert caplog.messages == [f"Mail {mail.pk} was not sent in time"]


def test_a_scanner_that_was_dead_for_days_sends_what_is_not_too_late(smtp):
    reminder = make_mail(not_after=NOW + timedelta(days=1))
    confirmation = make_mail(not_after=NOW + timedelta(days=7))

    deliver(reminder, confirmation, now=NOW + timedelta(days=3))

    assert (reminder.state, confirmation.state) == ("expired", "accepted")


def broken(row, now):
    raise KeyError("title")


@pytest.mark.parametrize(
    ("render", "fault"),
    [
        (broken, "KeyError"),
        (lambda row, now: make_letter(to=""), "ValueError"),
        (lambda row, now: make_letter(reply_to="a@b.example\nBcc: c@d.example"), "BadHeaderError"),
    ],
)
def test_a_faulty_mail_fails_alone(smtp, render, fault):
    faulty, good = make_mail(make_kind(render=render)), make_mail()

    deliver(faulty, good)

    assert (faulty.state, faulty.answer) == ("failed", f"Kon niet worden opgemaakt: {fault}")
    assert good.state == "accepted"


def test_an_address_that_cannot_be_written_fails_alone(smtp):
    two_addresses = make_kind(render=lambda row, now: make_letter(to="a@b.example, c@d.example"))
    faulty, good = make_mail(two_addresses), make_mail()

    deliver(faulty, good)

    assert (faulty.state, faulty.answer) == ("failed", "Kon niet worden aangeboden: ValueError")
    assert good.state == "accepted"


def test_a_kind_that_is_not_known_yet_is_tried_later(smtp):
    mail = outbox.plan(
        "test.of-a-newer-version",
        subject="a",
        recipient="b",
        occasion="c",
        due_at=NOW,
        not_after=NOW + timedelta(days=1),
    )

    deliver(mail)

    assert (mail.state, mail.answer) == ("retry", "Onbekende soort bericht.")


def test_a_database_that_is_away_leaves_the_mail_to_the_next(smtp):
    def still_due(row, now):
        raise OperationalError("server closed the connection")

    mail = make_mail(make_kind(still_due=still_due))

    with pytest.raises(OperationalError):
        deliver(mail)

    mail.refresh_from_db()
    assert (mail.state, whole(mail.try_at)) == ("sending", NOW + timedelta(seconds=180))


@pytest.mark.parametrize(
    ("step", "answer", "told"),
    [
        ("MAIL", "421 4.3.2 Busy", "421 4.3.2 Busy"),
        ("MAIL", "451 4.7.1 Try later", "451 4.7.1 Try later"),
        ("RCPT", "451 4.7.1 <wim@soest.example> greylisted", "451 4.7.1 <…> greylisted"),
        ("RCPT", "421 4.3.2 Busy", "421 4.3.2 Busy"),
        ("DATA", "421 4.3.2 Busy", "421 4.3.2 Busy"),
        ("DOT", "452 4.3.1 Full", "452 4.3.1 Full"),
        ("MAIL", DROP, "Geen verbinding: Connection unexpectedly closed"),
        ("DATA", DROP, "Geen verbinding: Connection unexpectedly closed"),
    ],
)
def test_a_passing_refusal_is_tried_again(smtp, step, answer, told):
    smtp.says[step] = [answer]
    first, second = make_mail(), make_mail()

    deliver(first, second)
    assert (first.state, first.answer, first.possible_copies) == ("retry", told, 0)
    assert first.handing_over_at is None
    assert second.state == "accepted"

    deliver(first, now=NOW + timedelta(minutes=2))
    assert (first.state, first.attempts) == ("accepted", 2)
    assert smtp.messages[-1]["Message-ID"] == first.message_id


def test_the_waits_grow_and_end_when_it_is_too_late(smtp):
    smtp.says["RCPT"] = "451 4.7.1 Greylisted"
    mail, now, waits = make_mail(not_after=NOW + timedelta(hours=3)), NOW, []

    while mail.state in ("planned", "retry"):
        deliver(mail, now=now)
        waits.append(minutes_to_next_try(mail, now))
        now = mail.try_at + timedelta(seconds=1)

    usual = [1, 5, 15, 60, 60]
    for wait, expected in zip(waits, usual, strict=False):
        assert 0.8 * expected <= wait <= 1.2 * expected
    assert (mail.state, mail.answer) == ("expired", "451 4.7.1 Greylisted")
    assert mail.settled_at - mail.not_after < timedelta(seconds=2)


def test_a_mail_server_that_is_away_stops_the_batch(smtp, settings):
    settings.EMAIL_PORT = 1
    first, second = make_mail(), make_mail()

    deliver(first, second)

    assert first.state == "retry"
    assert first.answer == "Geen verbinding: [Errno 111] Connection refused"
    assert (second.state, second.attempts) == ("planned", 0)


def test_a_mail_server_that_stalls_is_tried_again(smtp, settings):
    settings.EMAIL_TIMEOUT = 0.2
    smtp.slow["RCPT"] = 1
    mail = make_mail()

    deliver(mail)

    assert (mail.state, mail.possible_copies) == ("retry", 0)
    assert "timed out" in mail.answer


def test_lost_in_the_message_is_tried_again(smtp):
    smtp.says["DATA"] = DROP_IN_DATA
    mail = make_mail()

    deliver(mail)

    assert (mail.state, smtp.accepted) == ("retry", [])


def test_lost_after_the_final_dot_is_tried_again_as_a_possible_copy(smtp):
    """Who hears nothing after sending all cannot know whether it was taken."""
    smtp.says["DOT"] = DROP
    mail = make_mail()

    deliver(mail)

    assert (mail.state, mail.possible_copies, smtp.accepted) == ("retry", 1, [])


def test_lost_after_acceptance_is_sent_again_under_the_same_name(smtp):
    smtp.says["DOT"] = [ACCEPT_THEN_DROP]
    mail = make_mail()

    deliver(mail)
    assert mail.answer.startswith("Verbroken na verzending:")
    deliver(mail, now=NOW + timedelta(minutes=2))

    assert (mail.state, mail.possible_copies) == ("accepted", 1)
    assert [message["Message-ID"] for message in smtp.messages] == [mail.message_id] * 2


def test_who_died_while_handing_over_leaves_a_possible_copy(smtp):
    mail = make_mail()
    claimed = delivery.claim(mail.pk, NOW)
    Mail.objects.claimed_as(claimed).update(handing_over_at=NOW)

    deliver(mail, now=NOW + timedelta(seconds=181))

    assert (mail.state, mail.attempts, mail.possible_copies) == ("accepted", 2, 1)


def test_an_unknown_user_fails_and_gets_nothing_more(smtp):
    smtp.says["RCPT"] = [UNKNOWN]
    first, second = make_mail(), make_mail()

    deliver(first, second)

    assert (first.state, first.answer) == ("failed", "550 5.1.1 <…> unknown")
    assert (second.state, second.answer) == ("skipped", "Het adres is onbruikbaar.")
    assert list(SuppressedAddress.objects.values_list("address", "answer")) == [
        ("wim@soest.example", "550 5.1.1 <…> unknown")
    ]


def test_sign_in_mail_goes_to_an_unusable_address_too(smtp):
    SuppressedAddress.objects.suppress("Wim@Soest.example", "550", NOW)
    mail = make_mail(urgent=True)

    deliver(mail)

    assert mail.state == "accepted"


@pytest.mark.parametrize("answer", ["552 5.2.2 Mailbox full", "550 5.1.2 Bad host"])
def test_one_refused_recipient_does_not_stop_the_others(smtp, answer):
    smtp.says["RCPT"] = [answer] * 6
    mails = [make_mail() for _ in range(7)]

    deliver(*mails)

    assert [mail.state for mail in mails] == ["failed"] * 6 + ["accepted"]
    assert SuppressedAddress.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("CONNECT", "554 5.7.1 Go away"),
        ("AUTH", "535 5.7.8 Wrong password"),
        ("MAIL", "550 5.7.1 Sender refused"),
    ],
)
def test_a_refused_sender_stops_sending(smtp, settings, step, answer):
    smtp.says |= {"EHLO": "250-moody\r\n250 AUTH PLAIN", step: answer}
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portaal", "geheim"
    if step != "AUTH":
        smtp.says["AUTH"] = "235 2.7.0 Welcome"
    first, second = make_mail(), make_mail()

    deliver(first, second)

    assert (first.state, first.answer) == ("retry", answer)
    assert (second.state, second.attempts) == ("planned", 0)
    assert Sending.objects.current().held_reason == answer
    assert smtp.accepted == []


def test_a_relay_without_encryption_stops_sending(smtp, settings):
    settings.EMAIL_USE_TLS = True
    mail = make_mail()

    deliver(mail)

    assert (mail.state, mail.answer) == ("retry", "STARTTLS extension not supported by server.")
    assert str(Sending.objects.current()) == (
        "stilgezet: STARTTLS extension not supported by server."
    )


@pytest.mark.parametrize(
    ("step", "answer", "reason"),
    [
        ("RCPT", BLOCKED, "550 5.7.1"),
        ("DOT", "554 5.7.1 Spam, number 123", "554 5.7.1"),
        ("RCPT", "550 No", "550 No"),
    ],
)
def test_five_same_refusals_in_a_row_stop_sending(smtp, step, answer, reason):
    smtp.says[step] = answer
    mails = [make_mail() for _ in range(6)]

    deliver(*mails)

    assert [mail.state for mail in mails] == ["retry"] * 5 + ["planned"]
    assert Sending.objects.current().held_reason == f"5 keer op rij geweigerd: {reason}"

    smtp.says.clear()
    Sending.objects.release()
    deliver(*mails, now=NOW + timedelta(seconds=1))
    assert [mail.state for mail in mails] == ["accepted"] * 6


def test_refusals_that_are_not_in_a_row_do_not_stop_sending(smtp):
    smtp.says["RCPT"] = [*[BLOCKED] * 4, "250 OK", *[BLOCKED] * 4, "550 5.7.2 Other", BLOCKED]
    mails = [make_mail() for _ in range(11)]

    deliver(*mails)

    assert [mail.state for mail in mails] == [
        *["failed"] * 4,
        "accepted",
        *["failed"] * 4,
        "failed",
        "failed",
    ]
    assert str(Sending.objects.current()) == "post gaat uit"


def test_nothing_goes_out_while_on_hold(smtp):
    Sending.objects.hold("Teruggezet uit een reservekopie.", NOW)
    mail = make_mail()

    deliver(mail)

    assert (mail.state, mail.attempts, smtp.steps) == ("planned", 0, [])


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


def test_secret_content_is_wiped_once_sent(smtp):
    kind = make_kind(render=lambda row, now: make_letter(text=row.secret.decode()))
    mail = make_mail(kind, payload=b"Je code is 123456", urgent=True)

    deliver(mail)

    assert mail.payload is None
    assert smtp.messages[0].get_content() == "Je code is 123456"


def test_secret_content_stays_for_another_try(smtp):
    smtp.says["RCPT"] = ["451 4.7.1 Greylisted"]
    mail = make_mail(payload=b"123456")

    deliver(mail)

    assert mail.secret == b"123456"


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
def test_no_transaction_is_open_at_the_mail_server(smtp):
    open_in = []

    def render(row, now):
        open_in.append(connection.in_atomic_block)
        return make_letter()

    deliver(make_mail(make_kind(render=render)))

    assert open_in == [False]
