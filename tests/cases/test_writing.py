import pytest
from django.contrib.auth.models import AnonymousUser

from cases.actions import writing
from cases.models import (
    CaseStudy,
    Factor,
    FigureValue,
    KeyFigure,
    Section,
    State,
    StepRefusedError,
    Version,
)
from cases.models.contents import PARTS, contents_of
from portal.themes.models import UnknownTheme
from tests.factories.cases import NOW, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_learning_format, make_theme

LATER = NOW.replace(day=20)
FIGURE = {"kind": "number", "name": "teams", "values": [{"value": "18"}]}


def test_a_case_starts_as_a_concept_of_its_organisations():
    soest, vaals, writer = make_municipality("Soest"), make_municipality("Vaals"), make_user()

    version = writing.start([soest, vaals], by=writer, now=NOW, text=make_text("Leren"))

    case = CaseStudy.objects.get()
    assert (version.state, version.number, version.created_by) == (State.CONCEPT, 1, writer)
    assert (case.slug, case.created_by, case.is_published) == ("soest-leren", writer, False)
    assert (case.lead(), set(case.owners_visible_to(AnonymousUser()))) == (soest, {soest, vaals})


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Soest: samen leren", "soest-samen-leren"),
        ("Samen leren", "soest-samen-leren"),
        ("!!!", "soest"),
        ("Soesterberg: samen leren", "soest-soesterberg-samen-leren"),
        ("x" * 150, "soest-" + "x" * 150),
    ],
)
def test_the_address_holds_the_title_and_the_municipality(title, slug):
    assert writing.slug_of(title, make_municipality("Soest")) == slug


def test_the_same_title_gets_an_address_of_its_own():
    soest = make_municipality("Soest")

    versions = [make_version("Leren", organisations=[soest]) for _ in range(3)]

    slugs = [version.case.slug for version in versions]
    assert slugs == ["soest-leren", "soest-leren-2", "soest-leren-3"]


def test_an_unknown_theme_is_an_error_and_nothing_is_saved():
    with pytest.raises(UnknownTheme):
        make_version(themes=["Bestaat niet"])

    assert not CaseStudy.objects.exists()


def test_writing_keeps_the_key_of_what_stays():
    version = make_version(
        sections=[{"kind": "context", "body": "Waarom"}, {"kind": "result", "body": "Wat"}],
        factors=[{"kind": "angel", "text": "Wij"}, {"kind": "bear", "text": "Tijd"}],
    )
    keys = dict(Section.objects.values_list("kind", "key"))
    text = make_text(
        sections=[{"kind": "result", "body": "Meer"}, {"kind": "approach", "body": "Hoe"}],
        factors=[{"kind": "bear", "text": "Tijd"}],
    )

    writing.write(version.case, by=None, now=LATER, text=text)

    sections = Section.objects.order_by("position")
    assert [(s.kind, s.body, s.revision) for s in sections] == [
        ("result", "<p>Meer</p>", 2),
        ("approach", "<p>Hoe</p>", 1),
    ]
    assert sections[0].key == keys["result"]
    assert list(Factor.objects.values_list("kind", "text", "position")) == [("bear", "Tijd", 0)]


def test_writing_the_same_again_raises_no_revision():
    text = {"sections": [{"kind": "context", "body": "Waarom"}]}
    version = make_version(**text)

    writing.write(version.case, by=None, now=LATER, text=make_text(**text))

    version.refresh_from_db()
    assert (Section.objects.get().revision, version.saved_at) == (1, LATER)


def test_writing_leaves_parts_outside_its_reach():
    shares = {"kind": "share", "name": "deel", "values": [{"label": "a", "value": 40}]}
    version = make_version(figures=[FIGURE, shares], quotes=[{"text": "Doe het."}])
    text = make_text(figures=[])
    text.among["figures"] = {"kind": "number"}

    writing.write(version.case, by=None, now=LATER, text=text)

    assert [figure.name for figure in KeyFigure.objects.all()] == ["deel"]
    assert FigureValue.objects.get().value == 40
    assert version.quote_set.count() == 1


def test_the_next_version_is_a_copy_with_the_same_keys():
    theme, training = make_theme("Leiderschap"), make_learning_format("Training")
    rows = {
        "sections": [{"kind": "context", "body": "Waarom"}],
        "figures": [
            FIGURE | {"values": [{"year": 2013, "value": "3.9"}, {"year": 2014, "value": 4}]}
        ],
        "quotes": [{"text": "Doe het.", "is_pull_quote": True}],
        "people": [{"role": "author", "name": "Fien Fictief"}],
        "links": [{"label": "Meer", "url": "https://soest.example"}],
    }
    case = make_case("Leren", year=2013, themes=[theme], learning_formats=[training], **rows)
    writer = make_user()
    text = make_text("Leren, vervolg", themes=[theme], learning_formats=[training])

    version = writing.write(case, by=writer, now=LATER, text=text)

    assert (version.number, version.state, version.created_by) == (2, State.CONCEPT, writer)
    assert (version.title, version.year) == ("Leren, vervolg", 2013)
    old, new = contents_of(case.published), contents_of(version)
    for name in PARTS:
        assert [p.key for p in getattr(old, name)] == [p.key for p in getattr(new, name)]
    assert [(v.year, v.value) for v in new.figures[0].rows] == [
        (v.year, v.value) for v in old.figures[0].rows
    ]
    assert (new.themes, new.learning_formats) == ([theme], [training])
    case.refresh_from_db()
    assert case.published.title == "Leren"


def test_the_next_version_is_written_on_and_not_started_twice():
    case = make_case()
    first = writing.write(case, by=None, now=LATER, text=make_text("Een"))

    second = writing.write(case, by=None, now=LATER, text=make_text("Twee"))

    assert (first, second.title, Version.objects.count()) == (second, "Twee", 2)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.REJECTED])
def test_what_the_editors_have_cannot_be_written(state):
    version = make_version("Leren", state=state)

    with pytest.raises(StepRefusedError, match="redactie"):
        writing.write(version.case, by=None, now=LATER, text=make_text("Anders"))

    assert Version.objects.get().title == "Leren"


def test_what_the_editors_ask_for_can_be_written():
    version = make_version(state=State.CHANGES_REQUESTED)

    writing.write(version.case, by=None, now=LATER, text=make_text("Aangevuld"))

    assert Version.objects.get().title == "Aangevuld"
