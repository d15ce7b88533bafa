from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from portal.discovery import queries
from tests.factories.courses import make_course, make_edition, make_question, make_trainer
from tests.factories.gatherings import NOW
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_theme


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_theme_shows_courses_dates_questions_and_trainers_and_nothing_hidden(client):
    theme, utrecht = make_theme("Taal"), make_municipality("Utrecht")
    trainer = make_user(name="Trudy", organisation=utrecht)
    course = make_course("Brieven", trainer=trainer, themes=[theme])
    course.trainers.add(make_user(organisation=make_municipality("Almere")))
    make_edition(course=course, title="Brieven in december")
    make_edition(course=course, title="Concept", published_at=None)
    make_course("Voorstel", trainer=trainer, themes=[theme], published_at=None)
    asker = make_user(organisation=make_municipality("Soest"))
    make_question(title="Hoe dan?", themes=[theme], by=asker)
    make_question(title="Ingetrokken", themes=[theme], withdrawn_at=NOW)
    make_question(title="Verlopen", themes=[theme], until_on=date(2026, 11, 1))
    make_trainer(user=trainer, levels={theme: "gives"})
    make_trainer(name="Weg", levels={theme: "gives"}, user=make_user(is_active=False))

    for user in (AnonymousUser(), trainer):
        rows = queries.of_theme(user, theme)
        assert {(row.kind, row.title, row.owner) for row in rows} == {
            ("cursussen", "Brieven", "Almere, Utrecht"),
            ("uitvoeringen", "Brieven in december", "Almere, Utrecht"),
            ("kennisvragen", "Hoe dan?", "Soest"),
            ("trainers", "Trudy", "Utrecht"),
        }
        for row in rows:
            assert client.get(row.url).status_code == 200
    assert client.get(theme.get_absolute_url()).status_code == 200


def test_what_a_municipality_gives_and_asks():
    soest = make_municipality("Soest")
    worker = make_user(organisation=soest)
    make_course("Brieven", trainer=worker)
    make_question(title="Hoe dan?", by=worker)
    make_edition(title="In ons huis", municipality=soest)

    rows = queries.of_organisations(AnonymousUser(), [soest])

    assert {row.title for row in rows} == {"Brieven", "Hoe dan?", "In ons huis"}


def test_a_date_of_a_course_is_in_the_calendar_of_everybody(client):
    make_edition(title="Brieven")
    make_edition(title="Concept", published_at=None)
    make_edition(title="Lang geleden", starts_at=NOW - timedelta(days=400))

    feed = client.get("/agenda.ics").text

    assert "SUMMARY:Brieven" in feed
    assert "Concept" not in feed
    assert "Lang geleden" not in feed
