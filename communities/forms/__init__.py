from .meetup_form import MeetupForm

__all__ = ["MeetupForm"]
