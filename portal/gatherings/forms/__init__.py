from .announcement_form import AnnouncementForm
from .colleagues_form import ColleaguesForm
from .days_field import DaysField
from .gathering_form import REGISTRATION, GatheringForm
from .reservation_form import ReservationForm
from .small_forms import CancelForm, GuestForm

__all__ = [
    "REGISTRATION",
    "AnnouncementForm",
    "CancelForm",
    "ColleaguesForm",
    "DaysField",
    "GatheringForm",
    "GuestForm",
    "ReservationForm",
]
