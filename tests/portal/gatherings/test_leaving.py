from datetime import timedelta

import pytest

from portal.gatherings import actions
from portal.gatherings.refusals import NotOpen
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user

LATE = START - timedelta(hours=23)


def states(gathering):
    return dict(gathering.participations.values_list("user__name", "state"))


def open_mail(kind):
    mails = Mail.objects.open().filter(kind=f"gatherings.{kind}")
    return sorted(mails.values_list("subject", flat=True))


def subject(participation):
    return f"{participation._meta.label_lower}:{participation.pk}"


def test_leaving_gives_the_seat_to_who_waits_longest(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, waiter, _ = seat(gathering, "Anna", "Bart", "Carla")

    left = actions.leave(gathering, user=leaver.user, now=NOW)

    gathering.refresh_from_db()
    assert (left.state, left.left_at) == ("left", NOW)
    assert states(gathering) == {"Anna": "left", "Bart": "seated", "Carla": "waiting"}
    assert gathering.taken == 1
    assert open_mail("promoted") == [subject(waiter)]
    assert open_mail("left") == [subject(leaver)]


def test_leaving_the_line_promotes_nobody(make_gathering):
    gathering = make_gathering(seats=1)
    _, leaver, _ = seat(gathering, "Anna", "Bart", "Carla")

    actions.leave(gathering, user=leaver.user, now=NOW)

    gathering.refresh_from_db()
    assert states(gathering) == {"Anna": "seated", "Bart": "left", "Carla": "waiting"}
    assert gathering.taken == 1
    assert open_mail("promoted") == []


def test_leaving_without_a_line_frees_the_seat(make_gathering):
    gathering = make_gathering(seats=2)
    leaver, _ = seat(gathering, "Anna", "Bart")

    actions.leave(gathering, user=leaver.user, now=NOW)

    gathering.refresh_from_db()
    assert gathering.taken == 1


def test_who_comes_back_joins_the_end_of_the_line_and_is_mailed_anew(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, _, _ = seat(gathering, "Anna", "Bart", "Carla")
    actions.leave(gathering, user=leaver.user, now=NOW)

    back = actions.join(gathering, user=leaver.user, now=NOW)

    line = gathering.participations.waiting().values_list("user__name", flat=True)
    assert list(line) == ["Carla", "Anna"]
    assert (back.pk, back.turn, back.left_at) == (leaver.pk, 2, None)
    assert Mail.objects.get(kind="gatherings.waiting", subject=subject(back)).occasion == "turn 2"


def test_leaving_drops_what_was_still_to_be_sent(make_gathering):
    gathering = make_gathering()
    (leaver,) = seat(gathering, "Anna")

    actions.leave(gathering, user=leaver.user, now=NOW)

    mails = Mail.objects.exclude(kind="gatherings.left").values_list("state", "answer").distinct()
    assert list(mails) == [("skipped", "Afgemeld.")]


def test_who_comes_back_is_reminded_as_before(make_gathering):
    gathering = make_gathering()
    (leaver,) = seat(gathering, "Anna")
    before = set(Mail.objects.filter(kind="gatherings.reminder").values_list("pk", "due_at"))
    actions.leave(gathering, user=leaver.user, now=NOW)

    actions.join(gathering, user=leaver.user, now=NOW)

    reminders = Mail.objects.open().filter(kind="gatherings.reminder")
    assert set(reminders.values_list("pk", "due_at")) == before


def test_in_the_last_day_all_who_wait_hear_of_the_place_and_nobody_is_promoted(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, first, second = seat(gathering, "Anna", "Bart", "Carla")

    actions.leave(gathering, user=leaver.user, now=LATE)

    gathering.refresh_from_db()
    assert states(gathering) == {"Anna": "left", "Bart": "waiting", "Carla": "waiting"}
    assert gathering.taken == 0
    assert open_mail("place_free") == sorted([subject(first), subject(second)])
    assert set(Mail.objects.filter(kind="gatherings.place_free").values_list("not_after")) == {
        (START,)
    }


def test_leaving_twice_is_leaving_once_and_a_stranger_leaves_nothing(make_gathering):
    gathering = make_gathering()
    (leaver,) = seat(gathering, "Anna")
    actions.leave(gathering, user=leaver.user, now=NOW)

    assert actions.leave(gathering, user=leaver.user, now=NOW) is None
    assert actions.leave(gathering, user=make_user(), now=NOW) is None
    gathering.refresh_from_db()
    assert gathering.taken == 0


@pytest.mark.parametrize("hours", [0, 1])
def test_nobody_leaves_once_it_has_begun(make_gathering, hours):
    gathering = make_gathering()
    (comer,) = seat(gathering, "Anna")

    with pytest.raises(NotOpen, match="dit is al begonnen"):
        actions.leave(gathering, user=comer.user, now=START + timedelta(hours=hours))


def test_nobody_leaves_what_is_cancelled(make_gathering):
    gathering = make_gathering()
    (comer,) = seat(gathering, "Anna")
    actions.cancel(gathering, reason="Ziek.", now=NOW)

    with pytest.raises(NotOpen, match="dit gaat niet door"):
        actions.leave(gathering, user=comer.user, now=NOW)
