from itertools import product

import pytest

from cases.models import STEPS, By, State, StepRefusedError, Version
from tests.factories.cases import NOW, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user


def put_in(version, state):
    Version.objects.filter(pk=version.pk).update(state=state, submitted_at=NOW)
    version.refresh_from_db()


def test_the_steps_are_those_of_the_product():
    assert {(str(a), str(b), str(by)) for (a, b), by in STEPS.items()} == {
        ("concept", "submitted", "lead"),
        ("submitted", "concept", "lead"),
        ("submitted", "in_review", "editors"),
        ("in_review", "published", "editors"),
        ("in_review", "changes_requested", "editors"),
        ("in_review", "rejected", "editors"),
        ("changes_requested", "submitted", "lead"),
        ("rejected", "concept", "lead"),
    }


@pytest.mark.parametrize(("state", "to"), list(product(State, State)))
def test_only_the_steps_of_the_workflow_are_taken(state, to):
    version = make_version()
    put_in(version, state)

    if (state, to) in STEPS:
        version.take_step(to, by=None, now=NOW, reason="Daarom.")
        assert [(s.from_state, s.to_state) for s in version.steps.all()] == [(state, to)]
        assert version.state == Version.objects.get().state == to
    else:
        with pytest.raises(StepRefusedError, match="kan niet van"):
            version.take_step(to, by=None, now=NOW, reason="Daarom.")
        assert (version.steps.count(), Version.objects.get().state) == (0, state)


@pytest.mark.parametrize("to", [State.CHANGES_REQUESTED, State.REJECTED])
def test_asking_and_refusing_need_a_reason(to):
    version = make_version(state=State.IN_REVIEW)

    with pytest.raises(StepRefusedError, match="waarom"):
        version.take_step(to, by=None, now=NOW, reason="  ")


def test_a_step_is_refused_when_somebody_else_was_first():
    version = make_version(state=State.IN_REVIEW)
    stale = Version.objects.get()
    version.take_step(State.PUBLISHED, by=None, now=NOW)

    with pytest.raises(StepRefusedError, match="Iemand anders"):
        stale.take_step(State.REJECTED, by=None, now=NOW, reason="Te laat.")


@pytest.mark.parametrize(("state", "to"), list(product(State, State)))
def test_who_may_take_a_step(state, to):
    lead, other = make_municipality(), make_municipality()
    version = make_version(organisations=[lead, other])
    put_in(version, state)
    by = STEPS.get((state, to))

    assert version.may_be_taken_to(to, user=make_organisation_editor(lead)) == (by == By.LEAD)
    assert version.may_be_taken_to(to, user=make_editor()) == (by == By.EDITORS)
    assert not version.may_be_taken_to(to, user=make_user(organisation=lead))
    assert not version.may_be_taken_to(to, user=make_organisation_editor(other))


def test_a_visitor_takes_no_step(rf):
    from django.contrib.auth.models import AnonymousUser

    version = make_version(state=State.SUBMITTED)

    assert not version.may_be_taken_to(State.CONCEPT, user=AnonymousUser())
