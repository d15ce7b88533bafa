from .community import Community, CommunityTheme, Membership
from .meetup import Meetup, MeetupMoment, MeetupReservation, MeetupTheme, Registration

__all__ = [
    "Community",
    "CommunityTheme",
    "Meetup",
    "MeetupMoment",
    "MeetupReservation",
    "MeetupTheme",
    "Membership",
    "Registration",
]
