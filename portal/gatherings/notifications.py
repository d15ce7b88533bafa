"""Reminders can be switched off; what else is mailed about a gathering one cannot do without."""

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
