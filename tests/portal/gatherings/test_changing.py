from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.gatherings import actions
from portal.gatherings.refusals import NotOpen, TooFewSeats
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATE = START - timedelta(hours=23)


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


def test_as_many_seats_as_before_mail_nobody_again_about_a_place(make_gathering):
    gathering = make_gathering(seats=2)
    leaver, _, _ = seat(gathering, "Anna", "Bart", "Carla")
    actions.leave(gathering, user=leaver.user, now=LATE)

    actions.change_seats(gathering, seats=2, now=LATE + timedelta(minutes=1))

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


def test_what_is_off_is_not_published(make_gathering):
    gathering = make_gathering(published_at=None, cancelled_at=NOW)

    with pytest.raises(NotOpen, match="Dit is afgelast"):
        actions.publish(gathering, now=NOW)


def test_what_is_over_is_not_published(make_gathering):
    gathering = make_gathering(published_at=None)

    with pytest.raises(NotOpen, match="kan niet meer worden gepubliceerd"):
        actions.publish(gathering, now=START + DAY)

    gathering.refresh_from_db()
    assert gathering.published_at is None
