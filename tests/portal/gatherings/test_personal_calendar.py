import uuid
from datetime import timedelta

import icalendar
import pytest
import vobject
from django.core import signing
from django.urls import reverse

from portal.accounts import closing
from portal.gatherings import actions, calendar
from portal.gatherings.models import PersonalCalendar
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.courses import make_edition
from tests.factories.gatherings import NOW, START
from tests.factories.people import make_user

PAGE = "/mijn/agenda/"


@pytest.fixture
def comer():
    return make_user(name="Anna Aanwezig")


def make_calendar(user):
    return PersonalCalendar.objects.create(user=user, made_at=NOW)


def events(response):
    """The events in the file, read by a parser that did not write it."""
    return vobject.readOne(response.content.decode()).contents.get("vevent", [])


def titles(response):
    return sorted(event.summary.value for event in events(response))


def test_it_holds_all_that_she_has_a_seat_in(client, comer):
    for gathering in (
        make_meetup(title="Bijeenkomst"),
        make_edition(title="Cursus"),
        make_meetup(title="Van hiervoor", starts_at=NOW + timedelta(hours=1)),
    ):
        actions.join(gathering, user=comer, now=NOW)
    left, full = make_meetup(title="Afgemeld"), make_meetup(title="Wachtlijst", seats=1)
    actions.join(left, user=comer, now=NOW)
    actions.leave(left, user=comer, now=NOW)
    for user in (make_user(), comer):
        actions.join(full, user=user, now=NOW)
    actions.join(make_meetup(title="Van een ander"), user=make_user(), now=NOW)

    response = client.get(make_calendar(comer).get_absolute_url())

    assert titles(response) == ["Bijeenkomst", "Cursus", "Van hiervoor"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:PUBLISH" in response.content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in response.content
    assert b"X-PUBLISHED-TTL:PT1H" in response.content
    assert b"ATTENDEE" not in response.content  # RFC 5546, 3.2.1: nobody answers what is published


def test_nobody_keeps_it_and_no_search_engine_finds_it(client, comer):
    response = client.get(make_calendar(comer).get_absolute_url())

    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert response["X-Robots-Tag"] == "noindex"


def test_what_is_off_stays_and_says_so(client, comer, make_gathering):
    gathering = make_gathering()
    actions.join(gathering, user=comer, now=NOW)
    actions.cancel(gathering, reason="Ziek.", now=NOW)

    (event,) = events(client.get(make_calendar(comer).get_absolute_url()))

    assert event.status.value == "CANCELLED"


def test_each_moment_is_the_item_of_her_mails(client, comer, make_gathering):
    days = [START, START + timedelta(days=7)]
    gathering = make_gathering(
        moments=[(day, day + timedelta(hours=2)) for day in days],
        place="hybrid",
        video_link="https://video.example/kamer",
    )
    for action in (actions.join, actions.leave, actions.join):
        action(gathering, user=comer, now=NOW)
    actions.move(
        gathering,
        moments=[(day + timedelta(hours=1), day + timedelta(hours=2)) for day in days],
        now=NOW,
    )
    participation = gathering.participations.select_related("gathering__municipality").get()
    moments = gathering.moments.standing().select_related("gathering__municipality")
    items = calendar.for_participant(participation, moments, method="REQUEST", now=NOW)

    found = events(client.get(make_calendar(comer).get_absolute_url()))

    assert [told(event) for event in found] == [
        told(vobject.readOne(item.content.decode()).vevent) for item in items
    ]
    assert {event.sequence.value for event in found} == {"3"}
    assert "https://video.example/kamer" in found[0].description.value


def told(event):
    parts = ("uid", "sequence", "dtstart", "dtend", "summary", "description", "location", "status")
    return {name: getattr(event, name).value for name in parts}


def test_a_moment_that_was_dropped_is_gone(client, comer, make_gathering):
    pairs = [(START, START + timedelta(hours=2)), (START + timedelta(days=7), START + timedelta(8))]
    gathering = make_gathering(moments=pairs)
    actions.join(gathering, user=comer, now=NOW)
    actions.move(gathering, moments=pairs[:1], now=NOW)

    assert len(events(client.get(make_calendar(comer).get_absolute_url()))) == 1


def test_what_she_may_not_see_any_more_is_not_in_it(client, comer):
    community = make_community(kind="hidden")
    make_member(community, user=comer)
    actions.join(make_meetup(title="Geheim", community=community), user=comer, now=NOW)
    address = make_calendar(comer).get_absolute_url()
    assert titles(client.get(address)) == ["Geheim"]  # the control

    community.memberships.all().delete()

    assert titles(client.get(address)) == []


def test_another_parser_reads_the_times_of_amsterdam(client, comer):
    actions.join(make_meetup(starts_at=START), user=comer, now=NOW)
    content = client.get(make_calendar(comer).get_absolute_url()).content

    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")

    assert (event["dtstart"].dt, str(event["dtstart"].params["TZID"])) == (
        START,
        "Europe/Amsterdam",
    )


def test_an_address_that_nobody_gave_is_no_address(client, comer):
    found = make_calendar(comer)
    signed = signing.Signer(sep=".", salt="gatherings.personal_calendar").sign
    wrong = [
        "verzonnen",
        f"{found.key.hex}.AAAA",  # who knows the table, but not our key
        signed(uuid.uuid4().hex),
        signed("geen-sleutel"),
    ]

    answers = [
        client.get(reverse("gatherings:personal_feed", args=[secret])).status_code
        for secret in wrong
    ]

    assert answers == [404] * 4


def test_the_page_makes_replaces_and_revokes_an_address(client, comer, settings):
    client.force_login(comer)
    assert "Je hebt nog geen eigen adres" in client.get(PAGE).text
    assert not PersonalCalendar.objects.exists()

    page = client.post(f"{PAGE}maken/", follow=True)
    first = PersonalCalendar.objects.get().get_absolute_url()
    assert f'value="{settings.SITE_URL}{first}"' in page.text
    assert f'href="webcal://localhost:8000{first}"' in page.text
    assert client.get(first).status_code == 200

    page = client.post(f"{PAGE}maken/", follow=True)
    second = PersonalCalendar.objects.get().get_absolute_url()
    assert "Het oude werkt niet meer" in page.text
    assert [client.get(url).status_code for url in (first, second)] == [404, 200]

    page = client.post(f"{PAGE}intrekken/", follow=True)
    assert "Je adres is ingetrokken" in page.text
    assert client.get(second).status_code == 404


def test_it_is_of_one_person(client, comer):
    other = make_calendar(make_user())
    client.force_login(comer)

    page = client.get(PAGE).text
    client.post(f"{PAGE}intrekken/")

    assert other.get_absolute_url() not in page
    assert PersonalCalendar.objects.get() == other
    assert str(other) == "Agenda van Anneke de Wit"


def test_a_closed_account_has_none(client, comer):
    address = make_calendar(comer).get_absolute_url()
    closing.undo_all(comer, now=NOW)

    assert not PersonalCalendar.objects.exists()
    assert client.get(address).status_code == 404


def test_an_account_that_was_switched_off_has_none(client, comer):
    address = make_calendar(comer).get_absolute_url()
    comer.is_active = False
    comer.save()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_stays_the_same(client, comer, django_assert_num_queries, number):
    for _ in range(number):
        for make in (make_meetup, make_edition):
            actions.join(make(), user=comer, now=NOW)
    address = make_calendar(comer).get_absolute_url()

    # Whose it is, her groups, and for each kind her seats and their moments.
    with django_assert_num_queries(6):
        client.get(address)
