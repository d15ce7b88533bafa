import pytest
from django.http import QueryDict

from cases import filters
from cases.actions import archiving, review, writing
from cases.finding import find
from cases.models import CaseStudy, State, StepRefusedError
from portal.keys import key_of
from portal.mail.models import Mail
from tests.factories.cases import NOW, bring, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import (
    make_closed_user,
    make_editor,
    make_organisation_editor,
    make_user,
)

LATER = NOW.replace(day=20)


def titles_found(words):
    return [case.published.title for case in find(filters.read(QueryDict(f"q={words}"))).page]


def test_handed_in_taken_published_and_found():
    soest = make_municipality("Soest")
    writer, editor = make_organisation_editor(soest), make_editor()
    version = make_version(
        "Samen leren",
        organisations=[soest],
        by=writer,
        sections=[{"kind": "approach", "body": "Wij gaven een training."}],
    )

    review.hand_in(version, by=writer, now=NOW)
    assert (version.state, version.submitted_at) == (State.SUBMITTED, NOW)
    review.take(version, by=editor, now=NOW)
    assert (version.state, version.assignee) == (State.IN_REVIEW, editor)
    assert titles_found("training") == []
    review.publish(version, by=editor, now=LATER)

    case = CaseStudy.objects.get()
    assert (case.published, case.published_at) == (version, LATER)
    for words in ("trainingen", "soest", "samen+leren"):
        assert titles_found(words) == ["Samen leren"]
    assert [step.by for step in version.steps.order_by("pk")] == [writer, editor, editor]


def test_the_public_reads_the_old_version_until_the_next_is_published():
    case = make_case("Oud", sections=[{"kind": "result", "body": "Fiets"}])
    text = make_text("Nieuw", sections=[{"kind": "result", "body": "Trein"}])
    version = writing.write(case, by=None, now=LATER, text=text)
    bring(version, State.IN_REVIEW, now=LATER)
    assert (titles_found("fiets"), titles_found("trein")) == (["Oud"], [])

    review.publish(version, by=None, now=LATER)

    assert (titles_found("fiets"), titles_found("trein")) == ([], ["Nieuw"])
    assert CaseStudy.objects.get().published_at == NOW
    assert case.versions.filter(state=State.PUBLISHED).count() == 2


def test_what_was_asked_keeps_its_place_in_the_queue():
    version = make_version(state=State.CHANGES_REQUESTED)

    review.hand_in(version, by=None, now=LATER)

    assert (version.state, version.submitted_at) == (State.SUBMITTED, NOW)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.REJECTED])
def test_withdrawn_is_a_concept_of_nobody(state):
    version = make_version(state=state)

    review.withdraw(version, by=None, now=LATER)

    assert (version.state, version.assignee) == (State.CONCEPT, None)


def test_a_step_that_is_refused_plans_no_mail():
    writer = make_organisation_editor(make_municipality())
    version = make_version(by=writer, organisations=[writer.organisation])

    with pytest.raises(StepRefusedError):
        review.publish(version, by=make_editor(), now=NOW)

    assert not Mail.objects.exists()
    assert not CaseStudy.objects.get().is_published


def test_each_step_is_told_to_the_writers():
    soest = make_municipality()
    starter, helper = make_user(organisation=soest), make_organisation_editor(soest)
    version = make_version(organisations=[soest], by=starter)

    review.hand_in(version, by=helper, now=NOW)
    review.take(version, by=make_editor(), now=NOW)

    told = Mail.objects.values_list("kind", "subject", "recipient", "occasion")
    people = [key_of(starter), key_of(helper)]
    steps = list(version.steps.order_by("pk"))
    assert set(told) == {
        ("case_step", key_of(version), person, f"step:{step.pk}")
        for person in people
        for step in steps
    }


def test_who_left_the_organisation_or_the_portal_is_not_told():
    soest = make_municipality()
    mover = make_user(organisation=soest)
    version = make_version(organisations=[soest], by=mover)
    mover.organisation = make_municipality()
    mover.save()

    review.hand_in(version, by=make_closed_user(organisation=soest), now=NOW)

    assert not Mail.objects.exists()


def test_archived_and_brought_back():
    case = make_case("Leren")

    archiving.archive(case, now=LATER, reason="Dit doen we niet meer.")
    assert (titles_found("leren"), case.is_published) == ([], False)

    archiving.bring_back(case)
    assert (titles_found("leren"), case.is_published) == (["Leren"], True)


def test_what_its_own_people_handed_in_is_not_from_a_public_source_any_more():
    case = make_case(from_public_source=True)
    assert case.from_public_source
    writer = make_organisation_editor(case.lead())
    version = writing.write(case, by=writer, now=NOW, text=make_text("In onze woorden"))

    bring(version, State.PUBLISHED, by=writer)

    case.refresh_from_db()
    assert not case.from_public_source
