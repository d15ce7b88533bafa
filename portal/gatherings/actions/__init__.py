"""Every change to a gathering: each locks it first, and plans its mail in the same transaction."""

from .announcing import announce
from .attending import note_attendance
from .changing import cancel, change_seats, move, publish, tell_organisers
from .ending import end_terms
from .guests import ask_to_confirm, join_together
from .joining import accept, join
from .leaving import leave
from .offering import lapse_offers
from .reserving import release, reserve
from .scheduling import change_usual_leads, revise, schedule

__all__ = [
    "accept",
    "announce",
    "ask_to_confirm",
    "cancel",
    "change_seats",
    "change_usual_leads",
    "end_terms",
    "join",
    "join_together",
    "lapse_offers",
    "leave",
    "move",
    "note_attendance",
    "publish",
    "release",
    "reserve",
    "revise",
    "schedule",
    "tell_organisers",
]
