from email import message_from_bytes, policy

import pytest
import vobject

from portal.mail.composing import compose
from portal.mail.letters import Calendar
from tests.factories.mail import make_letter

MESSAGE_ID = "<1@leren.example>"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//proef//NL\r\nMETHOD:REQUEST\r\n"
    "BEGIN:VEVENT\r\nUID:1@leren.example\r\nDTSTAMP:20261201T080000Z\r\n"
    "DTSTART:20270114T090000Z\r\nSUMMARY:Één dag\\, samen\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
).encode()


def read(**fields):
    """The message as another program reads it."""
    sent = compose(make_letter(**fields), MESSAGE_ID).message().as_bytes(linesep="\r\n")
    return message_from_bytes(sent, policy=policy.default)


def parts(message):
    return [part.get_content_type() for part in message.walk()]


def test_a_plain_letter():
    message = read()

    assert parts(message) == ["text/plain"]
    assert {name: message[name] for name in ("To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "To": "wim@soest.example",
        "Subject": "Hallo",
        "Message-ID": MESSAGE_ID,
        "Auto-Submitted": "auto-generated",
    }
    assert message["From"] == "Lerend werken <portaal@lerend-werken.example>"
    assert message["Reply-To"] == "contact@lerend-werken.example"
    assert message["List-Unsubscribe"] is None
    assert message["Date"].datetime.year >= 2026


def test_the_headers_of_a_letter_to_many():
    message = read(reply_to="vng@demo.example", unsubscribe_url="https://leren.example/af/1/")

    assert {
        name: message[name] for name in ("Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post")
    } == {
        "Reply-To": "vng@demo.example",
        "List-Unsubscribe": "<https://leren.example/af/1/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_text_and_html_are_alternatives():
    message = read(text="Dag Wim", html="<p>Dag <b>Wim</b></p>")

    assert parts(message) == ["multipart/alternative", "text/plain", "text/html"]
    assert [part.get_content().strip() for part in message.iter_parts()] == [
        "Dag Wim",
        "<p>Dag <b>Wim</b></p>",
    ]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_item_is_an_alternative_and_a_file(method):
    message = read(html="<p>Dag</p>", calendars=(Calendar(method, CALENDAR),))

    assert parts(message) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    invitation, attached = list(message.walk())[-2:]
    assert invitation["Content-Type"].params == {"method": method, "charset": "utf-8"}
    assert attached.get_filename() == "invite.ics"
    for content in (invitation.get_content(), attached.get_content().decode()):
        assert vobject.readOne(content).vevent.summary.value == "Één dag, samen"


def test_items_for_several_moments_are_files():
    message = read(calendars=(Calendar("REQUEST", CALENDAR), Calendar("CANCEL", CALENDAR)))

    assert parts(message) == [
        *("multipart/mixed", "text/plain", "application/ics", "application/ics"),
    ]
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["invite-1.ics", "invite-2.ics"]


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Tot morgen\r\nBcc: iedereen@soest.example", "Tot morgen Bcc: iedereen@soest.example"),
        ("Tot\x00 \u2028morgen\x85\t!", "Tot morgen !"),
        ("Samen leren 👩‍💻🎉", "Samen leren 👩‍💻🎉"),
        ("שלום · مرحبا", "שלום · مرحبا"),
        ("x" * 1000, "x" * 199 + "…"),
        ("é" * 1000, "é" * 199 + "…"),
    ],
)
def test_a_strange_title_stays_in_its_header(title, subject):
    message = read(subject=title)

    assert message["Subject"].strip() == subject  # a fold before a long word leaves a space
    assert sorted(message.keys()) == sorted(read().keys())


def test_a_letter_needs_an_address():
    with pytest.raises(ValueError, match="without an address"):
        compose(make_letter(to=""), MESSAGE_ID)
