from .gathering import Gathering, GatheringQuerySet
from .moment import Moment, MomentQuerySet
from .participation import Participation, ParticipationQuerySet

__all__ = [
    "Gathering",
    "GatheringQuerySet",
    "Moment",
    "MomentQuerySet",
    "Participation",
    "ParticipationQuerySet",
]
