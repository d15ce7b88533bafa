"""The states of a version and the steps between them: who may take which stands here only."""

from django.db import models


class State(models.TextChoices):
    CONCEPT = "concept", "concept"
    SUBMITTED = "submitted", "ingediend"
    IN_REVIEW = "in_review", "in beoordeling"
    CHANGES_REQUESTED = "changes_requested", "aanvulling gevraagd"
    REJECTED = "rejected", "afgewezen"
    PUBLISHED = "published", "gepubliceerd"


class By(models.TextChoices):
    """Who takes a step: an editor of the organisation that leads, or the portal's editors."""

    LEAD = "lead", "de redacteur van je organisatie"
    EDITORS = "editors", "de redactie van het portaal"


STEPS = {
    (State.CONCEPT, State.SUBMITTED): By.LEAD,
    (State.SUBMITTED, State.CONCEPT): By.LEAD,
    (State.SUBMITTED, State.IN_REVIEW): By.EDITORS,
    (State.IN_REVIEW, State.PUBLISHED): By.EDITORS,
    (State.IN_REVIEW, State.CHANGES_REQUESTED): By.EDITORS,
    (State.IN_REVIEW, State.REJECTED): By.EDITORS,
    (State.CHANGES_REQUESTED, State.SUBMITTED): By.LEAD,
    (State.REJECTED, State.CONCEPT): By.LEAD,
}
WRITABLE = (State.CONCEPT, State.CHANGES_REQUESTED)
REASON_NEEDED = (State.CHANGES_REQUESTED, State.REJECTED)


class StepRefusedError(Exception):
    """A step that cannot be taken; the message is a Dutch sentence for the page."""


def check_step(state, to, reason):
    """Refuse a step that the workflow does not have, or that lacks its reason."""
    if (state, to) not in STEPS:
        names = State(state).label, State(to).label
        raise StepRefusedError("Dit praktijkvoorbeeld kan niet van «{}» naar «{}».".format(*names))
    if to in REASON_NEEDED and not reason.strip():
        raise StepRefusedError("Schrijf erbij waarom, zodat de schrijver verder kan.")
