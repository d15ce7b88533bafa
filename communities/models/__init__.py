from .community import Community, CommunityTheme, Membership
from .meetup import Meetup, MeetupMoment, MeetupTheme, Registration

__all__ = [
    "Community",
    "CommunityTheme",
    "Meetup",
    "MeetupMoment",
    "MeetupTheme",
    "Membership",
    "Registration",
]
