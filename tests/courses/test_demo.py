from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from courses.demo import INVENTED, INVENTED_TRAINER, load
from courses.models import Course, Edition, KnowledgeRequest, Trainer
from portal.demo.people import load_people
from portal.gatherings import actions
from portal.gatherings.clock import AMSTERDAM, local
from portal.mail.models import Mail
from tests.factories.people import make_user

SUNDAY = datetime(2026, 11, 22, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def people():
    for name in ("load_organisations", "load_themes"):
        call_command(name, verbosity=0)
    load_people(SUNDAY)


def test_every_state_can_be_seen_as_an_example(people, client):
    load(SUNDAY)

    by_state = {one.state(SUNDAY): one for one in Edition.objects.visible_to(AnonymousUser())}
    assert sorted(by_state) == ["cancelled", "closed", "expected", "full", "open", "past"]
    pages = [client.get(one.get_absolute_url()).text for one in by_state.values()]
    assert [page for page in pages if INVENTED.format("deze cursus") not in page] == []


def test_courses_and_trainers_say_that_they_are_examples(people, client):
    load(SUNDAY)

    said = {course: INVENTED.format("deze cursus") for course in Course.objects.published()}
    said |= {trainer: INVENTED_TRAINER for trainer in Trainer.objects.all()}
    assert len(said) == 38
    silent = [one for one in said if said[one] not in client.get(one.get_absolute_url()).text]
    assert silent == []


def test_waiting_and_online_can_be_seen(people):
    load(SUNDAY)

    waiting = Edition.objects.filter(participations__state="waiting")
    assert {edition.title for edition in waiting} == {"Intervisie leiden: begeleider worden"}
    assert set(Edition.objects.values_list("place", flat=True)) == {"on_site", "online"}


def test_questions_are_open_asked_by_more_and_over(people):
    load(SUNDAY)

    questions = KnowledgeRequest.objects.all()
    states = Counter(question.state(SUNDAY.date()) for question in questions)
    assert states == {"open": 18, "expired": 1}
    assert questions.exclude(backers=None).distinct().count() == 14
    assert not questions.exclude(explanation__endswith=INVENTED.format("deze vraag")).exists()


def test_loading_twice_is_loading_once(people):
    load(SUNDAY)
    load(SUNDAY)

    assert Course.objects.published().count() == 19
    assert [course.title for course in Course.objects.waiting()] == [
        "Feedback vragen aan collega's"
    ]
    assert Trainer.objects.count() == 19
    assert (Edition.objects.count(), KnowledgeRequest.objects.count()) == (21, 19)


def test_a_lesson_begins_on_a_working_day_and_ends_in_the_afternoon(people):
    load(SUNDAY)

    moments = [moment for edition in Edition.objects.all() for moment in edition.moments.all()]
    assert {local(moment.starts_at).isoweekday() for moment in moments} <= {1, 2, 3, 4, 5}
    assert max(local(moment.ends_at).hour for moment in moments) <= 17


def test_old_news_is_not_mailed(people):
    load(SUNDAY)

    kinds = set(Mail.objects.due(SUNDAY).values_list("kind", flat=True))
    assert kinds <= {"gatherings.cancelled", "gatherings.reminder"}


def test_loading_again_leaves_what_visitors_did(people):
    load(SUNDAY)
    edition = next(e for e in Edition.objects.all() if e.state(SUNDAY) == "open")
    visitor = make_user(email="hr@soest.example")
    actions.join(edition, user=visitor, now=SUNDAY)

    load(SUNDAY + timedelta(days=1))

    row = Mail.objects.get(kind="gatherings.confirmed", recipient=f"accounts.user:{visitor.pk}")
    assert row.state == "planned"


def test_only_where_the_environment_asks_for_a_demo(people, settings):
    with pytest.raises(CommandError, match="PORTAL_DEMO=1"):
        call_command("load_demo_courses")

    settings.DEMO = True
    call_command("load_demo_courses")

    assert Course.objects.count() == 20
