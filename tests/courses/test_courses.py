from datetime import timedelta

import pytest
import time_machine

from courses.models import Course
from tests.factories.courses import make_course, make_edition, make_proposal, make_trainer
from tests.factories.gatherings import NOW, START
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organiser, make_user
from tests.factories.themes import make_learning_format, make_theme

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def titles(queryset):
    return sorted(queryset.values_list("title", flat=True))


def test_who_sees_changes_and_plans():
    trainer, outsider = make_user(name="Trudy"), make_user()
    make_course("Open", trainer=trainer)
    make_proposal("Voorstel", by=trainer)
    make_proposal("Nee", by=trainer, refused_at=NOW)
    make_course("Van een ander")
    everything = ["Nee", "Open", "Van een ander", "Voorstel"]

    assert titles(Course.objects.visible_to(outsider)) == ["Open", "Van een ander"]
    for user in (trainer, make_editor(), make_organiser()):
        assert titles(Course.objects.visible_to(user)) == everything
    assert titles(Course.objects.editable_by(trainer)) == ["Open", "Voorstel"]
    assert titles(Course.objects.editable_by(outsider)) == []
    assert titles(Course.objects.plannable_by(trainer)) == ["Open"]
    assert titles(Course.objects.plannable_by(outsider)) == []
    assert titles(Course.objects.plannable_by(make_organiser())) == ["Open", "Van een ander"]


def test_who_gives_it_may_change_what_another_proposed():
    course = make_course("Samen", trainer=make_user())
    colleague = make_user()
    course.trainers.add(colleague)

    assert titles(Course.objects.editable_by(colleague)) == ["Samen"]


def found(client, query=""):
    page = client.get(f"/cursussen/{query}")
    assert page.status_code == 200
    return [course.title for course in page.context["page"]]


def test_the_list_shows_published_ones_by_title(client):
    make_course("Zorg")
    make_course("Algemeen")
    make_proposal("Voorstel")

    assert found(client) == ["Algemeen", "Zorg"]


def test_filters(client):
    theme, training = make_theme("Gespreksvoering"), make_learning_format("Training", code="t")
    make_course("Thema", themes=[theme, make_theme()])
    make_course("Vorm", learning_format=training)
    make_edition(course=make_course("Niveau", level="gevorderd"))
    make_edition(course=make_course("Afgelast"), cancelled_at=NOW)

    assert found(client, f"?thema={theme.slug}") == ["Thema"]
    assert found(client, "?werkvorm=t") == ["Vorm"]
    assert found(client, "?niveau=gevorderd") == ["Niveau"]
    assert found(client, "?datum=gepland") == ["Niveau"]
    assert found(client, "?datum=nog-niet") == ["Afgelast", "Thema", "Vorm"]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("?thema=onzin", "Thema"),
        ("?werkvorm=x", "Werkvorm"),
        ("?niveau=expert", "Niveau"),
        ("?datum=ooit", "Datum"),
    ],
)
def test_what_nobody_knows_is_ignored_and_said(client, query, label):
    make_course("Eén")

    assert found(client, query) == ["Eén"]
    assert f"We lieten dit filter weg: {label}." in client.get(f"/cursussen/{query}").text


def test_a_card_says_when_the_next_date_is(client):
    course = make_course()
    make_edition(course=course, starts_at=START + DAY)
    make_edition(course=course)
    make_edition(course=course, starts_at=NOW - DAY)
    make_edition(course=course, starts_at=NOW + DAY, published_at=None)
    make_course()

    page = client.get("/cursussen/").text
    assert "3 december 2026" in page
    assert "Nog geen datum" in page


def test_nothing_found_leads_to_a_question(client):
    page = client.get("/cursussen/").text

    assert "Geen cursussen gevonden" in page
    assert 'href="/kennisvragen/stellen/"' in page


def test_the_fragment_is_in_the_page(client):
    make_course()

    page = client.get("/cursussen/").text
    fragment = client.get("/cursussen/", headers={"HX-Request": "true"}).text

    assert fragment.strip() in page
    assert "<html" not in fragment


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        make_edition(
            course=make_course(
                themes=[make_theme()], trainer=make_user(organisation=make_municipality())
            )
        )

    with django_assert_num_queries(6):
        client.get("/cursussen/")


def show(client, course, user=None):
    if user:
        client.force_login(user)
    page = client.get(course.get_absolute_url())
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_the_page_says_what_for_whom_and_by_whom(client):
    trainer = make_user(
        name="Trudy Trainer", function="adviseur", organisation=make_municipality("Utrecht")
    )
    profile = make_trainer(user=trainer)
    course = make_course(
        "Duidelijke taal",
        trainer=trainer,
        hours="1.5",
        preparation="- Neem een brief mee",
        in_company=True,
        themes=[make_theme("Taal")],
    )
    course.trainers.add(make_user(name="Guus Gastdocent"))

    page = show(client, course)

    for text in (
        "Je schrijft brieven die iedereen begrijpt.",
        "<li>Neem een brief mee</li>",
        "Iedereen die brieven schrijft",
        "1,5 uur",
        "Kan ook bij jullie thuis",
        f'<a class="nl-link" href="{profile.get_absolute_url()}">Trudy Trainer</a>',
        "Adviseur, Utrecht",
        "<strong>Guus Gastdocent</strong>",
        "Er is nog geen datum.",
        ">Taal</a>",
    ):
        assert text in page
    assert "Plan een datum" not in page


def test_the_page_shows_its_dates(client):
    trainer = make_user()
    course = make_course(trainer=trainer)
    make_edition(course=course, venue="Stadhuis Oost")
    make_edition(course=course, place="online", starts_at=NOW - DAY)
    make_edition(course=course, venue="Nog een concept", published_at=None)
    make_edition(venue="Een andere cursus")

    page = show(client, course)
    assert "donderdag 3 december 2026, 13:00–16:00 uur" in page
    assert "Stadhuis Oost" in page
    assert "Geweest</h2>" in page
    assert "Nog een concept" not in page
    assert "Een andere cursus" not in page
    page = show(client, course, trainer)
    assert "Nog een concept" in page
    assert "Plan een datum" in page
    assert "Wijzig de tekst" in page


def test_lessons_on_several_days_are_told_from_the_first_to_the_last(client):
    moments = [(START, START + DAY / 12), (START + 7 * DAY, START + 7 * DAY + DAY / 12)]
    edition = make_edition(moments=moments)

    page = show(client, edition.course)

    assert "donderdag 3 december tot en met donderdag 10 december 2026" in page


def test_a_proposal_is_seen_by_who_made_it_and_by_the_editors(client):
    proposer = make_user()
    course = make_proposal("Voorstel", by=proposer)

    for outsider in (None, make_user()):
        if outsider:
            client.force_login(outsider)
        assert client.get(course.get_absolute_url()).status_code == 404
    assert "De redactie leest je aanbod" in show(client, course, proposer)
    assert "Plan een datum" not in show(client, course, proposer)
    assert "De redactie leest je aanbod" in show(client, course, make_editor())


@pytest.mark.parametrize(
    ("answered", "text"),
    [("asked_at", "De redactie vraagt je iets"), ("refused_at", "De redactie plaatst dit niet")],
)
def test_an_answer_can_be_read_on_the_page(client, answered, text):
    proposer = make_user()
    course = make_proposal(by=proposer, answer="Wat kost het?", **{answered: NOW})

    page = show(client, course, proposer)

    assert text in page
    assert "Wat kost het?" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    course = make_course(themes=[make_theme() for _ in range(number)])
    for _ in range(number):
        trainer = make_user(organisation=make_municipality())
        course.trainers.add(trainer)
        make_trainer(user=trainer)
        make_edition(course=course, municipality=make_municipality())

    with django_assert_num_queries(8):
        client.get(course.get_absolute_url())


def test_the_name_of_a_row():
    assert str(make_course("Leren")) == "Leren"
