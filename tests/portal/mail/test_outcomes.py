from datetime import timedelta

import pytest

from portal.mail import delivery
from portal.mail.models import Mail, SuppressedAddress
from tests.factories.mail import NOW, make_mail
from tests.mailserver import ACCEPT_THEN_DROP, DROP, DROP_IN_DATA

from .sending import deliver

UNKNOWN = "550 5.1.1 <wim@soest.example> unknown"


def minutes_to_next_try(mail, now=NOW):
    return (mail.try_at - now).total_seconds() / 60


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
