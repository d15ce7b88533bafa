"""A change in the midst of sending a reminder: what is at the mail server is told as it ends."""

from collections import Counter
from datetime import timedelta

import pytest

from communities.models import Meetup
from portal.gatherings import actions, letters
from portal.mail import delivery
from portal.mail.models import Mail
from portal.mail.smtp import EmailBackend
from tests.factories.communities import make_facilitator, make_meetup
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATER = [(START + 3 * DAY, START + 3 * DAY + HOUR)]


def move(gathering, now):
    actions.move(gathering, moments=LATER, now=now)


def cancel(gathering, now):
    actions.cancel(gathering, reason="Ziek.", now=now)


def leave(gathering, now):
    actions.leave(gathering, user=gathering.participations.get().user, now=now)


CHANGES = {
    move: ("De afspraak is gewijzigd.", {"changed": 1, "reminder": 1}),
    cancel: ("Afgelast.", {"cancelled": 1}),
    leave: ("Afgemeld.", {"left": 1}),
}


@pytest.fixture(params=CHANGES, ids=lambda change: change.__name__)
def change(request):
    return request.param


@pytest.fixture
def gathering(make_gathering):
    gathering = make_gathering(reminder_days=[1])
    seat(gathering, "Anna")
    Mail.objects.exclude(kind="gatherings.reminder").delete()
    return gathering


def meanwhile(monkeypatch, place, name, *, change, gathering, now):
    """Have ``change`` happen once, just before ``place.name`` does its work."""
    original, to_do = getattr(place, name), [change]

    def interrupted(*args, **options):
        if to_do:
            to_do.pop()(gathering, now)
        return original(*args, **options)

    monkeypatch.setattr(place, name, interrupted)


def send():
    row = Mail.objects.get(kind="gatherings.reminder")
    delivery.deliver([row.pk], now=row.due_at)
    row.refresh_from_db()
    return row


def planned():
    return Counter(
        kind.removeprefix("gatherings.")
        for kind in Mail.objects.open().values_list("kind", flat=True)
    )


def due_at():
    return Mail.objects.get(kind="gatherings.reminder").due_at


def test_changed_while_it_is_rendered_nothing_is_sent(smtp, monkeypatch, gathering, change):
    meanwhile(monkeypatch, letters, "write", change=change, gathering=gathering, now=due_at())

    row = send()

    reason, afterwards = CHANGES[change]
    assert (row.state, row.answer, smtp.accepted) == ("skipped", reason, [])
    assert planned() == afterwards


def test_changed_while_it_is_at_the_mail_server_sent_is_sent(smtp, monkeypatch, gathering, change):
    meanwhile(
        monkeypatch, EmailBackend, "send_messages", change=change, gathering=gathering, now=due_at()
    )

    row = send()

    _, afterwards = CHANGES[change]
    assert (row.state, smtp.count("DOT")) == ("accepted", 1)
    assert planned() == afterwards


def test_left_and_joined_again_is_reminded_once_a_lead(smtp, make_gathering):
    gathering = make_gathering()
    (comer,) = seat(gathering, "Anna")
    for _ in range(2):
        actions.leave(gathering, user=comer.user, now=NOW)
        actions.join(gathering, user=comer.user, now=NOW)

    rows = Mail.objects.open().filter(kind="gatherings.reminder").order_by("due_at")
    for row in rows:
        delivery.deliver([row.pk], now=row.due_at)

    subjects = [message["Subject"] for message in smtp.messages]
    assert len(subjects) == 2
    assert subjects[1].startswith("Morgen, ")


def test_who_is_promoted_late_gets_the_reminders_that_are_still_to_come(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, waiter = seat(gathering, "Anna", "Bart")

    actions.leave(gathering, user=leaver.user, now=START - 3 * DAY)

    hers = Mail.objects.open().filter(recipient__endswith=f":{waiter.user_id}")
    occasions = hers.filter(kind="gatherings.reminder").values_list("occasion", flat=True)
    assert [occasion.split()[-1] for occasion in occasions] == ["1"]


def test_two_roles_are_one_reminder(smtp):
    meetup = make_meetup(reminder_days=[1])
    facilitator = make_facilitator(meetup.community)
    meetup.facilitators.add(facilitator)
    Meetup.objects.filter(pk=meetup.pk).update(created_by=facilitator)
    actions.join(meetup, user=facilitator, now=NOW)
    actions.join(meetup, user=make_user(), colleagues=[facilitator], now=NOW)

    rows = Mail.objects.open().filter(kind="gatherings.reminder")
    for row in rows.filter(recipient__endswith=f":{facilitator.pk}"):
        delivery.deliver([row.pk], now=row.due_at)

    assert [message["To"] for message in smtp.messages] == [facilitator.email]
