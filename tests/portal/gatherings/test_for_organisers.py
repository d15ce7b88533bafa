"""What who organises hears: how full it is, and a week before that too few come."""

from datetime import timedelta

import pytest

from portal.gatherings import actions
from portal.mail import kinds
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_organiser, make_user

A_WEEK_BEFORE = START - timedelta(days=7, hours=4)  # 09:00


@pytest.fixture
def organiser():
    return make_organiser()


def warned(kind):
    rows = Mail.objects.filter(kind=f"gatherings.{kind}").order_by("pk")
    return [(row.occasion, row.recipient) for row in rows]


def shares():
    return [int(occasion.split()[1]) for occasion, _ in warned("filling")]


def letter_of(kind, now=NOW):
    row = Mail.objects.filter(kind=f"gatherings.{kind}").latest("pk")
    return kinds.get(row.kind).render(row, now)


def why_not(kind, now=NOW):
    row = Mail.objects.filter(kind=f"gatherings.{kind}").latest("pk")
    return kinds.get(row.kind).still_due(row, now)


@pytest.mark.parametrize(
    ("seats", "told"), [(4, [50, 100]), (10, [50, 80, 100]), (1, [100]), (None, [])]
)
def test_each_share_is_told_once(make_gathering, organiser, seats, told):
    gathering = make_gathering(seats=seats, created_by=organiser)

    people = seat(gathering, *[f"Persoon {number}" for number in range(10)])
    assert shares() == told
    actions.leave(gathering, user=people[0].user, now=NOW)

    assert shares() == told


def test_one_seat_is_no_plural(make_gathering, organiser):
    seat(make_gathering(seats=1, created_by=organiser), "Anna")

    assert "De enige plaats is bezet." in letter_of("filling").text


def test_together_only_the_largest_share_is_told(make_gathering, organiser):
    gathering = make_gathering(seats=3, created_by=organiser)

    others = [make_user(name=name) for name in ("Bart", "Carla")]
    actions.join(gathering, user=make_user(), colleagues=others, now=NOW)

    assert shares() == [100]


def test_a_kept_seat_was_counted_when_it_was_kept(make_gathering, organiser):
    gathering, soest = make_gathering(seats=2, created_by=organiser), make_organisation("Soest")
    until = START - timedelta(days=7)
    actions.reserve(gathering, organisation=soest, seats=1, releases_at=until, now=NOW)

    actions.join(gathering, user=make_user(organisation=soest), now=NOW)

    assert shares() == []


def test_the_mail_says_how_full_and_leads_to_the_list(make_gathering, organiser):
    gathering = make_gathering(seats=2, created_by=organiser, title="Samen leren")
    seat(gathering, "Anna")

    letter = letter_of("filling")

    assert letter.subject == "50% bezet: Samen leren"
    assert letter.to == organiser.email
    assert "Er is 1 van de 2 plaatsen bezet." in letter.text
    assert f"{gathering.get_absolute_url()}deelnemers/" in letter.text


def test_the_mail_of_a_full_one_says_who_waits(make_gathering, organiser):
    gathering = make_gathering(seats=1, created_by=organiser)
    seat(gathering, "Anna", "Bart")

    letter = letter_of("filling")

    assert letter.subject.startswith("Vol: ")
    assert "daar staat nu 1 collega." in letter.text


def test_it_is_not_told_any_more_when(make_gathering, organiser):
    gathering = make_gathering(seats=2, created_by=organiser)
    (anna,) = seat(gathering, "Anna")

    assert why_not("filling") == ""
    assert why_not("filling", START) == "Het is al geweest."
    actions.leave(gathering, user=anna.user, now=NOW)
    assert why_not("filling") == "Er zijn weer meer plaatsen vrij."
    actions.cancel(gathering, reason="Ziek.", now=NOW)
    assert why_not("filling") == "Afgelast."
    organiser.is_active = False
    organiser.save()
    assert why_not("filling") == "Deze persoon organiseert dit niet meer."


def test_too_few_is_planned_for_a_week_before(make_gathering, organiser):
    gathering = make_gathering(minimum=2, created_by=organiser, published_at=None)

    actions.publish(gathering, now=NOW)

    row = Mail.objects.get(kind="gatherings.too_few")
    assert (row.due_at, row.not_after) == (A_WEEK_BEFORE, START - timedelta(hours=24))
    seat(gathering, "Anna")
    assert why_not("too_few", A_WEEK_BEFORE) == ""
    text = letter_of("too_few", A_WEEK_BEFORE).text
    assert "er is 1 aanmelding. Jullie wilden er minstens 2." in text
    seat(gathering, "Bart")
    assert why_not("too_few", A_WEEK_BEFORE) == "Er zijn genoeg aanmeldingen."


def test_after_a_move_it_is_planned_anew(make_gathering, organiser):
    gathering = make_gathering(minimum=2, created_by=organiser, published_at=None)
    actions.publish(gathering, now=NOW)
    old = Mail.objects.get(kind="gatherings.too_few")
    later = START + timedelta(days=7)

    actions.move(gathering, moments=[(later, later + timedelta(hours=2))], now=NOW)

    assert kinds.get(old.kind).still_due(old, NOW) == "De bijeenkomst is verzet."
    new = Mail.objects.filter(kind="gatherings.too_few").latest("pk")
    assert new.due_at == A_WEEK_BEFORE + timedelta(days=7)
    actions.cancel(gathering, reason="Ziek.", now=NOW)
    assert why_not("too_few") == "Afgelast."


@pytest.mark.parametrize(
    "fields",
    [
        {"minimum": None},
        {"minimum": 0},
        {"minimum": 2, "starts_at": NOW + timedelta(days=5)},
    ],
)
def test_without_a_minimum_or_a_week_there_is_no_warning(make_gathering, organiser, fields):
    gathering = make_gathering(created_by=organiser, published_at=None, **fields)

    actions.publish(gathering, now=NOW)

    assert warned("too_few") == []


def test_a_draft_is_not_warned_about(make_gathering, organiser):
    gathering = make_gathering(minimum=2, created_by=organiser, published_at=None)

    actions.tell_organisers(gathering, now=NOW)

    assert warned("too_few") == []


def test_afterwards_who_organises_is_asked_three_times_while_it_is_not_done(
    make_gathering, organiser
):
    gathering = make_gathering(created_by=organiser, published_at=None, title="Samen leren")
    actions.publish(gathering, now=NOW)
    (anna,) = seat(gathering, "Anna")
    end = gathering.ends_at

    rows = list(Mail.objects.filter(kind="gatherings.wrap_up").order_by("due_at"))
    assert [row.due_at - end for row in rows] == [
        timedelta(hours=1),
        timedelta(days=3),
        timedelta(days=7),
    ]
    assert {row.not_after - end for row in rows} == {timedelta(days=14)}
    letter = letter_of("wrap_up", end)
    assert letter.subject == "Hoe was het? Samen leren"
    assert f"{gathering.get_absolute_url()}aanwezigheid/" in letter.text
    assert why_not("wrap_up", end) == ""
    week_later = rows[-1].due_at
    due = [kinds.get(row.kind).still_due(row, week_later) == "" for row in rows]
    assert due == [False, False, True]
    moment = gathering.moments.get()
    actions.note_attendance(moment, present=[anna.pk], by=organiser, now=end)
    assert why_not("wrap_up", end) == "De aanwezigheid is al ingevuld."


def test_afterwards_nothing_is_asked_about_what_was_moved_off_or_empty(make_gathering, organiser):
    gathering = make_gathering(created_by=organiser, published_at=None)
    actions.publish(gathering, now=NOW)
    old = Mail.objects.filter(kind="gatherings.wrap_up").first()
    assert kinds.get(old.kind).still_due(old, NOW) == "Er had niemand een plek."
    later = START + timedelta(days=7)
    actions.move(gathering, moments=[(later, later + timedelta(hours=2))], now=NOW)

    assert kinds.get(old.kind).still_due(old, NOW) == "De bijeenkomst is verzet."
    assert Mail.objects.filter(kind="gatherings.wrap_up").count() == 6
    actions.cancel(gathering, reason="Ziek.", now=NOW)
    assert why_not("wrap_up") == "Afgelast."
