from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from courses.models import Edition, Enrolment, Lesson
from portal.gatherings import actions
from portal.gatherings.models import Gathering
from portal.gatherings.slugs import free_slug
from tests.factories.communities import make_meetup
from tests.factories.courses import make_edition
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "now", "state"),
    [
        ({"published_at": None}, NOW, "draft"),
        ({"cancelled_at": NOW}, NOW, "cancelled"),
        ({"cancelled_at": NOW}, START + DAY, "cancelled"),
        ({}, START + DAY, "past"),
        ({"registration_opens_at": NOW + DAY}, NOW, "expected"),
        ({"registration_closes_at": NOW}, NOW, "closed"),
        ({"registration_closes_at": START + DAY}, START, "closed"),
        ({}, START, "closed"),
        ({"seats": 1, "taken": 1}, NOW, "full"),
        ({"seats": 1}, NOW, "open"),
        ({"seats": None, "taken": 99}, NOW, "open"),
    ],
)
def test_the_word_of_today(make_gathering, fields, now, state):
    gathering = make_gathering(**fields)

    assert gathering.state(now) == state
    assert gathering.takes_registrations(now) is (state in ("open", "full"))


@pytest.mark.parametrize(
    ("fields", "now", "is_free"),
    [
        ({"seats": 1}, START - DAY, True),
        ({"seats": 1}, START - DAY - timedelta(seconds=1), False),
        ({"seats": 1}, START, False),
        ({"seats": 1, "taken": 1}, START - DAY, False),
    ],
)
def test_a_place_for_the_first_to_say_so(make_gathering, fields, now, is_free):
    assert make_gathering(**fields).has_free_place(now) is is_free


@pytest.mark.parametrize(
    ("place", "on_site", "online"),
    [("on_site", True, False), ("online", False, True), ("hybrid", True, True)],
)
def test_where_it_is(place, on_site, online):
    gathering = make_edition(place=place)

    assert (gathering.is_on_site, gathering.is_online) == (on_site, online)


def test_coming_and_past_split_at_the_end(make_gathering):
    past = make_gathering(starts_at=NOW - DAY)
    going_on = make_gathering(starts_at=NOW - timedelta(hours=1))
    later = make_gathering()
    everything = type(later).objects

    assert list(everything.upcoming(NOW)) == [going_on, later]
    assert list(everything.past(NOW)) == [past]


def test_only_what_is_published_and_stands(make_gathering):
    make_gathering(published_at=None)
    make_gathering(cancelled_at=NOW)
    stands = make_gathering()

    assert list(type(stands).objects.published().standing()) == [stands]


def test_a_title_is_one_line():
    with pytest.raises(ValidationError, match="Schrijf dit op één regel"):
        make_edition(title="Leren\nBcc: iedereen").full_clean()


def test_the_names_of_rows():
    edition = make_edition(title="Leren")
    (comer,) = seat(edition, "Anna")

    assert str(edition) == "Leren"
    assert str(comer) == "Anna bij Leren"
    assert str(edition.moments.get()) == "Leren (2026-12-03 13:00)"
    assert Enrolment.objects.active().get() == comer
    assert Lesson.objects.standing().get().gathering == edition


def test_the_place_in_line():
    _, second, third = seat(make_edition(seats=1), "Anna", "Bart", "Carla")

    assert [second.place_in_line(), third.place_in_line()] == [1, 2]


def test_participants_in_order_of_what_they_have():
    edition = make_edition(seats=1)
    leaver, *_ = seat(edition, "Anna", "Bart", "Carla")
    edition.participations.filter(pk=leaver.pk).update(state="left", left_at=NOW)
    edition.participations.filter(user__name="Carla").update(state="pending")
    edition.participations.filter(user__name="Bart").update(state="seated")

    names = edition.participations.in_order().values_list("user__name", flat=True)
    assert list(names) == ["Bart", "Anna"]


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Leren in Soest", ["leren-in-soest", "leren-in-soest-2", "leren-in-soest-3"]),
        ("🎉", ["uitvoering", "uitvoering-2", "uitvoering-3"]),
        ("Plannen", ["plannen-2", "plannen-3", "plannen-4"]),
        ("x" * 200, ["x" * 80, "x" * 80 + "-2", "x" * 80 + "-3"]),
    ],
)
def test_an_address_of_its_own(title, slugs):
    found = []
    for _ in range(3):
        found.append(free_slug(Edition, title))
        make_edition(slug=found[-1])

    assert found == slugs


def test_anybody_is_admitted_unless_the_kind_says_otherwise():
    assert make_edition().admits(None) is True
    assert issubclass(type(make_meetup()), Gathering)


def test_who_takes_part_is_not_deleted_but_closes_her_account(make_gathering):
    (comer,) = seat(make_gathering(), "Anna")

    with pytest.raises(ProtectedError):
        comer.user.delete()


def test_what_they_are_called_in_a_log(make_gathering):
    gathering = make_gathering(title="Leren", seats=5)
    (anna,) = seat(gathering, "Anna")
    soest, until = make_organisation("Soest"), START - timedelta(days=7)
    actions.reserve(gathering, organisation=soest, seats=2, releases_at=until, now=NOW)
    sent = actions.announce(
        gathering,
        gathering.participations.all(),
        title="Neem een laptop mee",
        text="We oefenen.",
        by=anna.user,
        now=NOW,
    )
    attendances = gathering.moments.get().attendances
    actions.note_attendance(attendances.instance, present=[anna.pk], by=anna.user, now=START)

    assert str(gathering.reservations.get()) == "2 voor Soest bij Leren"
    assert str(sent) == "Neem een laptop mee (2026-11-02)"
    assert str(attendances.get()) == "Anna bij Leren: was er"
