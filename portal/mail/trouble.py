"""Does mail go out as it should? Said in words, for administrators and for the monitor."""

from datetime import timedelta

from portal.mail.models import Mail, Sending

LONGEST_OVERDUE = timedelta(minutes=5)


def in_words(now):
    """ "" when mail goes out, or what is the matter, in Dutch."""
    sending = Sending.objects.current()
    if sending.held_at:
        return f"De post is {sending}"
    overdue = Mail.objects.oldest_overdue(now)
    if overdue <= LONGEST_OVERDUE:
        return ""
    return f"Het oudste bericht had {_minutes(overdue)} geleden weg moeten zijn."


def _minutes(passed):
    minutes = int(passed.total_seconds() // 60)
    return f"{minutes} minuten" if minutes < 120 else f"{minutes // 60} uur"
