from .community import Community, CommunityTheme, Membership
from .meetup import (
    Meetup,
    MeetupAttendance,
    MeetupMoment,
    MeetupReservation,
    MeetupTheme,
    Registration,
)

__all__ = [
    "Community",
    "CommunityTheme",
    "Meetup",
    "MeetupAttendance",
    "MeetupMoment",
    "MeetupReservation",
    "MeetupTheme",
    "Membership",
    "Registration",
]
