from datetime import timedelta

import pytest

from portal.mail.models import Sending
from tests.factories.mail import NOW, make_mail

from .sending import deliver

BLOCKED = "550 5.7.1 Blocked"


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
    assert {mail.not_after for mail in mails} == {NOW + timedelta(days=7)}
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
