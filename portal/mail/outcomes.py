"""What an answer of the mail server, or the lack of one, means for a mail."""

import re
import smtplib
from dataclasses import dataclass
from functools import singledispatch

from portal.mail.models import Mail
from portal.mail.smtp import AcceptanceUnknownError

UNKNOWN_USER = "5.1.1"
ABOUT_THE_MAILBOX = ("5.1.", "5.2.")  # RFC 3463: addressing, mailbox; the rest is policy


@dataclass(frozen=True)
class Outcome:
    """What becomes of a mail, and what that says about its address and about all other mail."""

    state: Mail.State
    answer: str = ""
    possible_copy: bool = False
    unknown_address: str = ""
    refusal: str = ""
    stops_sending: bool = False
    server_is_away: bool = False


def accepted(answer):
    return Outcome(Mail.State.ACCEPTED, without_addresses(answer))


@singledispatch
def outcome_of(error):
    """The outcome of an attempt that ended in ``error``; this one is a fault of our own."""
    return Outcome(Mail.State.FAILED, f"Kon niet worden aangeboden: {type(error).__name__}")


@outcome_of.register
def _(error: OSError):
    return Outcome(Mail.State.RETRY, f"Geen verbinding: {error}")


@outcome_of.register
def _(error: AcceptanceUnknownError):
    return Outcome(Mail.State.RETRY, f"Verbroken na verzending: {error}", possible_copy=True)


@outcome_of.register
def _(error: smtplib.SMTPNotSupportedError):
    return Outcome(Mail.State.RETRY, str(error), stops_sending=True)


@outcome_of.register
def _(error: smtplib.SMTPResponseException):
    """The greeting, signing in, the sender: what is refused for good there holds for all mail."""
    answer = _text(error.smtp_code, error.smtp_error)
    return Outcome(Mail.State.RETRY, answer, stops_sending=error.smtp_code >= 500)


@outcome_of.register
def _(error: smtplib.SMTPDataError):
    return _refused(error.smtp_code, error.smtp_error)


@outcome_of.register
def _(error: smtplib.SMTPRecipientsRefused):
    [(address, (code, answer))] = error.recipients.items()
    return _refused(code, answer, address)


def _refused(code, answer, address=""):
    text = _text(code, answer)
    if code < 500:
        return Outcome(Mail.State.RETRY, text)
    found = re.search(r"\b5\.\d+\.\d+\b", text)
    status = found.group() if found else ""
    if status == UNKNOWN_USER:
        return Outcome(Mail.State.FAILED, text, unknown_address=address)
    if status.startswith(ABOUT_THE_MAILBOX):
        return Outcome(Mail.State.FAILED, text)
    return Outcome(Mail.State.FAILED, text, refusal=f"{code} {status}" if status else text)


def _text(code, answer):
    return without_addresses(f"{code} {answer.decode(errors='replace')}")


def without_addresses(answer):
    """A server repeats addresses in its answers; a row must not hold any."""
    return re.sub(r"[^\s<>]+@[^\s<>]+", "…", answer)
