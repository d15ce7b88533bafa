"""How many days before people are reminded: of the gathering, or of what it runs under."""

import re

import pytest
from django import forms

from portal.gatherings import actions
from portal.gatherings.forms import DaysField
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, seat


def days():
    """Of the reminders that still go out, the earliest first."""
    rows = Mail.objects.open().filter(kind="gatherings.reminder").order_by("due_at")
    return [int(re.search(r"days (\d+)$", row.occasion)[1]) for row in rows]


def under(gathering):
    return getattr(gathering, gathering.runs_under)


def change(gathering, leads):
    """As who changes the community or the course does."""
    parent = under(gathering)
    before, parent.reminder_days = parent.reminder_days, leads
    parent.save()
    gatherings = type(gathering).objects.filter(**{gathering.runs_under: parent})
    actions.change_usual_leads(gatherings, before=before, now=NOW)


@pytest.mark.parametrize(
    ("own", "usual", "expected"),
    [(None, [7, 1], [7, 1]), (None, [], []), ([], [7, 1], []), ([3], [7, 1], [3])],
)
def test_its_own_or_the_usual(make_gathering, own, usual, expected):
    gathering = make_gathering(reminder_days=own)
    parent = under(gathering)
    parent.reminder_days = usual
    parent.save()

    seat(gathering, "Anna")

    assert days() == expected


def test_other_usual_leads_change_what_was_planned(make_gathering):
    gathering = make_gathering(reminder_days=None)
    seat(gathering, "Anna")
    assert days() == [7, 1]

    change(gathering, [14, 1])

    assert days() == [14, 1]


def test_who_has_leads_of_her_own_keeps_them(make_gathering):
    gathering = make_gathering(reminder_days=[3])
    seat(gathering, "Anna")

    change(gathering, [14])

    assert days() == [3]


@pytest.mark.parametrize("leads", [[7, 1], [1, 7]])
def test_the_same_leads_change_nothing(make_gathering, leads, django_assert_num_queries):
    gathering = make_gathering(reminder_days=None)
    seat(gathering, "Anna")
    before = list(Mail.objects.values_list("pk", "state"))

    change(gathering, leads)

    assert list(Mail.objects.values_list("pk", "state")) == before


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7, 1", [7, 1]),
        ("1,7,7", [7, 1]),
        ("0", []),
        ("", None),
        (" 3 ", [3]),
    ],
)
def test_days_as_they_are_typed(typed, expected):
    assert DaysField(required=False).clean(typed) == expected


@pytest.mark.parametrize("typed", ["zeven", "7,,1", "-1", "0, 7", "61", "9" * 5000, "1.5", "²"])
def test_what_are_no_days(typed):
    with pytest.raises(forms.ValidationError, match="Vul hele dagen in"):
        DaysField().clean(typed)


def test_five_reminders_are_enough():
    with pytest.raises(forms.ValidationError, match="hoogstens 5"):
        DaysField().clean("1,2,3,4,5,6")


def test_nothing_is_missing_where_it_is_asked():
    assert DaysField().clean("0") == []
    with pytest.raises(forms.ValidationError):
        DaysField().clean("")


@pytest.mark.parametrize(("value", "shown"), [([7, 1], "7, 1"), ([], "0"), (None, None)])
def test_days_as_they_are_shown(value, shown):
    field = DaysField()
    assert field.prepare_value(value) == shown
    assert not field.has_changed(value, shown)
