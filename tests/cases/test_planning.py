"""Publishing at a moment: by the clock, once, and never after somebody thought better of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases import desk, mail, tasks
from cases.actions import planning, review
from cases.models import CaseStudy, State, StepRefusedError, Version
from portal.accounts.actions import change_employer
from portal.mail.models import Mail
from tests.cases.test_writing_at_once import Other
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor

SOON = NOW + timedelta(days=3)


def make_planned(**fields):
    editor = make_editor()
    version = make_version(state=State.IN_REVIEW, **fields)
    planning.plan(version, at=SOON, by=editor, now=NOW)
    version.refresh_from_db()
    return version, editor


def test_published_when_it_is_due_in_the_name_of_who_planned_it():
    writer = make_organisation_editor(make_municipality("Soest"))
    version, editor = make_planned(organisations=[writer.organisation], by=writer)
    assert planning.due(SOON - timedelta(seconds=1)) == []
    assert planning.due(SOON) == [version.pk]

    planning.publish_planned(version.pk, now=SOON)

    case = CaseStudy.objects.get()
    assert (case.published, case.published_at) == (version, SOON)
    step = version.steps.get(to_state=State.PUBLISHED)
    assert (step.by, step.at) == (editor, SOON)
    version.refresh_from_db()
    assert (version.publish_at, version.publish_by) == (None, None)
    assert Mail.objects.filter(occasion=f"step:{step.pk}").count() == 1


def test_twice_is_once():
    version, _ = make_planned()

    for _ in range(2):
        planning.publish_planned(version.pk, now=SOON)

    assert version.steps.filter(to_state=State.PUBLISHED).count() == 1


def test_the_moment_is_changed_and_withdrawn():
    version, editor = make_planned()

    planning.plan(version, at=SOON + timedelta(days=1), by=editor, now=NOW)
    planning.publish_planned(version.pk, now=SOON)
    assert Version.objects.get().state == State.IN_REVIEW
    planning.unplan(version)

    planning.publish_planned(version.pk, now=SOON + timedelta(days=9))
    assert (Version.objects.get().state, planning.due(SOON)) == (State.IN_REVIEW, [])


def test_only_what_is_in_review_is_planned():
    version = make_version(state=State.SUBMITTED)

    for act in (
        lambda: planning.plan(version, at=SOON, by=None, now=NOW),
        lambda: planning.unplan(version),
    ):
        with pytest.raises(StepRefusedError, match="niet in beoordeling"):
            act()
    with pytest.raises(IntegrityError):
        Version.objects.update(publish_at=SOON)


@pytest.mark.parametrize("step", [review.request_changes, review.reject])
def test_any_other_step_ends_the_plan(step):
    version, editor = make_planned()

    step(version, by=editor, now=NOW, reason="Toch niet.")

    assert planning.due(SOON) == []
    planning.publish_planned(version.pk, now=SOON)
    assert not CaseStudy.objects.get().is_published


def test_the_plan_is_told_as_what_comes():
    version, editor = make_planned()

    steps = desk.review_of(version.case, version, editor)["steps"]

    assert [step["title"] for step in steps[-2:]] == ["In beoordeling", "Verschijnt"]
    assert steps[-1]["at"] == SOON


def test_a_case_that_does_not_exist_any_more_is_no_trouble():
    planning.publish_planned(0, now=SOON)


def test_the_worker_finds_and_publishes_what_is_due():
    version, _ = make_planned()

    tasks.publish_due()  # hands the key to a worker by the broker
    tasks.publish_planned(version.pk)

    assert CaseStudy.objects.get().published == version


@pytest.mark.django_db(transaction=True)
def test_two_workers_publish_once_and_an_editor_who_moves_it_is_obeyed():
    version, editor = make_planned()
    other, _ = make_planned()

    with transaction.atomic():
        planning.publish_planned(version.pk, now=SOON)
        worker = Other(lambda: planning.publish_planned(version.pk, now=SOON))
        assert not worker.is_done.wait(0.5)
    worker.join()
    with transaction.atomic():
        planning.plan(other, at=SOON + timedelta(days=1), by=editor, now=NOW)
        worker = Other(lambda: planning.publish_planned(other.pk, now=SOON))
        assert not worker.is_done.wait(0.5)
    worker.join()

    assert version.steps.filter(to_state=State.PUBLISHED).count() == 1
    assert other.steps.filter(to_state=State.PUBLISHED).count() == 0


def test_what_the_public_reads_stays_until_then():
    case = make_case("Oud")

    assert planning.due(SOON) == []
    assert case.published.title == "Oud"


def test_the_writers_are_told_of_the_moment_and_only_of_the_last():
    writer = make_organisation_editor(make_municipality("Soest"))
    version, editor = make_planned(organisations=[writer.organisation], by=writer)
    first = Mail.objects.get(kind="case_planned")
    assert mail.still_planned(first, NOW) == ""

    planning.plan(version, at=SOON + timedelta(days=1), by=editor, now=NOW)

    last = Mail.objects.filter(kind="case_planned").latest("pk")
    letter = mail.render_planned(last, NOW)
    assert (letter.to, letter.subject) == (
        writer.email,
        f"Verschijnt binnenkort: {version.title}",
    )
    for body in (letter.text, letter.html):
        assert "vrijdag 6 maart 2026 om 10:00" in body
        assert version.case.get_absolute_url() in body
    assert mail.still_planned(first, NOW) == "Het moment van publiceren geldt niet meer."
    assert mail.still_planned(last, NOW) == ""
    change_employer(writer, make_municipality("Vaals"))
    assert mail.still_planned(last, NOW) == "Het moment van publiceren geldt niet meer."
