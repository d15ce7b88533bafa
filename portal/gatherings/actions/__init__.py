"""Every change to a gathering: each locks it first, and plans its mail in the same transaction."""

from .changing import cancel, change_seats, move, publish
from .guests import ask_to_confirm
from .joining import accept, join
from .leaving import leave
from .scheduling import revise, schedule

__all__ = [
    "accept",
    "ask_to_confirm",
    "cancel",
    "change_seats",
    "join",
    "leave",
    "move",
    "publish",
    "revise",
    "schedule",
]
