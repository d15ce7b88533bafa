"""Why an action was not done, in a sentence for the person who asked."""


class Refusal(Exception):  # noqa: N818  # an answer, no fault
    """The rules do not allow it; ``str()`` says why, in Dutch."""


class NotOpen(Refusal):
    """Nobody can join, leave or accept here now."""


class PlaceGone(Refusal):
    """Somebody else was first."""


class TooManyColleagues(Refusal):
    """She signed up as many today as anybody may."""


class TooFewSeats(Refusal):
    """Fewer seats than are taken already."""
