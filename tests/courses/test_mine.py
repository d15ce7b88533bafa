from datetime import timedelta

import pytest
import time_machine

from courses.models import Course, Trainer
from portal.accounts.actions import close
from portal.gatherings import actions
from tests.factories.courses import make_course, make_edition, make_question, make_trainer
from tests.factories.gatherings import NOW, seat
from tests.factories.organisations import make_municipality
from tests.factories.people import make_administrator, make_editor, make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def member(**fields):
    return make_user(organisation=make_municipality(), **fields)


def test_mine_shows_what_comes_what_i_give_and_what_i_asked(client):
    reader = member()
    joined, full = make_edition(title="Hier zit ik"), make_edition(title="Hier wacht ik", seats=1)
    past = make_edition(title="Geweest")
    seat(full, "Bart")
    for edition in (joined, full, past):
        actions.join(edition, user=reader, now=NOW)
    type(past).objects.filter(pk=past.pk).update(
        starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1)
    )
    make_course("Dit geef ik", trainer=reader)
    make_question(by=reader, title="Dit vroeg ik", withdrawn_at=NOW)
    make_trainer(user=reader)
    client.force_login(reader)

    page = " ".join(client.get("/mijn/cursussen/").text.split())
    fragment = client.get("/mijn/cursussen/", headers=HTMX).text

    for text in (
        "Hier zit ik",
        "Hier wacht ik",
        "Op de wachtlijst",
        "Dit geef ik",
        "Gepubliceerd",
        "Dit vroeg ik",
        "ingetrokken",
        "Jij als trainer",
    ):
        assert text in page
    assert "Geweest" not in page
    assert "Aangeboden cursussen" not in page
    assert "<html" not in fragment


def test_mine_is_empty_at_first_and_says_what_one_can_do(client):
    client.force_login(make_editor())

    page = client.get("/mijn/cursussen/").text

    for text in ("Je bent nog voor geen cursus ingeschreven.", "Word trainer", "Aangeboden"):
        assert text in page


def test_mine_is_a_block_of_the_portal(client):
    client.force_login(member())

    assert 'href="/mijn/cursussen/"' in client.get("/mijn/").text


@pytest.mark.parametrize("number", [1, 3])
def test_mine_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    reader = member()
    for _ in range(number):
        actions.join(make_edition(), user=reader, now=NOW)
        make_course(trainer=reader)
        make_question(by=reader)
    client.force_login(reader)

    with django_assert_num_queries(7):
        client.get("/mijn/cursussen/")


def test_who_closes_her_account_is_no_trainer_any_more():
    leaver = member()
    course, trainer = make_course("Blijft", trainer=leaver), make_trainer(user=leaver)

    close(leaver, now=NOW)

    assert list(course.trainers.all()) == []
    assert not Trainer.objects.filter(pk=trainer.pk).exists()
    assert Course.objects.get().title == "Blijft"


def test_an_administrator_says_who_gives_a_course_too(client):
    course = make_course("Leren")
    client.force_login(make_administrator())

    assert course.title in client.get("/beheer/courses/course/?q=leren").text
    assert client.get(f"/beheer/courses/course/{course.pk}/change/").status_code == 200
    assert client.get("/beheer/courses/course/add/").status_code == 404
