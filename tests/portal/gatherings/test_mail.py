from datetime import timedelta

import pytest
import vobject

from portal.gatherings import actions
from portal.mail import kinds
from portal.mail.composing import compose
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_closed_user, make_guest, make_user

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def planned(kind, **which):
    return Mail.objects.open().get(kind=f"gatherings.{kind}", **which)


def write(row, now=NOW):
    kind = kinds.get(row.kind)
    assert kind.still_due(row, now) == ""
    return kind.render(row, now)


def why_not(row, now=NOW):
    return kinds.get(row.kind).still_due(row, now)


def events(letter):
    items = [vobject.readOne(calendar.content.decode()) for calendar in letter.calendars]
    return [item.vevent for item in items]


def test_the_confirmation_says_what_when_where_and_how_to_leave(make_gathering):
    gathering = make_gathering(title="Leren van elkaar")
    (comer,) = seat(gathering, "Anna")

    letter = write(planned("confirmed"))

    text = letter.text.split("Afmelden: ")[0]
    assert (letter.to, letter.subject) == (comer.user.email, "Je doet mee: Leren van elkaar")
    assert text == (
        "Hallo Anna,\n\n"
        f"Je bent {gathering.called.joined}. Fijn dat je komt!\n\n"
        "Zet de afspraak in je agenda: de uitnodiging zit bij deze mail.\n\n"
        "Leren van elkaar\n"
        f"{gathering.called.moment}: donderdag 3 december 2026, 13:00–16:00 uur\n"
        "Waar: Raadhuis, Raadhuisplein 1\n"
        "Route: https://www.openstreetmap.org/search?query=Raadhuis%2C+Raadhuisplein+1\n\n"
        f"Meer weten: http://localhost:8000{gathering.get_absolute_url()}\n"
    )
    assert "http://localhost:8000/bijeenkomsten/afmelden/" in letter.text
    assert "Je doet mee: Leren van elkaar</h1>" in letter.html


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


def test_the_video_link_is_for_who_has_a_seat(make_gathering):
    link = "https://video.example/kamer"
    gathering = make_gathering(place="hybrid", video_link=link, seats=1)
    comer, _ = seat(gathering, "Anna", "Bart")

    confirmed, waiting = write(planned("confirmed")), write(planned("waiting"))

    actions.cancel(gathering, reason="Ziek.", now=NOW)
    off = write(planned("cancelled", recipient__endswith=f":{comer.user_id}"))
    assert link.encode() not in off.calendars[0].content
    assert f"Online meedoen: {link}\n" in confirmed.text
    assert "Waar: Raadhuis, Raadhuisplein 1 en online\n" in confirmed.text
    assert events(confirmed)[0].description.value.endswith(f"Online meedoen: {link}")
    assert link not in waiting.text + waiting.html
    assert waiting.calendars == ()


def test_online_there_is_no_route(make_gathering):
    gathering = make_gathering(place="online")
    seat(gathering, "Anna")

    text = write(planned("confirmed")).text

    assert "Waar: online\n" in text
    assert "Route" not in text


@pytest.mark.parametrize(
    ("named", "unnamed", "line"),
    [
        (["Bart", "Carla"], [], "Ook van jouw organisatie: Bart, Carla\n"),
        (["Bart"], ["Carla"], "Ook van jouw organisatie: Bart en 1 ander\n"),
        (["Bart"], ["Carla", "Daan"], "Ook van jouw organisatie: Bart en 2 anderen\n"),
        ([], ["Carla"], "Ook van jouw organisatie: 1 collega\n"),
        ([], ["Carla", "Daan"], "Ook van jouw organisatie: 2 collega’s\n"),
    ],
)
def test_colleagues_are_named_only_when_they_allow_it(make_gathering, named, unnamed, line):
    from tests.factories.organisations import make_municipality

    soest, gathering = make_municipality(), make_gathering()
    for name in named + unnamed:
        colleague = make_user(name=name, organisation=soest)
        actions.join(gathering, user=colleague, now=NOW, shows_name=name in named)
    reader = make_user(name="Anna", organisation=soest)
    actions.join(gathering, user=reader, now=NOW)

    letter = write(planned("confirmed", recipient=f"accounts.user:{reader.pk}"))

    assert line in letter.text
    assert line.strip() in letter.html


def test_who_has_no_seat_reads_no_names(make_gathering):
    from tests.factories.organisations import make_municipality

    soest, gathering = make_municipality(), make_gathering(seats=1)
    comer, waiter, stranger = (make_user(name=n, organisation=soest) for n in ("Anna", "Bo", "Cas"))
    actions.join(gathering, user=comer, now=NOW, shows_name=True)
    actions.join(gathering, user=waiter, now=NOW)
    actions.ask_to_confirm(gathering, name="Cas", email=stranger.email, now=NOW)
    letters = [write(planned("waiting")), write(planned("has_account"))]
    actions.leave(gathering, user=waiter, now=NOW)
    letters.append(write(planned("left")))

    for letter in letters:
        assert "Anna" not in letter.text + letter.html
        assert "Ook van jouw organisatie" not in letter.text + letter.html


def test_waiting_promoted_left_and_free_say_so(make_gathering):
    gathering = make_gathering(seats=1, title="Leren")
    leaver, waiter, later = seat(gathering, "Anna", "Bart", "Carla")
    waiting = write(planned("waiting", subject=key(waiter)))
    actions.leave(gathering, user=leaver.user, now=NOW)
    promoted, left = write(planned("promoted")), write(planned("left"))
    actions.leave(gathering, user=waiter.user, now=START - 2 * HOUR)
    free = write(planned("place_free"), now=START - 2 * HOUR)
    actions.leave(gathering, user=later.user, now=START - HOUR)
    off_the_line = write(planned("left", subject=key(later)), now=START - HOUR)

    subjects = [letter.subject for letter in (waiting, promoted, left, free, off_the_line)]
    assert subjects == [
        "Je staat op de wachtlijst: Leren",
        "Je hebt een plek: Leren",
        "Je bent afgemeld: Leren",
        "Er is een plek vrij: Leren",
        "Je bent afgemeld: Leren",
    ]
    assert f"{gathering.called.moment}: vandaag, donderdag 3 december 2026" in free.text
    assert "Ik neem de plek: http://localhost:8000/bijeenkomsten/plek-aannemen/" in free.text
    assert ">Ik neem de plek</a>" in free.html
    assert ">Meld je opnieuw aan</a>" in left.html
    assert "opnieuw aan" not in write(planned("left", subject=key(later)), now=START).text
    assert off_the_line.calendars == ()
    assert "Je staat niet meer op de wachtlijst." in off_the_line.text


def key(participation):
    return f"{participation._meta.label_lower}:{participation.pk}"


def test_the_change_says_how_it_is_now(make_gathering):
    gathering = make_gathering(seats=1)
    comer, waiter = seat(gathering, "Anna", "Bart")

    actions.move(gathering, moments=[(START + DAY, START + 2 * DAY)], now=NOW)

    to_comer = write(planned("changed", subject=key(comer)))
    to_waiter = write(planned("changed", subject=key(waiter)))
    assert "vrijdag 4 december 2026, 13:00–zaterdag 5 december 13:00 uur" in to_comer.text
    assert f"Je {gathering.called.joining} blijft staan." in to_comer.text
    assert "Je plek op de wachtlijst blijft staan." in to_waiter.text
    assert to_waiter.calendars == ()


def test_the_cancellation_says_why(make_gathering):
    gathering = make_gathering(seats=1)
    comer, waiter = seat(gathering, "Anna", "Bart")

    actions.cancel(gathering, reason="De spreker is ziek.", now=NOW)

    to_comer = write(planned("cancelled", subject=key(comer)))
    to_waiter = write(planned("cancelled", subject=key(waiter)))
    assert "De spreker is ziek." in to_comer.text
    assert "verdwijnt de afspraak uit je agenda" in to_comer.text
    assert "uit je agenda" not in to_waiter.text
    assert "Afmelden: " not in to_comer.text


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


def test_whether_it_is_still_due_is_a_query_or_two(make_gathering, django_assert_num_queries):
    gathering, _, row = reminder(make_gathering)

    with django_assert_num_queries(1 + hasattr(gathering, "community")):
        assert why_not(row) == ""


def test_a_free_place_is_not_told_of_when_it_is_gone_or_it_has_begun(make_gathering):
    gathering = make_gathering(seats=1)
    leaver, _ = seat(gathering, "Anna", "Bart")
    late = START - HOUR
    actions.leave(gathering, user=leaver.user, now=late)
    row = planned("place_free")

    assert why_not(row, now=START) == "De plek is al vergeven."
    type(gathering).objects.update(taken=1)
    assert why_not(row, now=late) == "De plek is al vergeven."


def test_a_hostile_title_stays_text(make_gathering):
    title = "<script>alert(1)</script> 🎉 \u202eabc"
    gathering = make_gathering(title=title)
    seat(gathering, "Anna")

    letter = write(planned("confirmed"))

    assert "<script>" not in letter.html
    assert letter.subject == f"Je doet mee: {title}"
    assert events(letter)[0].summary.value == title


def test_the_link_without_account_confirms_or_says_that_she_is_in(make_gathering):
    gathering, guest = make_gathering(title="Leren"), make_guest(email="gijs@gast.example")
    actions.ask_to_confirm(gathering, name="Gijs", email=guest.email, now=NOW)
    row = planned("guest")

    asking = write(row)
    actions.join(gathering, user=guest, now=NOW)
    told = write(row)

    assert asking.subject == f"Bevestig je {gathering.called.joining}: Leren"
    assert (
        f"Ik bevestig mijn {gathering.called.joining}: http://localhost:8000/bijeenkomsten/bevestigen/"
        in asking.text
    )
    assert told.subject == f"Je bent al {gathering.called.joined}: Leren"
    assert "Je doet al mee: je hoeft niets te doen." in told.text
    assert "/bevestigen/" not in told.text


def test_who_has_an_account_is_told_to_sign_in(make_gathering):
    gathering, member = make_gathering(title="Leren"), make_user(email="mia@soest.example")
    actions.ask_to_confirm(gathering, name="Iemand", email="Mia@soest.example", now=NOW)
    row = planned("has_account")

    letter = write(row)

    to_join = gathering.called.to_join.capitalize()
    assert (letter.to, letter.subject) == (member.email, f"{to_join} met je account: Leren")
    assert f"?next={gathering.get_absolute_url()}\n" in letter.text
    assert why_not(row, now=START + DAY) == "Aanmelden kan niet meer."
    gathering.delete()
    assert why_not(row) == "Aanmelden kan niet meer."


@pytest.mark.parametrize(
    ("seats", "words"), [(2, "Je doet al mee:"), (1, "Je staat al op de wachtlijst:")]
)
def test_who_is_in_already_need_not_sign_in(make_gathering, seats, words):
    gathering = make_gathering(title="Leren", seats=seats)
    _, known = seat(gathering, "Anna", "Bart")
    actions.ask_to_confirm(gathering, name="Iemand", email=known.user.email, now=NOW)

    letter = write(planned("has_account"))

    assert letter.subject == f"Je bent al {gathering.called.joined}: Leren"
    assert f"{words} je hoeft niets te doen." in letter.text
    assert "Log in" not in letter.text


def test_who_waits_while_a_place_is_free_may_take_it_at_once(make_gathering):
    gathering, late = make_gathering(seats=1), START - 20 * HOUR
    leaver, _ = seat(gathering, "Anna", "Bart")
    actions.leave(gathering, user=leaver.user, now=late)
    (newcomer,) = seat(gathering, "Carla", now=late)

    letter = write(planned("waiting", subject=key(newcomer)), now=late)

    assert newcomer.state == "waiting"
    assert "wie het eerst reageert, heeft de plek." in letter.text
    assert ">Ik neem de plek</a>" in letter.html
    assert "Alle plaatsen zijn bezet" not in letter.text


def test_a_closed_account_gets_nothing(make_gathering):
    gathering, gone = make_gathering(), make_closed_user(email="weg@soest.example")
    actions.ask_to_confirm(gathering, name="Iemand", email=gone.email, now=NOW)

    assert why_not(planned("has_account")) == "De aanmelding of de persoon is er niet meer."


def test_the_message_carries_the_item_as_mail_programs_want_it(make_gathering):
    seat(make_gathering(), "Anna")
    row = planned("confirmed")

    message = compose(write(row), row.message_id).message()

    parts = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    inline = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    assert parts == ["text/plain", "text/html", "text/calendar", "application/ics"]
    assert inline.get_param("method") == "REQUEST"
    assert vobject.readOne(inline.get_payload(decode=True).decode()).vevent.dtstart.value == START
