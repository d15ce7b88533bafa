import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from cases.actions import archiving, writing
from cases.models import CaseStudy, Inspiration, State, Version
from tests.factories.cases import NOW, bring, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user

VISITOR = AnonymousUser()


def visible(user):
    return set(CaseStudy.objects.visible_to(user))


def test_everybody_sees_what_is_published_and_not_archived():
    published, archived = make_case(), make_case()
    make_version(state=State.SUBMITTED)
    archiving.archive(archived, now=NOW, reason="Verouderd.")

    assert visible(VISITOR) == {published}
    assert visible(make_user()) == {published}


def test_an_organisation_sees_its_own_concepts_and_archive():
    soest, vaals = make_municipality(), make_municipality()
    concept = make_version(organisations=[soest, vaals]).case
    archived = make_case(organisations=[soest])
    archiving.archive(archived, now=NOW, reason="Verouderd.")
    make_version(organisations=[make_municipality()])

    assert visible(make_user(organisation=soest)) == {concept, archived}
    assert visible(make_user(organisation=vaals)) == {concept}


def test_editors_see_what_was_handed_in():
    make_version()
    handed_in = make_version(state=State.SUBMITTED).case

    assert visible(make_editor()) == {handed_in}


def test_members_write_on_cases_of_their_own_organisation():
    soest, vaals = make_municipality(), make_municipality()
    case = make_case(organisations=[soest, vaals])
    archived = make_case(organisations=[soest])
    archiving.archive(archived, now=NOW, reason="Verouderd.")

    for user in (make_user(organisation=soest), make_organisation_editor(vaals)):
        assert set(CaseStudy.objects.editable_by(user)) == {case}
    for user in (make_user(), make_editor(), VISITOR):
        assert not CaseStudy.objects.editable_by(user).exists()


def test_unpublished_text_is_for_its_writers_and_from_handing_in_for_the_editors():
    soest = make_municipality()
    case = make_case(organisations=[soest])
    next_version = writing.write(case, by=None, now=NOW, text=make_text())
    works = Version.objects.in_the_works()

    assert set(works.visible_to(make_user(organisation=soest))) == {next_version}
    for user in (make_user(organisation=make_municipality()), make_editor(), VISITOR):
        assert not works.visible_to(user).exists()

    bring(next_version, State.SUBMITTED)
    assert set(works.visible_to(make_editor())) == {next_version}


def test_the_queue_has_the_longest_waiting_first():
    late = make_version(state=State.SUBMITTED, now=NOW.replace(day=9))
    early = make_version(state=State.IN_REVIEW, now=NOW)
    make_version(state=State.CHANGES_REQUESTED)
    make_version(state=State.PUBLISHED)

    assert list(Version.objects.queue()) == [early, late]


def test_editors_only_review():
    version = make_version(state=State.SUBMITTED)
    make_version()

    assert list(Version.objects.reviewable_by(make_editor())) == [version]
    assert not Version.objects.reviewable_by(make_user()).exists()
    assert not Version.objects.reviewable_by(VISITOR).exists()


def test_what_the_database_refuses():
    case, other = make_case(), make_municipality()
    refused = [
        lambda: case.ownerships.create(organisation=other, is_lead=True),
        lambda: case.ownerships.create(organisation=case.lead()),
        lambda: CaseStudy.objects.update(published_at=None),
        lambda: CaseStudy.objects.update(archived_at=NOW),
        lambda: Inspiration.objects.create(case=case, organisation=other, source=case),
        lambda: Version.objects.update(year=1815),
        lambda: Version.objects.update(state=State.SUBMITTED, submitted_at=None),
        lambda: make_two_in_the_works(case),
    ]
    for attempt in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def make_two_in_the_works(case):
    for number in (2, 3):
        Version.objects.create(case=case, number=number, title="A", created_at=NOW, saved_at=NOW)


def test_names():
    case = make_case("Soest leert", organisations=[make_municipality("Soest")])
    owner = case.ownerships.get()
    inspiration = Inspiration.objects.create(case=case, organisation=make_municipality("Stein"))

    assert str(case) == "soest-leert"
    assert str(case.published) == "Soest leert"
    assert (str(owner), str(inspiration)) == ("Soest", "Stein → soest-leert")
    assert str(case.published.steps.first()) == "concept → ingediend"
    assert case.get_absolute_url() == "/praktijkvoorbeelden/soest-leert/"
    assert case.is_published
