"""Why an action was not done, in a sentence for the person who asked."""


class RefusalError(Exception):
    """The rules do not allow it; ``str()`` says why, in Dutch."""


class NotOpen(RefusalError):
    """Nobody can join, leave or accept here now."""


class PlaceGone(RefusalError):
    """Somebody else was first."""


class TooFewSeats(RefusalError):
    """Fewer seats than are taken already."""
