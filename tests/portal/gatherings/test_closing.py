from datetime import timedelta

from portal.accounts import closing
from portal.gatherings import actions, links
from tests.factories.gatherings import NOW, START, seat


def test_who_closes_her_account_leaves_what_is_to_come(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, waiter = seat(gathering, "Anna", "Bart")

    closing.undo_all(leaver.user, now=NOW)

    leaver.refresh_from_db()
    waiter.refresh_from_db()
    assert (leaver.state, waiter.state) == ("left", "seated")


def test_what_she_did_not_confirm_is_gone_and_its_link_too(make_gathering, client):
    gathering = make_gathering()
    actions.ask_to_confirm(gathering, name="Gijs", email="gijs@gast.example", now=NOW)
    asked = gathering.participations.get()
    url = links.url_of(links.CONFIRM, asked)

    closing.undo_all(asked.user, now=NOW)

    assert not gathering.participations.exists()
    assert client.post(url).status_code == 404


def test_a_closed_account_takes_no_seat(make_gathering, client):
    gathering = make_gathering()
    actions.ask_to_confirm(gathering, name="Gijs", email="gijs@gast.example", now=NOW)
    asked = gathering.participations.get()
    type(asked.user).objects.update(is_active=False)

    assert client.post(links.url_of(links.CONFIRM, asked)).status_code == 404
    assert gathering.participations.get().state == "pending"


def test_what_was_and_what_is_off_stays_as_it_was(make_gathering):
    past, off = make_gathering(), make_gathering()
    (comer,) = seat(past, "Anna")
    actions.join(off, user=comer.user, now=NOW)
    actions.cancel(off, reason="Ziek.", now=NOW)

    closing.undo_all(comer.user, now=START + timedelta(days=1))

    assert past.participations.get().state == off.participations.get().state == "seated"
