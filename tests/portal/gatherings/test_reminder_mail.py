from datetime import timedelta

import pytest

from portal.gatherings import actions
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.portal.gatherings.letters import planned, why_not, write

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_a_reminder_per_person_moment_and_lead_at_nine(make_gathering):
    moments = [(START, START + HOUR), (START + DAY, START + DAY + HOUR)]
    seat(make_gathering(moments=moments), "Anna")

    rows = Mail.objects.filter(kind="gatherings.reminder").order_by("due_at", "pk")

    at_nine = START.replace(hour=9)
    assert [(row.due_at, row.not_after) for row in rows] == [
        (at_nine - 7 * DAY, START - DAY),
        (at_nine - 6 * DAY, START),
        (at_nine - DAY, START - 2 * HOUR),
        (at_nine, START + DAY - 2 * HOUR),
    ]


@pytest.mark.parametrize(
    ("joined", "leads"), [(NOW, 2), (START - 7 * DAY, 1), (START - DAY, 0), (START - HOUR, 0)]
)
def test_a_lead_that_has_passed_gets_no_row(make_gathering, joined, leads):
    seat(make_gathering(), "Anna", now=joined)

    assert Mail.objects.filter(kind="gatherings.reminder").count() == leads


def test_the_reminder_says_tomorrow_when_it_is(make_gathering):
    gathering = make_gathering(title="Leren", reminder_days=[1])
    seat(gathering, "Anna")
    row = planned("reminder")

    letter = write(row, now=row.due_at)

    assert letter.subject == "Morgen, donderdag 3 december 2026: Leren"
    assert "Je doet mee op morgen" not in letter.text
    assert "Je doet mee: morgen, donderdag 3 december 2026." in letter.text
    assert letter.calendars == ()


def reminder(make_gathering, **fields):
    gathering = make_gathering(reminder_days=[1], **fields)
    (comer,) = seat(gathering, "Anna")
    return gathering, comer, planned("reminder")


def test_a_reminder_is_not_due_after_a_move(make_gathering):
    gathering, _, row = reminder(make_gathering)

    actions.move(gathering, moments=[(START + DAY, START + DAY + HOUR)], now=NOW)

    assert why_not(row) == "Het moment is verzet of vervallen."


def test_of_two_late_reminders_the_nearest_goes_out(make_gathering):
    seat(make_gathering(), "Anna")
    week, day = Mail.objects.filter(kind="gatherings.reminder").order_by("due_at")
    at_nine = START.replace(hour=9)

    assert why_not(week, now=at_nine - DAY - HOUR) == ""
    assert why_not(week, now=at_nine - DAY) == "Een volgende herinnering is al aan de beurt."
    assert why_not(day, now=at_nine - DAY) == ""


def test_a_reminder_is_not_due_for_a_dropped_moment(make_gathering):
    gathering, _, row = reminder(make_gathering)

    gathering.moments.update(dropped_at=NOW)

    assert why_not(row) == "Het moment is verzet of vervallen."


def test_a_reminder_is_not_due_when_cancelled_hidden_left_gone_or_over(make_gathering):
    gathering, comer, row = reminder(make_gathering)

    assert why_not(row, now=START + DAY) == "Het is al geweest."
    comer.user.is_active = False
    comer.user.save()
    assert why_not(row) == "De aanmelding of de persoon is er niet meer."
    comer.user.is_active = True
    comer.user.save()
    type(gathering).objects.update(published_at=None)
    assert why_not(row) == "Nog niet gepubliceerd."
    type(gathering).objects.update(published_at=NOW, cancelled_at=NOW)
    assert why_not(row) == "Afgelast."
    type(gathering).objects.update(cancelled_at=None)
    gathering.participations.update(state="left", left_at=NOW)
    assert why_not(row) == "De aanmelding is intussen veranderd."
    gathering.participations.all().delete()
    assert why_not(row) == "De aanmelding of de persoon is er niet meer."


def test_check_and_letter_are_of_one_reading(make_gathering, django_assert_num_queries):
    *_, row = reminder(make_gathering)

    with django_assert_num_queries(2):  # her and the gathering; its moments
        write(row, row.due_at)
