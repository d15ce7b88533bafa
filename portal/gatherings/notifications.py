"""What holds for meetups and editions alike.

Reminders can be switched off; what else is mailed about a gathering one cannot do without.
"""

from django.utils import timezone
from django.utils.formats import date_format

from portal.notifications import kinds
from portal.notifications.kinds import ON_OR_OFF, Kind
from portal.notifications.models import Choice

REMINDER = kinds.register(
    Kind(
        "gatherings.reminder",
        "Bijeenkomsten",
        "Herinneringen aan bijeenkomsten en lessen waar je aan meedoet",
        default=Choice.NOW,
        choices=ON_OR_OFF,
    )
)


def begins(gathering):
    """«donderdag 3 december 2026, 13:00»"""
    return date_format(timezone.localtime(gathering.starts_at), "l j F Y, H:i")


def is_over(gathering, now):
    return bool(gathering.cancelled_at) or gathering.starts_at <= now
