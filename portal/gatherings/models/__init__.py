from .announcement import Announcement
from .attendance import Attendance
from .gathering import Gathering, GatheringQuerySet
from .moment import Moment, MomentQuerySet
from .participation import Participation, ParticipationQuerySet
from .personal_calendar import PersonalCalendar
from .reservation import Reservation, ReservationQuerySet
from .wording import Wording

__all__ = [
    "Announcement",
    "Attendance",
    "Gathering",
    "GatheringQuerySet",
    "Moment",
    "MomentQuerySet",
    "Participation",
    "ParticipationQuerySet",
    "PersonalCalendar",
    "Reservation",
    "ReservationQuerySet",
    "Wording",
]
