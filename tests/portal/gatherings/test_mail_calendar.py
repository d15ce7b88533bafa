from datetime import timedelta

import pytest
import vobject

from portal.gatherings import actions
from tests.factories.gatherings import NOW, START, seat
from tests.portal.gatherings.letters import events, key, planned, write

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_the_calendar_item_is_read_back_by_another_parser(make_gathering):
    gathering = make_gathering(title="Leren, van elkaar; samen")
    (comer,) = seat(gathering, "Anna")

    letter = write(planned("confirmed"))
    (event,) = events(letter)

    (item,) = letter.calendars
    calendar = vobject.readOne(item.content.decode())
    assert (item.method, calendar.method.value) == ("REQUEST", "REQUEST")
    assert calendar.vtimezone.tzid.value == "Europe/Amsterdam"
    assert event.uid.value == f"{gathering.moments.get().uid}@localhost:8000"
    assert event.summary.value == "Leren, van elkaar; samen"
    assert (event.dtstart.value, event.dtend.value) == (START, START + 3 * HOUR)
    assert b"DTSTART;TZID=Europe/Amsterdam:20261203T130000" in item.content
    assert (event.sequence.value, event.status.value) == ("0", "CONFIRMED")
    assert event.location.value == "Raadhuis, Raadhuisplein 1"
    assert event.organizer.value == "mailto:portaal@lerend-werken.example"
    assert event.attendee.value == f"mailto:{comer.user.email}"


def test_an_item_for_each_moment(make_gathering):
    moments = [(START, START + HOUR), (START + DAY, START + DAY + HOUR)]
    seat(make_gathering(moments=moments), "Anna")

    found = events(write(planned("confirmed")))

    assert [(e.dtstart.value, e.dtend.value) for e in found] == moments


def test_the_order_of_versions_holds_through_leaving_coming_back_and_moving(make_gathering):
    gathering = make_gathering()
    (comer,) = seat(gathering, "Anna")
    numbers = [events(write(planned("confirmed")))[0].sequence.value]

    actions.leave(gathering, user=comer.user, now=NOW)
    cancelled = write(planned("left"))
    numbers.append(events(cancelled)[0].sequence.value)
    actions.join(gathering, user=comer.user, now=NOW)
    numbers.append(events(write(planned("confirmed")))[0].sequence.value)
    actions.move(gathering, moments=[(START + DAY, START + DAY + HOUR)], now=NOW)
    changed = write(planned("changed"))
    numbers.append(events(changed)[0].sequence.value)
    actions.cancel(gathering, reason="Ziek.", now=NOW)
    off = write(planned("cancelled"))
    numbers.append(events(off)[0].sequence.value)

    assert numbers == ["0", "1", "2", "3", "4"]
    assert [x.calendars[0].method for x in (cancelled, changed, off)] == [
        "CANCEL",
        "REQUEST",
        "CANCEL",
    ]
    assert events(off)[0].status.value == "CANCELLED"
    assert events(changed)[0].dtstart.value == START + DAY


def test_a_dropped_moment_vanishes_from_the_calendar(make_gathering):
    moments = [(START, START + HOUR), (START + DAY, START + DAY + HOUR)]
    gathering = make_gathering(moments=moments)
    seat(gathering, "Anna")

    actions.move(gathering, moments=moments[:1], now=NOW)

    letter = write(planned("changed"))
    assert [event.status.value for event in events(letter)] == ["CONFIRMED", "CANCELLED"]
    assert [item.method for item in letter.calendars] == ["REQUEST", "CANCEL"]


@pytest.mark.parametrize("kind", ["cancelled", "left"])
def test_a_moment_dropped_just_before_leaves_the_calendar_too(make_gathering, kind):
    moments = [(START, START + HOUR), (START + DAY, START + DAY + HOUR)]
    gathering = make_gathering(moments=moments)
    (early,) = seat(gathering, "Anna")
    actions.move(gathering, moments=moments[:1], now=NOW + HOUR)
    (late,) = seat(gathering, "Bart", now=NOW + 2 * HOUR)

    if kind == "cancelled":
        actions.cancel(gathering, reason="Ziek.", now=NOW + 3 * HOUR)
    else:
        for one in (early, late):
            actions.leave(gathering, user=one.user, now=NOW + 3 * HOUR)

    to_early, to_late = (write(planned(kind, subject=key(one))) for one in (early, late))
    assert [event.dtstart.value for event in events(to_early)] == [START, START + DAY]
    assert [event.dtstart.value for event in events(to_late)] == [START]
    assert {item.method for item in to_early.calendars} == {"CANCEL"}
