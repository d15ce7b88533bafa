from .meetup_form import MeetupForm
from .small_forms import CancelForm, GuestForm

__all__ = ["CancelForm", "GuestForm", "MeetupForm"]
