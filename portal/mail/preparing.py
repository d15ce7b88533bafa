"""Just before sending: is it still due, and what does it say, by the facts of now."""

import logging

from django.db import InterfaceError, OperationalError

from portal.mail import kinds
from portal.mail.composing import compose
from portal.mail.models import Mail
from portal.mail.outcomes import Outcome

logger = logging.getLogger(__name__)


def prepare(mail, now):
    """The message, or the outcome that says why there is none; a faulty mail fails alone."""
    if now > mail.not_after:
        logger.error("Mail %s was not sent in time", mail.pk)
        return Outcome(Mail.State.EXPIRED, mail.answer)
    try:
        return _check_and_render(mail, now)
    except (OperationalError, InterfaceError):  # the database is away: the lease will run out
        raise
    except kinds.UnknownKindError:  # this process is older than the row
        return Outcome(Mail.State.RETRY, "Onbekende soort bericht.")
    except Exception as error:
        logger.exception("Mail %s cannot be rendered", mail.pk)
        return Outcome(Mail.State.FAILED, f"Kon niet worden opgemaakt: {type(error).__name__}")


def _check_and_render(mail, now):
    kind = kinds.get(mail.kind)
    about = kind.read(mail)
    if reason := kind.still_due(about, now):
        return Outcome(Mail.State.SKIPPED, reason)
    return compose(kind.render(about, now), mail.message_id)
