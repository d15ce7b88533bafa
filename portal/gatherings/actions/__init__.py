"""Every change to a gathering: each locks it first, and plans its mail in the same transaction."""

from .changing import cancel, change_seats, move, publish
from .ending import end_terms
from .guests import ask_to_confirm, join_together
from .joining import accept, join
from .leaving import leave
from .offering import lapse_offers
from .reserving import release, reserve
from .scheduling import revise, schedule

__all__ = [
    "accept",
    "ask_to_confirm",
    "cancel",
    "change_seats",
    "end_terms",
    "join",
    "join_together",
    "lapse_offers",
    "leave",
    "move",
    "publish",
    "release",
    "reserve",
    "revise",
    "schedule",
]
