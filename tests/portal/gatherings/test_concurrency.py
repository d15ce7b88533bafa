"""Two hundred people at once, each in a thread with a connection of her own."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, transaction

from portal.accounts.models import User
from portal.gatherings import actions
from portal.gatherings.actions.locking import locked
from tests.factories.gatherings import NOW
from tests.factories.people import make_guest, make_user

PEOPLE, SEATS, CLIENTS = 200, 20, 24

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(act, people):
    """Have the threads share the work; everything is sent twice."""
    shares = [people[start::CLIENTS] for start in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as threads:
        list(threads.map(lambda share: one_client(act, share), shares))


def one_client(act, people):
    try:
        for user in people:
            act(user)
            act(user)
    finally:
        connection.close()


def crowd():
    return [make_user(name=f"Persoon {number}") for number in range(PEOPLE)]


def test_never_over_and_never_double(make_gathering):
    gathering = make_gathering(seats=SEATS)

    all_at_once(lambda user: actions.join(gathering, user=user, now=NOW), crowd())

    gathering.refresh_from_db()
    line = gathering.participations.waiting()
    assert gathering.taken == SEATS
    assert gathering.participations.seated().count() == SEATS
    assert line.count() == PEOPLE - SEATS
    assert line.values("joined_at").distinct().count() == PEOPLE - SEATS


def test_leaving_meanwhile_leaves_no_seat_empty_while_somebody_waits(make_gathering):
    gathering = make_gathering(seats=SEATS)

    def come_and_perhaps_go(user):
        actions.join(gathering, user=user, now=NOW)
        if user.pk % 5 == 0:
            actions.leave(gathering, user=user, now=NOW)

    all_at_once(come_and_perhaps_go, crowd())

    gathering.refresh_from_db()
    assert gathering.taken == gathering.participations.seated().count() == SEATS


def join_without_lock(gathering, user):
    """The control: count, then insert, as one would write it without thinking."""
    with transaction.atomic():
        is_full = gathering.participations.seated().count() >= gathering.seats
        connection.cursor().execute("SELECT pg_sleep(0.002)")
        gathering.participations.get_or_create(
            user=user,
            defaults={"state": "waiting" if is_full else "seated", "joined_at": NOW},
        )


def test_the_control_overbooks(make_gathering):
    gathering = make_gathering(seats=SEATS)

    all_at_once(lambda user: join_without_lock(gathering, user), crowd())

    assert gathering.participations.seated().count() > SEATS


def test_the_same_new_guest_at_many_gatherings_at_once_is_one_person(make_gathering):
    gatherings = [make_gathering() for _ in range(CLIENTS)]

    def ask(gathering):
        actions.ask_to_confirm(gathering, name="Gijs", email="gijs@gast.example", now=NOW)

    all_at_once(ask, gatherings)

    guest = User.objects.get()
    assert guest.email == "gijs@gast.example"
    assert sum(each.participations.count() for each in gatherings) == CLIENTS


def test_a_guest_who_asks_waits_for_a_new_person_before_she_holds_the_gathering(make_gathering):
    """Colleagues who sign up together are made first, too: nobody waits in a circle."""
    gathering = make_gathering()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            make_guest(name="Gijs", email="gijs@gast.example")
            asking = threads.submit(one_client, partial(asks, gathering), ["gijs@gast.example"])
            wait_until_somebody_waits()
            locked(gathering)  # a circle would end here, by a deadlock
        asking.result()


def asks(gathering, email):
    actions.ask_to_confirm(gathering, name="Gijs", email=email, now=NOW)


def wait_until_somebody_waits():
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("Nobody waits.")
