from .gathering_form import GatheringForm
from .small_forms import CancelForm, GuestForm

__all__ = ["CancelForm", "GatheringForm", "GuestForm"]
