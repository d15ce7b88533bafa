class Refused(Exception):  # noqa: N818 - no error of ours
    """We do not take this file; the message says why, in Dutch, to who uploaded it."""


DAMAGED = (
    "Dit bestand is beschadigd of onvolledig. Open het, bewaar het opnieuw en probeer het nog eens."
)
TOO_MUCH = "Dit bestand is te groot of te ingewikkeld om te controleren. Maak het kleiner."
