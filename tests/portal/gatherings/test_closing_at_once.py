"""Somebody closes her account in the instant in which she is signed up: no seat stays behind."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import time_machine
from django.db import connection, transaction

from portal.accounts.actions import close
from portal.accounts.models import User
from portal.gatherings import actions, links
from portal.gatherings.actions.locking import locked
from portal.gatherings.refusals import NotOpen
from portal.mail.models import Mail
from tests.factories.gatherings import NOW
from tests.factories.people import make_guest, make_user
from tests.portal.gatherings.test_concurrency import wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(first, then, after=lambda: None):
    """Do ``then`` by another connection, before this one commits; answers the error that it met."""
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            first()
            other = threads.submit(in_a_thread, then)
            wait_until_somebody_waits()
            after()
        return other.exception()


def in_a_thread(act):
    try:
        act()
    finally:
        connection.close()


def states(gathering):
    """(Whether her account is open, how she takes part) of each, and how many seats are taken."""
    gathering.refresh_from_db()
    rows = gathering.participations.order_by("pk").values_list("user__is_active", "state")
    return list(rows), gathering.taken


def sign_up(gathering, user, *colleagues):
    pairs = [(each.name, each.email) for each in colleagues]
    return partial(actions.join_together, gathering, user=user, colleagues=pairs, now=NOW)


def test_a_colleague_who_is_closing_is_not_signed_up(make_gathering):
    gathering, anna, bart = make_gathering(seats=5), make_user(), make_user()

    error = at_once(partial(close, bart, now=NOW), sign_up(gathering, anna, bart))

    assert str(error) == "Een van deze adressen kan niet meedoen."
    assert states(gathering) == ([], 0)


def test_who_closes_while_a_colleague_signs_her_up_leaves_that_too(make_gathering):
    gathering, anna, bart = make_gathering(seats=5), make_user(), make_user()

    error = at_once(sign_up(gathering, anna, bart), partial(close, bart, now=NOW))

    assert error is None
    assert states(gathering) == ([(True, "seated"), (False, "left")], 1)


def test_who_is_closing_does_not_join_in_another_window(make_gathering):
    gathering, anna = make_gathering(seats=5), make_user()

    error = at_once(
        partial(close, anna, now=NOW), partial(actions.join, gathering, user=anna, now=NOW)
    )

    assert str(error) == "Dit account is gesloten."
    assert states(gathering) == ([], 0)


def test_a_guest_who_is_closing_confirms_nothing(make_gathering, client):
    gathering, gijs = make_gathering(seats=5), make_guest()
    actions.ask_to_confirm(gathering, name="Gijs", email=gijs.email, now=NOW)
    url = links.url_of(links.CONFIRM, gathering.participations.get())
    answers = []

    with time_machine.travel(NOW, tick=False):
        at_once(partial(close, gijs, now=NOW), lambda: answers.append(client.post(url)))

    assert [answer.status_code for answer in answers] == [409]
    assert "Dit account is gesloten." in answers[0].text
    assert states(gathering) == ([], 0)


def test_a_guest_who_closes_while_she_confirms_leaves_that_too(make_gathering):
    gathering, gijs = make_gathering(seats=5), make_guest()
    actions.ask_to_confirm(gathering, name="Gijs", email=gijs.email, now=NOW)

    at_once(partial(actions.join, gathering, user=gijs, now=NOW), partial(close, gijs, now=NOW))

    assert states(gathering) == ([(False, "left")], 0)


def test_a_guest_who_asks_while_she_closes_is_mailed_nothing(make_gathering):
    gathering, gijs = make_gathering(seats=5), make_guest()
    ask = partial(actions.ask_to_confirm, gathering, name="Gijs", email=gijs.email, now=NOW)

    error = at_once(partial(close, gijs, now=NOW), ask)

    assert error is None
    assert not gathering.participations.exists()
    assert not Mail.objects.filter(kind__startswith="gatherings").exists()


def hold(user):
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # as closing does


def test_who_joins_waits_for_the_person_before_she_holds_the_gathering(make_gathering):
    gathering, anna = make_gathering(seats=5), make_user()

    error = at_once(
        partial(hold, anna),
        partial(actions.join, gathering, user=anna, now=NOW),
        lambda: locked(gathering),  # a circle would end here, by a deadlock
    )

    assert error is None
    assert states(gathering) == ([(True, "seated")], 1)


def test_two_who_sign_up_each_other_wait_in_no_circle(make_gathering):
    gathering, anna, bart = make_gathering(seats=5), make_user(), make_user()

    error = at_once(partial(hold, anna), sign_up(gathering, bart, anna), partial(hold, bart))

    assert error is None
    assert states(gathering) == ([(True, "seated"), (True, "seated")], 2)


def test_an_account_that_is_closed_joins_nothing(make_gathering):
    gathering, anna = make_gathering(seats=5), make_user()
    close(anna, now=NOW)

    with pytest.raises(NotOpen, match="Dit account is gesloten"):
        actions.join(gathering, user=anna, now=NOW)
