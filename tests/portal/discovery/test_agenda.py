from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from portal.discovery import sources
from portal.discovery.month import Month
from tests.factories.communities import make_community, make_meetup
from tests.factories.organisations import make_municipality, make_region
from tests.factories.themes import make_theme

AGENDA, FEED = reverse("discovery:agenda"), reverse("discovery:agenda_feed")


def soon(days=7):
    return (timezone.now() + timedelta(days=days)).replace(microsecond=0)


def titles(response):
    return [row.title for row in response.context["page"].object_list]


@pytest.fixture
def some():
    region, theme = make_region("Utrecht"), make_theme("Jeugd")
    make_meetup(title="Regio", region=region, starts_at=soon(1))
    make_meetup(title="Thema", themes=[theme], starts_at=soon(2), place="online")
    make_meetup(title="Beide", themes=[theme], region=region, starts_at=soon(3), place="hybrid")
    make_meetup(title="Geweest", starts_at=soon(-3))
    return {"regio": region.slug, "thema": theme.slug}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], ["Regio", "Thema", "Beide"]),
        (["regio"], ["Regio", "Beide"]),
        (["thema"], ["Thema", "Beide"]),
        (["regio", "thema"], ["Beide"]),
    ],
)
def test_the_agenda_is_narrowed_by_region_and_theme(client, some, asked, found):
    response = client.get(AGENDA, {name: some[name] for name in asked})

    assert titles(response) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?waar=online", ["Thema", "Beide"]),
        ("?waar=locatie", ["Regio", "Beide"]),
        ("?soort=bijeenkomsten", ["Regio", "Thema", "Beide"]),
    ],
)
def test_the_agenda_is_narrowed_by_place_and_kind(client, some, query, found):
    assert titles(client.get(AGENDA + query)) == found


def test_the_agenda_is_narrowed_by_kind_of_thing(client, some, monkeypatch):
    lessons = replace(sources.get("bijeenkomsten"), kind="lesdagen", plural="lesdagen")
    monkeypatch.setitem(sources._sources, "lesdagen", lessons)

    rows = client.get(AGENDA, {"soort": "lesdagen"}).context["page"].object_list

    assert [(row.kind, row.title) for row in rows] == [
        ("lesdagen", "Regio"),
        ("lesdagen", "Thema"),
        ("lesdagen", "Beide"),
    ]


def test_an_unknown_value_is_ignored_and_said_so(client, some):
    response = client.get(AGENDA, {"thema": "onbekend", "waar": ["online", "maan"]})

    assert titles(response) == ["Thema", "Beide"]
    assert response.context["filters"].unknown == ["onbekend", "maan"]
    assert "We laten dit weg" in response.text


def test_a_choice_without_anything_shows_two_ways_on(client):
    region = make_region()

    assert "Er is nu niets gepland" in client.get(AGENDA).text
    assert "Toon de hele agenda" in client.get(AGENDA, {"regio": region.slug}).text


def test_items_stand_under_their_month_in_dutch_time(client):
    # A second before midnight in UTC it is the next month already in Amsterdam.
    start = datetime(2099, 5, 31, 23, 59, tzinfo=UTC)
    make_meetup(starts_at=start, municipality=make_municipality("Soest"), cancelled_at=start)

    text = client.get(AGENDA).text

    assert "Juni 2099" in text
    assert "Soest" in text
    assert "Gaat niet door" in text


def test_the_fragment_is_a_part_of_the_page(client, some):
    page = client.get(AGENDA).text
    fragment = client.get(AGENDA, headers={"HX-Request": "true"}).text

    assert fragment.startswith('<div id="resultaten"')
    assert fragment in page


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts(client, django_assert_num_queries, number):
    for _ in range(number):
        make_meetup(starts_at=soon(), region=make_region(), municipality=make_municipality())

    with django_assert_num_queries(4):
        assert len(titles(client.get(AGENDA))) == number
    with django_assert_num_queries(3):
        month_of(client, f"{soon():%Y-%m}")
    with django_assert_num_queries(4):  # regions, themes, and a statement for each kind
        client.get(FEED)


def month_of(client, month, **more):
    return client.get(AGENDA, {"weergave": "maand", "maand": month} | more)


def by_day(response):
    return {
        f"{day:%d-%m}": [row.title for row in rows]
        for day, rows in response.context["days"]
        if rows
    }


def test_a_month_shows_what_starts_on_each_of_its_days(client):
    make_meetup(title="Laat", starts_at=datetime(2026, 5, 31, 21, 59, tzinfo=UTC))
    make_meetup(title="Nacht", starts_at=datetime(2026, 4, 30, 22, 0, tzinfo=UTC))
    make_meetup(title="April", starts_at=datetime(2026, 4, 30, 21, 59, tzinfo=UTC))
    make_meetup(title="Juni", starts_at=datetime(2026, 5, 31, 22, 0, tzinfo=UTC))
    hidden = make_community(kind="hidden")
    noon = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
    make_meetup(title="Verborgen", community=hidden, starts_at=noon)
    make_meetup(title="Concept", published_at=None, starts_at=noon)
    make_meetup(title="Afgelast", cancelled_at=noon, starts_at=noon)

    response = month_of(client, "2026-05")

    assert by_day(response) == {"01-05": ["Nacht"], "12-05": ["Afgelast"], "31-05": ["Laat"]}
    assert len(response.context["days"]) == 35  # whole weeks, from Monday
    assert "Mei 2026" in response.text
    assert "Gaat niet door" in response.text


def test_a_month_leads_to_the_months_beside_it_with_the_same_filters(client, some):
    text = month_of(client, "2026-12", thema="jeugd").text

    for month in ("2026-11", "2027-01"):
        assert f'href="?weergave=maand&amp;maand={month}&amp;thema=jeugd"' in text
    assert f'{AGENDA}?thema=jeugd"' in text
    assert f'{FEED}?thema=jeugd"' in text
    assert 'name="maand" value="2026-12"' in text
    assert "In deze maand begint er niets dat bij je keuze past" in text


def test_a_month_is_narrowed_as_the_list_is(client, some):
    here = timezone.localtime(soon(2))

    found = by_day(month_of(client, f"{here:%Y-%m}", thema=some["thema"]))

    assert found[f"{here:%d-%m}"] == ["Thema"]
    assert ["Regio"] not in found.values()


@pytest.mark.parametrize("month", ["2026-13", "mei", "1999-12", "2026-5", "२०२६-०१"])
def test_a_month_that_is_none_shows_this_month_and_says_so(client, month):
    response = month_of(client, month)

    assert response.context["filters"].month == Month.of(timezone.localdate())
    assert response.context["filters"].unknown == [month]


def test_an_unknown_view_is_a_list_and_said_so(client):
    response = client.get(AGENDA, {"weergave": "jaar"})

    assert response.context["filters"].unknown == ["jaar"]
    assert client.get(AGENDA, {"weergave": "lijst"}).context["filters"].unknown == []


def test_this_month_marks_today(client):
    text = client.get(AGENDA, {"weergave": "maand"}).text

    assert "(vandaag)" in text
    assert "In deze maand begint er niets." in text


def test_a_month_as_a_fragment_is_a_part_of_the_page(client, some):
    page = month_of(client, "2026-12").text
    asked = {"weergave": "maand", "maand": "2026-12"}

    assert client.get(AGENDA, asked, headers={"HX-Request": "true"}).text in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["regio"], {"Regio", "Beide"}),
        (["thema"], {"Thema", "Beide"}),
        (["regio", "thema"], {"Beide"}),
    ],
)
def test_a_feed_holds_what_is_asked(client, some, asked, found):
    query = {name: some[name] for name in asked}

    assert {str(event["summary"]) for event in events(client.get(FEED, query))} == found


def test_a_feed_is_called_after_what_is_asked(client, some):
    (calendar,) = icalendar.Calendar.from_ical(
        client.get(FEED, {"thema": "jeugd"}).content, multiple=True
    )

    assert calendar["x-wr-calname"] == "Agenda van Lerend werken: Jeugd"


def test_a_feed_of_something_unknown_is_not_there(client, some):
    assert client.get(FEED, {"thema": "onbekend"}).status_code == 404


def events(response):
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_the_feed_holds_each_moment_once_with_a_uid_that_stays(client):
    first, second = soon(7), soon(14)
    meetup = make_meetup(
        title="Leergang; deel 1, deel 2",
        moments=[(first, first + timedelta(hours=2)), (second, second + timedelta(hours=2))],
    )

    response = client.get(FEED)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(response)
    assert [event["summary"] for event in found] == [meetup.title] * 2
    assert {event["dtstart"].dt for event in found} == {first, second}
    assert {event["uid"] for event in found} == {event["uid"] for event in events(client.get(FEED))}
    (zone,) = icalendar.Calendar.from_ical(response.content).walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Amsterdam"


def test_the_feed_says_what_is_cancelled_and_keeps_secrets(client):
    make_meetup(title="Gaat door", starts_at=soon())
    make_meetup(title="Afgelast", starts_at=soon(), cancelled_at=timezone.now())
    make_meetup(title="Concept", starts_at=soon(), published_at=None)
    make_meetup(title="Verborgen", starts_at=soon(), community=make_community(kind="hidden"))
    make_meetup(title="Lang geleden", starts_at=soon(-100))
    make_meetup(
        title="Pas geweest", starts_at=soon(-10), place="online", video_link="https://v.example"
    )

    found = {event["summary"]: event["status"] for event in events(client.get(FEED))}

    assert found == {
        "Gaat door": "CONFIRMED",
        "Afgelast": "CANCELLED",
        "Pas geweest": "CONFIRMED",
    }
    assert b"v.example" not in client.get(FEED).content


def test_an_unchanged_feed_is_not_sent_again(client):
    make_meetup(starts_at=soon())
    etag = client.get(FEED).headers["ETag"]

    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 304
    make_meetup(starts_at=soon())
    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 200
