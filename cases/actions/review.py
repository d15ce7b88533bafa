"""The road of a version from its writers through the editors to the public.

Each step changes the state, notes itself and plans the mail to the writers, in one transaction.
Who may take it is asked beforehand: ``version.may_be_taken_to``.
"""

from django.db import transaction

from cases.mail import tell_writers
from cases.models import CaseStudy, State
from cases.notifications import tell_followers

from .kinds import settle
from .remarks import send_open
from .words import found_by


@transaction.atomic
def hand_in(version, *, by, now):
    """Give a concept, or what the editors asked for, to the editors."""
    waiting_since = now if version.state == State.CONCEPT else version.submitted_at
    _take(version, State.SUBMITTED, by=by, now=now, submitted_at=waiting_since)


@transaction.atomic
def withdraw(version, *, by, now):
    """Back to concept: out of the queue, or once more after a rejection."""
    _take(version, State.CONCEPT, by=by, now=now, assignee=None)


@transaction.atomic
def take(version, *, by, now, to=None):
    """An editor takes it, or gives it to a colleague: from now on that one has it."""
    _take(version, State.IN_REVIEW, by=by, now=now, assignee=to or by)


@transaction.atomic
def request_changes(version, *, by, now, reason):
    """Ask the writers for more; ``reason`` says what, and the open remarks go along."""
    send_open(version, now=now)
    _take(version, State.CHANGES_REQUESTED, by=by, now=now, reason=reason)


@transaction.atomic
def reject(version, *, by, now, reason):
    """Say no, with the reason and the open remarks; the writers can start once more from it."""
    send_open(version, now=now)
    _take(version, State.REJECTED, by=by, now=now, reason=reason)


@transaction.atomic
def publish(version, *, by, now):
    """Show this version to the public in place of the one before, and make it findable.

    What people of its own organisation handed in is no longer from a public source only.
    """
    case = CaseStudy.objects.select_for_update(of=["self"]).get(pk=version.case_id)
    _take(version, State.PUBLISHED, by=by, now=now)
    settle(case, version)
    CaseStudy.objects.filter(pk=case.pk).update(
        published=version,
        published_at=case.published_at or now,
        from_public_source=case.from_public_source and not _was_handed_in_by_owners(version),
        **found_by(version),
    )
    tell_followers(case, version, is_new=case.published_at is None, by=by, now=now)


def _was_handed_in_by_owners(version):
    owners = version.case.ownerships.values("organisation")
    return version.steps.filter(to_state=State.SUBMITTED, by__organisation__in=owners).exists()


def _take(version, to, *, by, now, **fields):
    step = version.take_step(to, by=by, now=now, **fields)
    tell_writers(step, now=now)
