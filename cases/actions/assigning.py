"""Who of the editors has a version: given by herself or by a colleague, one or several at once."""

from django.db import transaction

from cases.mail import tell_assignee
from cases.models import State, StepRefusedError, Version

from . import review


@transaction.atomic
def assign(version, *, to, by, now):
    """The editor ``to`` has it from now on; what nobody read yet is in review by that."""
    version = Version.objects.select_for_update(of=["self"]).get(pk=version.pk)
    if version.state == State.SUBMITTED:
        review.take(version, by=by, to=to, now=now)
    elif version.state == State.IN_REVIEW:
        version.assignee = to
        version.save(update_fields=["assignee"])
    else:
        raise StepRefusedError(f"«{version.title}» wacht niet meer op de redactie.")
    if to != by:
        tell_assignee(version, now=now)


@transaction.atomic
def assign_many(versions, *, to, by, now):
    """Assign what still waits; answers why for each of the others."""
    refused = []
    for version in versions.order_by("pk"):
        try:
            assign(version, to=to, by=by, now=now)
        except StepRefusedError as error:
            refused.append(str(error))
    return refused
