from datetime import timedelta

import pytest
from django.db import OperationalError

from portal.mail import outbox
from tests.factories.mail import NOW, make_kind, make_letter, make_mail

from .sending import deliver


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
    assert (mail.state, mail.try_at.replace(microsecond=0)) == (
        "sending",
        NOW + timedelta(seconds=180),
    )


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
