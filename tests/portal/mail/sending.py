from portal.mail import delivery
from tests.factories.mail import NOW


def deliver(*mails, now=NOW):
    """Send these mails in one batch, and read back what became of them."""
    delivery.deliver([mail.pk for mail in mails], now=now)
    for mail in mails:
        mail.refresh_from_db()
