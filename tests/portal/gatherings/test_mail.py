from datetime import timedelta

import pytest
import vobject

from portal.gatherings import actions
from portal.mail.composing import compose
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_closed_user, make_user
from tests.portal.gatherings.letters import events, key, planned, why_not, write

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


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

    assert not Mail.objects.exists()


def test_an_account_that_closes_meanwhile_gets_nothing(make_gathering):
    gathering, known = make_gathering(), make_user(email="weg@soest.example")
    actions.ask_to_confirm(gathering, name="Iemand", email=known.email, now=NOW)

    known.is_active = False
    known.save(update_fields=["is_active"])

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
