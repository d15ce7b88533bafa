from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.gatherings import actions
from portal.gatherings.refusals import NotOpen, TooFewSeats
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATE = START - timedelta(hours=23)


def pair(start, hours=3):
    return start, start + hours * HOUR


def mails(kind, **which):
    return Mail.objects.filter(kind=f"gatherings.{kind}", **which)


def test_more_seats_go_to_who_waits_in_order(make_gathering):
    gathering = make_gathering(seats=1)
    seat(gathering, "Anna", "Bart", "Carla", "Daan")

    actions.change_seats(gathering, seats=3, now=NOW)

    gathering.refresh_from_db()
    seated = gathering.participations.seated().order_by("joined_at", "pk")
    assert list(seated.values_list("user__name", flat=True)) == ["Anna", "Bart", "Carla"]
    assert (gathering.seats, gathering.taken) == (3, 3)
    assert mails("promoted").count() == 2


def test_without_a_limit_everybody_who_waits_comes(make_gathering):
    gathering = make_gathering(seats=1)
    seat(gathering, "Anna", "Bart", "Carla")

    actions.change_seats(gathering, seats=None, now=NOW)

    gathering.refresh_from_db()
    assert (gathering.participations.seated().count(), gathering.taken) == (3, 3)


def test_more_seats_without_a_line_promote_nobody(make_gathering):
    gathering = make_gathering(seats=1)

    actions.change_seats(gathering, seats=5, now=NOW)

    assert not Mail.objects.exists()


def test_more_seats_in_the_last_day_are_for_the_first_to_accept(make_gathering):
    gathering = make_gathering(seats=1)
    seat(gathering, "Anna", "Bart")

    actions.change_seats(gathering, seats=2, now=LATE)

    assert gathering.participations.seated().count() == 1
    assert mails("place_free").count() == 1


@pytest.mark.parametrize(
    ("taken", "sentence"),
    [
        (1, "Er is al 1 plaats bezet. Met 0 verliest Anna de plek. Kies 1 of meer."),
        (2, "Er zijn al 2 plaatsen bezet. Met 1 verliest Bart de plek. Kies 2 of meer."),
    ],
)
def test_fewer_seats_than_are_taken_is_refused_with_the_number(make_gathering, taken, sentence):
    gathering = make_gathering(seats=3)
    seat(gathering, *["Anna", "Bart"][:taken])

    with pytest.raises(TooFewSeats, match=f"^{sentence}$"):
        actions.change_seats(gathering, seats=taken - 1, now=NOW)


def test_fewer_seats_down_to_what_is_taken_is_fine(make_gathering):
    gathering = make_gathering(seats=3)
    seat(gathering, "Anna")

    actions.change_seats(gathering, seats=1, now=NOW)

    gathering.refresh_from_db()
    assert gathering.seats == 1


@pytest.mark.parametrize(
    "values", [{"seats": 0}, {"taken": 4}, {"taken": -1}, {"ends_at": START}], ids=str
)
def test_the_database_is_the_second_wall(make_gathering, values):
    gathering = make_gathering(seats=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        type(gathering).objects.filter(pk=gathering.pk).update(**values)


def test_moving_keeps_the_name_in_calendars_and_raises_the_versions(make_gathering):
    gathering = make_gathering()
    uid = gathering.moments.get().uid

    assert actions.move(gathering, moments=[pair(START + DAY)], now=NOW) is True

    gathering.refresh_from_db()
    moment = gathering.moments.get()
    assert (moment.uid, moment.schedule_version, moment.starts_at) == (uid, 2, START + DAY)
    assert (gathering.starts_at, gathering.ends_at) == pair(START + DAY)
    assert gathering.sequence == 1


def test_another_end_leaves_the_reminders_as_they_are(make_gathering):
    gathering = make_gathering()
    seat(gathering, "Anna")
    before = set(mails("reminder").values_list("pk", "due_at"))

    actions.move(gathering, moments=[pair(START, hours=4)], now=NOW)

    gathering.refresh_from_db()
    assert (gathering.moments.get().schedule_version, gathering.sequence) == (1, 1)
    assert set(mails("reminder", state="planned").values_list("pk", "due_at")) == before


def test_moving_to_the_same_time_and_place_changes_nothing(make_gathering):
    gathering = make_gathering(venue="Raadhuis")
    seat(gathering, "Anna")

    assert actions.move(gathering, moments=[pair(START)], now=NOW, venue="Raadhuis") is False

    gathering.refresh_from_db()
    assert gathering.sequence == 0
    assert not mails("changed").exists()


def test_another_place_is_a_change_too(make_gathering):
    gathering = make_gathering(venue="Raadhuis")
    seat(gathering, "Anna")

    assert actions.move(gathering, moments=[pair(START)], now=NOW, venue="De Kazerne") is True

    gathering.refresh_from_db()
    assert (gathering.venue, gathering.sequence) == ("De Kazerne", 1)
    assert mails("changed").get().due_at == NOW + timedelta(minutes=10)


def test_moving_twice_is_one_mail_to_all_who_are_in(make_gathering):
    gathering = make_gathering(seats=1)
    seat(gathering, "Anna", "Bart")

    actions.move(gathering, moments=[pair(START + DAY)], now=NOW)
    actions.move(gathering, moments=[pair(START + 2 * DAY)], now=NOW + 5 * timedelta(minutes=1))

    assert mails("changed", state="planned").count() == 2
    assert set(mails("changed", state="skipped").values_list("answer", flat=True)) == {
        "De afspraak is gewijzigd."
    }


def test_moving_reminds_by_the_new_time_only(make_gathering):
    gathering = make_gathering(reminder_days=[1])
    seat(gathering, "Anna")

    actions.move(gathering, moments=[pair(START + DAY)], now=NOW)

    old, new = mails("reminder").order_by("due_at")
    assert (old.state, new.state) == ("skipped", "planned")
    assert new.due_at - old.due_at == DAY


def test_a_second_moment_is_added_and_dropped_again(make_gathering):
    gathering = make_gathering(reminder_days=[1])
    seat(gathering, "Anna")
    both = [pair(START), pair(START + DAY)]

    actions.move(gathering, moments=both, now=NOW)
    assert [(m.starts_at, m.ends_at) for m in gathering.moments.standing()] == both
    assert mails("reminder", state="planned").count() == 2

    actions.move(gathering, moments=both[:1], now=NOW)
    gathering.refresh_from_db()
    assert gathering.moments.standing().count() == 1
    assert gathering.moments.get(dropped_at=NOW).starts_at == START + DAY
    assert gathering.ends_at == pair(START)[1]
    assert mails("reminder", state="planned").count() == 1


def test_a_day_that_has_been_is_dropped_with_who_was_there_and_not_moved(make_gathering):
    first, second, third = pair(START), pair(START + DAY), pair(START + 2 * DAY)
    gathering = make_gathering(moments=[first, second])
    (anna,) = seat(gathering, "Anna")
    been, to_come = gathering.moments.standing()
    meanwhile = START + DAY / 2
    actions.note_attendance(been, present={anna.pk}, by=None, now=meanwhile)

    actions.move(gathering, moments=[second, third], now=meanwhile)

    assert [(m.starts_at, m.ends_at) for m in gathering.moments.standing()] == [second, third]
    assert gathering.moments.standing().first() == to_come
    assert not gathering.moments.standing().filter(attendances__isnull=False).exists()
    been.refresh_from_db()
    assert (been.starts_at, been.dropped_at) == (START, meanwhile)


def test_out_of_the_last_day_a_free_seat_goes_to_the_first_in_line(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, waiter = seat(gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=LATE)

    actions.move(gathering, moments=[pair(START + 7 * DAY)], now=LATE)

    waiter.refresh_from_db()
    assert waiter.state == "seated"


def test_within_the_last_day_moving_mails_nobody_about_a_place(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, _ = seat(gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=LATE)

    actions.move(gathering, moments=[pair(START + HOUR)], now=LATE + HOUR)

    assert mails("place_free").count() == 1


@pytest.mark.parametrize(
    "fields", [{"cancelled_at": NOW}, {"starts_at": NOW - DAY}], ids=["cancelled", "past"]
)
def test_what_is_over_or_off_is_not_moved(make_gathering, fields):
    with pytest.raises(NotOpen):
        actions.move(make_gathering(**fields), moments=[pair(START)], now=NOW)


@pytest.mark.parametrize(
    "moments",
    [
        [pair(NOW)],
        [pair(NOW - HOUR), pair(START + DAY)],
        [(NOW - HOUR, NOW)],
    ],
    ids=["now", "one of two", "over"],
)
def test_nothing_is_moved_to_what_has_been(make_gathering, moments):
    gathering = make_gathering()
    seat(gathering, "Anna")

    with pytest.raises(NotOpen, match="Kies een moment dat nog komt"):
        actions.move(gathering, moments=moments, now=NOW)

    assert gathering.moments.get().starts_at == START
    assert not mails("changed").exists()


def test_what_goes_on_may_end_later_but_not_before_now(make_gathering):
    gathering = make_gathering()
    now = START + HOUR

    assert actions.move(gathering, moments=[pair(START, hours=4)], now=now) is True
    with pytest.raises(NotOpen):
        actions.move(gathering, moments=[pair(START, hours=1)], now=now)


def test_cancelling_tells_everybody_and_drops_the_rest(make_gathering):
    gathering = make_gathering(seats=1)
    comer, waiter, leaver = seat(gathering, "Anna", "Bart", "Carla")
    actions.leave(gathering, user=leaver.user, now=NOW)

    actions.cancel(gathering, reason="De spreker is ziek.", now=NOW)

    gathering.refresh_from_db()
    assert (gathering.cancelled_at, gathering.cancel_reason) == (NOW, "De spreker is ziek.")
    assert gathering.sequence == 1
    told = mails("cancelled", state="planned").values_list("recipient", flat=True)
    assert sorted(told) == sorted(f"accounts.user:{one.user.pk}" for one in (comer, waiter))
    assert not Mail.objects.open().exclude(kind__in=["gatherings.cancelled", "gatherings.left"])


def test_cancelling_twice_is_cancelling_once(make_gathering):
    gathering = make_gathering()
    actions.cancel(gathering, reason="Ziek.", now=NOW)

    actions.cancel(gathering, reason="Nog eens.", now=NOW + HOUR)

    gathering.refresh_from_db()
    assert (gathering.cancelled_at, gathering.cancel_reason) == (NOW, "Ziek.")


def test_what_is_over_is_not_cancelled(make_gathering):
    with pytest.raises(NotOpen):
        actions.cancel(make_gathering(), reason="Te laat.", now=START + DAY)


def test_publishing_happens_once(make_gathering):
    gathering = make_gathering(published_at=None)

    actions.publish(gathering, now=NOW)
    actions.publish(gathering, now=NOW + DAY)

    gathering.refresh_from_db()
    assert gathering.published_at == NOW


def test_what_is_over_is_not_published(make_gathering):
    gathering = make_gathering(published_at=None)

    with pytest.raises(NotOpen, match="kan niet meer worden gepubliceerd"):
        actions.publish(gathering, now=START + DAY)

    gathering.refresh_from_db()
    assert gathering.published_at is None


def test_as_many_seats_as_before_mail_nobody_again_about_a_place(make_gathering):
    gathering = make_gathering(seats=2)
    leaver, _, _ = seat(gathering, "Anna", "Bart", "Carla")
    actions.leave(gathering, user=leaver.user, now=LATE)

    actions.change_seats(gathering, seats=2, now=LATE + timedelta(minutes=1))

    assert mails("place_free").count() == 1
