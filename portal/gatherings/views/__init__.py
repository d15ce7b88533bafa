from .mail_links import accept, confirm, leave
from .personal_calendar import make_calendar, my_calendar, personal_feed, revoke_calendar

__all__ = [
    "accept",
    "confirm",
    "leave",
    "make_calendar",
    "my_calendar",
    "personal_feed",
    "revoke_calendar",
]
