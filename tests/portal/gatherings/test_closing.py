from datetime import timedelta

from portal.accounts import closing
from portal.gatherings import actions
from tests.factories.gatherings import NOW, START, seat


def test_who_closes_her_account_leaves_what_is_to_come(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, waiter = seat(gathering, "Anna", "Bart")

    closing.undo_all(leaver.user, now=NOW)

    leaver.refresh_from_db()
    waiter.refresh_from_db()
    assert (leaver.state, waiter.state) == ("left", "seated")


def test_what_was_and_what_is_off_stays_as_it_was(make_gathering):
    past, off = make_gathering(), make_gathering()
    (comer,) = seat(past, "Anna")
    actions.join(off, user=comer.user, now=NOW)
    actions.cancel(off, reason="Ziek.", now=NOW)

    closing.undo_all(comer.user, now=START + timedelta(days=1))

    assert past.participations.get().state == off.participations.get().state == "seated"
