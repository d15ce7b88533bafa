"""What the editors remark on a version, what the writers answer, and when it is settled.

Each waits for a step that somebody takes at that moment, and is refused when it no longer fits.
"""

from django.db import transaction

from cases.models import Remark, State, StepRefusedError, Version
from cases.models.workflow import WRITABLE

NOT_IN_REVIEW = "Dit voorbeeld is nu niet in beoordeling. Opmerkingen blijven zoals ze zijn."
NOT_WRITABLE = "Antwoorden kan zolang jullie aan de tekst werken. Nu heeft de redactie hem."


@transaction.atomic
def remark(version, *, by, now, place, text):
    """Note what an editor thinks of a part; it goes to the writers when she asks for changes."""
    _check(version, [State.IN_REVIEW], NOT_IN_REVIEW)
    return version.remarks.create(place=place, text=text, by=by, at=now)


@transaction.atomic
def take_back(remark):
    """It never was, as long as the writers did not get it."""
    _check(remark.version, [State.IN_REVIEW], NOT_IN_REVIEW)
    Remark.objects.filter(pk=remark.pk, sent_at=None).delete()


@transaction.atomic
def answer(remark, *, by, now, text):
    """What the writers say to it; a next answer replaces it."""
    _check(remark.version, WRITABLE, NOT_WRITABLE)
    remark.answer, remark.answered_by, remark.answered_at = text, by, now
    remark.save(update_fields=["answer", "answered_by", "answered_at"])


@transaction.atomic
def resolve(remark, *, by, now):
    """An editor is content with it."""
    _check(remark.version, [State.IN_REVIEW], NOT_IN_REVIEW)
    remark.resolved_by, remark.resolved_at = by, now
    remark.save(update_fields=["resolved_by", "resolved_at"])


def reopen(remark):
    """It is not settled after all."""
    resolve(remark, by=None, now=None)


def send_open(version, *, now):
    """Let the writers read what they did not get yet."""
    version.remarks.open().filter(sent_at=None).update(sent_at=now)


def _check(version, states, refusal):
    state = Version.objects.select_for_update().values_list("state", flat=True).get(pk=version.pk)
    if state not in states:
        raise StepRefusedError(refusal)
