from datetime import timedelta

import pytest
from django.db.models import F
from hypothesis.stateful import invariant, run_state_machine_as_test

from portal.accounts.models import User
from portal.gatherings import actions, clock, self_check, tasks
from portal.keys import key_of
from portal.mail import kinds, outbox
from portal.mail.models import Mail, NightlyCheck
from tests.factories.gatherings import NOW, START, seat
from tests.factories.mail import make_mail
from tests.factories.organisations import make_organisation
from tests.factories.people import make_administrator, make_user

from .test_waiting_list import MeetupHistory

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NIGHT = NOW.replace(hour=3) + DAY


@pytest.fixture
def gathering(make_gathering):
    """Three seats, all held: two people, one of whom is seated, and one kept; and one waits."""
    gathering = make_gathering(seats=3, title="Leren")
    seat(gathering, "Anna", "Bart")
    until = START - 10 * DAY
    actions.reserve(
        gathering, organisation=make_organisation(), seats=1, releases_at=until, now=NOW
    )
    seat(gathering, "Carla")
    return gathering


def reminders():
    return Mail.objects.filter(kind="gatherings.reminder").order_by("pk")


def found():
    return [finding.split("): ")[1] for finding in self_check.check(NIGHT)]


def test_all_is_well(gathering):
    assert self_check.check(NIGHT) == []


def test_a_life_of_changes_leaves_nothing_to_find(gathering):
    user = gathering.participations.seated().first().user
    actions.leave(gathering, user=user, now=NOW)
    actions.move(gathering, moments=[(START + DAY, START + DAY + HOUR)], now=NOW)
    actions.join(gathering, user=user, now=NOW)

    assert self_check.check(NIGHT) == []
    actions.cancel(gathering, reason="Ziek.", now=NOW)
    assert self_check.check(NIGHT) == []


def test_a_counter_changed_by_hand_is_found(gathering):
    type(gathering).objects.update(taken=F("taken") - 1)

    assert found() == ["volgens de teller zijn 2 plaatsen bezet, volgens de rijen 3."]


def test_a_seat_of_somebody_who_closed_her_account_is_found(gathering):
    mine = gathering.participations.seated().first()
    User.objects.filter(pk=mine.user_id).update(is_active=False, closed_at=NOW)

    assert found() == [f"{key_of(mine)} is van een gesloten account."]


def test_a_reminder_deleted_by_hand_is_found(gathering):
    row = reminders().first()
    row.delete()

    assert found() == [f"een herinnering ontbreekt: {row.subject} {row.occasion}."]


def test_a_reminder_that_was_skipped_by_mistake_is_found(gathering):
    row = reminders().first()
    reminders().filter(pk=row.pk).settle("skipped", answer="Afgemeld.", now=NOW)

    assert found() == [f"een herinnering ontbreekt: {row.subject} {row.occasion}."]


def test_what_an_administrator_dropped_is_well(gathering):
    outbox.cancel(kind="gatherings.reminder", reason=outbox.DROPPED)

    assert self_check.check(NIGHT) == []


def test_a_reminder_too_many_is_found(gathering):
    row = reminders().first()
    reminders().filter(pk=row.pk).update(occasion=f"{row.occasion}0")

    assert found() == [
        f"een herinnering ontbreekt: {row.subject} {row.occasion}.",
        f"een herinnering hoort er niet te zijn: {row.subject} {row.occasion}0.",
    ]


def test_a_reminder_at_another_time_is_found(gathering):
    row = reminders().first()
    reminders().filter(pk=row.pk).update(due_at=row.due_at - HOUR)

    assert found() == [
        f"een herinnering staat op {row.due_at - HOUR}, niet op {row.due_at}: "
        f"{row.subject} {row.occasion}."
    ]


def test_a_reminder_of_who_left_is_found(gathering):
    one = gathering.participations.seated().first()
    gathering.participations.filter(pk=one.pk).update(state="left", left_at=NOW)

    assert found() == [
        "volgens de teller zijn 3 plaatsen bezet, volgens de rijen 2.",
        *[
            f"een herinnering hoort er niet te zijn: {row.subject} {row.occasion}."
            for row in reminders().filter(subject__endswith=f":{one.pk}").order_by("occasion")
        ],
    ]


def test_mail_that_was_never_sent_is_told_for_a_day(gathering):
    late, sign_in, sent = make_mail(), make_mail(urgent=True), make_mail()
    for mail, state in ((late, "expired"), (sign_in, "expired"), (sent, "accepted")):
        Mail.objects.filter(pk=mail.pk).settle(state, answer="", now=NIGHT - HOUR)

    told = ["Berichten die de laatste 24 uur te laat werden, zonder verstuurd te zijn: 1."]
    assert self_check.check(NIGHT) == told
    assert self_check.check(NIGHT + DAY) == []


def test_what_is_over_is_not_looked_at(gathering):
    type(gathering).objects.update(taken=0)

    assert self_check.check(START + DAY) == []


@pytest.mark.parametrize("hours", [-2, 3])
def test_by_day_nothing_is_checked(gathering, hours):
    self_check.tonight(now=NIGHT + hours * HOUR)

    assert NightlyCheck.objects.count() == 0


def test_once_a_night(gathering):
    for minutes in (0, 15, 24 * 60):
        self_check.tonight(now=NIGHT + timedelta(minutes=minutes))

    assert list(NightlyCheck.objects.order_by("night").values_list("night", "findings")) == [
        (clock.local(NIGHT).date(), []),
        (clock.local(NIGHT + DAY).date(), []),
    ]
    assert Mail.objects.filter(kind=self_check.NAME).count() == 0


def test_administrators_are_told_and_nothing_is_repaired(gathering, caplog):
    administrator = make_administrator()
    reminders().first().delete()

    self_check.tonight(now=NIGHT)

    assert reminders().count() == 3
    check = NightlyCheck.objects.get()
    row = Mail.objects.get(kind=self_check.NAME)
    kind = kinds.get(row.kind)
    assert kind.still_due(row, NIGHT) == ""
    letter = kind.render(row, NIGHT)
    assert (letter.to, letter.subject) == (administrator.email, "De nachtelijke controle vond iets")
    for text in (letter.text, letter.html):
        assert check.findings[0].split(": ")[-1] in text
        assert f"/beheer/mail/nightlycheck/{check.pk}/" in text
    assert caplog.messages == [f"Self-check: {check.findings[0]}"]
    assert str(check).endswith(", bevindingen: 1")


def test_who_is_no_administrator_any_more_is_not_told(gathering):
    person = make_administrator()
    reminders().first().delete()
    self_check.tonight(now=NIGHT)
    row, other = Mail.objects.get(kind=self_check.NAME), make_user()

    person.groups.clear()
    assert kinds.get(row.kind).still_due(row, NIGHT) == "Geen beheerder meer."
    row.recipient = f"accounts.user:{other.pk + 1}"
    assert kinds.get(row.kind).still_due(row, NIGHT) == "Geen beheerder meer."


def test_of_two_who_check_at_once_one_notes_it(gathering, monkeypatch):
    make_administrator()
    reminders().first().delete()
    self_check.tonight(now=NIGHT)
    monkeypatch.setattr(type(NightlyCheck.objects), "was_done", lambda *_: False)

    self_check.tonight(now=NIGHT + HOUR)

    assert NightlyCheck.objects.count() == Mail.objects.filter(kind=self_check.NAME).count() == 1


def test_the_task_looks_at_the_clock_of_the_database(monkeypatch):
    monkeypatch.setattr(tasks, "database_now", lambda: NIGHT)

    tasks.check_at_night()

    assert NightlyCheck.objects.get().done_at == NIGHT


class CheckedHistory(MeetupHistory):
    @invariant()
    def the_check_finds_nothing(self):
        assert self_check.check(self.now) == []


CheckedHistory.TestCase.settings = MeetupHistory.TestCase.settings


def test_no_history_leaves_anything_to_find():
    run_state_machine_as_test(CheckedHistory)
