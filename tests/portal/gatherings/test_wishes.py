"""Reminders are off for who wants none, and answers go to who made the gathering."""

import pytest

from portal.mail.models import Mail
from portal.notifications.models import Choice, Preference
from tests.factories.gatherings import seat
from tests.factories.people import make_organiser
from tests.portal.gatherings.letters import why_not, write


def the_reminder():
    return Mail.objects.filter(kind="gatherings.reminder").latest("due_at")


def test_who_wants_no_reminders_gets_none_and_all_the_rest(make_gathering):
    gathering = make_gathering()
    (anna,) = seat(gathering, "Anna")
    reminder, confirmation = the_reminder(), Mail.objects.get(kind="gatherings.confirmed")
    assert why_not(reminder) == ""

    Preference.objects.create(user=anna.user, kind="gatherings.reminder", choice=Choice.OFF)

    assert why_not(reminder) == "Zij wil geen herinneringen."
    assert why_not(confirmation) == ""


def test_a_reminder_can_be_switched_off_by_one_click(client, make_gathering):
    seat(make_gathering(), "Anna")
    row = the_reminder()
    letter = write(row)
    path = "/" + letter.unsubscribe_url.split("/", 3)[3]

    assert letter.unsubscribe_url in letter.text
    client.get(path)
    assert why_not(row) == ""
    client.post(path, {"List-Unsubscribe": "One-Click"})
    assert why_not(row) == "Zij wil geen herinneringen."


def test_a_confirmation_cannot_be_switched_off(make_gathering):
    seat(make_gathering(), "Anna")
    row = Mail.objects.get(kind="gatherings.confirmed")

    letter = write(row)

    assert letter.unsubscribe_url is None
    assert "Geen herinneringen meer" not in letter.text


@pytest.mark.parametrize(
    ("maker", "expected"),
    [
        ({"email": "vera@vng.example"}, "vera@vng.example"),
        ({"email": "vera@vng.example", "is_active": False}, None),
        (None, None),
    ],
)
def test_answers_go_to_who_made_it(make_gathering, maker, expected):
    made_by = maker and make_organiser(**maker)
    seat(make_gathering(created_by=made_by), "Anna")
    row = Mail.objects.get(kind="gatherings.confirmed")

    assert write(row).reply_to == expected
