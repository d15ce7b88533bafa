from datetime import timedelta

import pytest

from portal.mail import delivery, outbox
from portal.mail.models import Mail, Sending
from tests.factories.mail import NOW, make_kind, make_letter, make_mail

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


QUARTER = timedelta(minutes=15)


def probe(now):
    """The states afterwards, in the order of planning."""
    delivery.probe(now=now)
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def tripped(smtp):
    """The mail server refuses us all; three mails wait for it to change its mind."""
    smtp.says["MAIL"] = "550 5.7.1 Sender refused"
    mails = [make_mail() for _ in range(3)]
    deliver(*mails)
    return mails


def test_an_accepted_probe_lets_mail_go_out_again(smtp, tripped):
    smtp.says.clear()

    assert probe(NOW + QUARTER * 0.9) == ["retry", "planned", "planned"]
    assert probe(NOW + QUARTER * 1.1) == ["retry", "accepted", "planned"]
    assert str(Sending.objects.current()) == "post gaat uit"

    deliver(*tripped, now=NOW + QUARTER * 1.1)
    assert {mail.state for mail in tripped} == {"accepted"}


def test_a_refused_probe_waits_another_quarter(smtp, tripped):
    told = len(smtp.steps)

    for minutes in (16, 17, 30):
        probe(NOW + timedelta(minutes=minutes))
    assert smtp.count("MAIL") == 2

    smtp.says.clear()
    assert probe(NOW + timedelta(minutes=32)) == ["retry", "retry", "accepted"]
    assert len(smtp.steps) > told
    assert Sending.objects.current().held_at is None


def test_five_refusals_are_probed_too(smtp):
    smtp.says["RCPT"] = BLOCKED
    deliver(*[make_mail() for _ in range(6)])
    smtp.says.clear()

    assert probe(NOW + QUARTER * 1.1) == ["retry"] * 5 + ["accepted"]
    assert Sending.objects.current().refusals == 0


def test_sign_in_mail_does_not_stand_before_a_probe(smtp, tripped):
    """Each time another mail: one that is rightly refused would hold up all for ever."""
    tried = make_mail(urgent=True)
    Mail.objects.filter(pk=tried.pk).update(attempts=3)
    smtp.says.clear()

    assert probe(NOW + QUARTER * 1.1) == ["retry", "accepted", "planned", "planned"]


def test_what_a_person_put_on_hold_is_not_probed(smtp):
    Sending.objects.hold("Teruggezet.", NOW)
    make_mail()

    assert probe(NOW + timedelta(days=1)) == ["planned"]
    assert smtp.steps == []


def test_a_refusal_does_not_make_light_of_a_hold_by_a_person(smtp):
    Sending.objects.hold("Teruggezet.", NOW)
    Sending.objects.trip("535 Wrong password", NOW)
    make_mail()

    assert probe(NOW + timedelta(days=1)) == ["planned"]
    assert str(Sending.objects.current()) == "stilgezet: Teruggezet."


def test_a_person_who_holds_what_is_on_hold_already_ends_the_probing(smtp, tripped):
    Sending.objects.hold("Ik kijk ernaar.", NOW)
    Sending.objects.end_trip()

    assert probe(NOW + timedelta(days=1)) == ["retry", "planned", "planned"]
    assert str(Sending.objects.current()) == "stilgezet: Ik kijk ernaar."


def test_without_due_mail_a_probe_is_kept_for_later(smtp, tripped):
    Mail.objects.open().update(try_at=NOW + timedelta(minutes=20))
    smtp.says.clear()

    assert probe(NOW + QUARTER) == ["retry", "planned", "planned"]
    assert probe(NOW + timedelta(minutes=20)) == ["retry", "accepted", "planned"]


def test_a_probe_whose_mail_is_cancelled_meanwhile_proves_nothing(smtp, tripped):
    Mail.objects.all().delete()
    make_mail(make_kind(render=cancelling))
    smtp.says.clear()

    assert probe(NOW + QUARTER * 1.1) == ["skipped"]
    assert Sending.objects.current().held_at is not None


def cancelling(row, now):
    outbox.cancel(subject=row.subject, reason="Afgemeld.")
    return make_letter()
