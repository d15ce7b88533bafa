import json
import re

import pytest

from tests.factories.cases import make_case, make_version
from tests.factories.communities import make_community, make_facilitator, make_meetup
from tests.factories.courses import make_course, make_edition
from tests.factories.gatherings import NOW, START
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor
from tests.factories.themes import make_theme

SCRIPT = re.compile(r'<script type="application/ld\+json" nonce="(.+?)">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://lerend-werken.example"


def data_of(response):
    ((nonce, told),) = SCRIPT.findall(response.text)
    assert f"'nonce-{nonce}'" in response.headers["Content-Security-Policy"]
    return json.loads(told)


def test_a_case_is_an_article_of_its_owners(client):
    case = make_case(
        "Slim </script><b>roosteren",
        summary="Samen & snel.",
        organisations=[make_municipality("Soest")],
        themes=[make_theme("Verzuim")],
    )

    data = data_of(client.get(case.get_absolute_url()))

    assert data["@type"] == "Article"
    assert data["headline"] == "Slim </script><b>roosteren"
    assert data["description"] == "Samen & snel."
    assert data["url"] == f"https://lerend-werken.example{case.get_absolute_url()}"
    assert data["datePublished"] == "2026-03-02T09:00:00Z"
    assert data["author"] == [{"@type": "Organization", "name": "gemeente Soest"}]
    assert data["about"] == ["Verzuim"]


def test_a_concept_tells_nothing(client):
    soest = make_municipality("Soest")
    concept = make_version("Concept", organisations=[soest]).case
    client.force_login(make_organisation_editor(soest))

    assert not SCRIPT.search(client.get(concept.get_absolute_url()).text)


@pytest.mark.parametrize(
    ("place", "mode", "locations"),
    [
        ("on_site", "Offline", ["Place"]),
        ("online", "Online", ["VirtualLocation"]),
        ("hybrid", "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_a_meetup_is_an_event_without_the_link_for_participants(client, place, mode, locations):
    meetup = make_meetup(
        place=place,
        municipality=make_municipality("Soest"),
        venue="",
        video_link="https://video.example/geheim",
        starts_at=START,
    )

    response = client.get(meetup.get_absolute_url())

    data = data_of(response)
    assert data["@type"] == "Event"
    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [location["@type"] for location in data["location"]] == locations
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert "video.example" not in response.text


def test_an_event_says_where_it_is_and_that_it_is_off(client):
    soest = make_municipality("Soest")
    meetup = make_meetup(municipality=soest, venue="De Fabriek", address="Dorpsstraat 1")
    off = make_meetup(venue="", cancelled_at=NOW)

    (place,) = data_of(client.get(meetup.get_absolute_url()))["location"]
    assert place["name"] == "De Fabriek"
    assert place["address"]["streetAddress"] == "Dorpsstraat 1"
    assert place["address"]["addressLocality"] == "Soest"
    told = data_of(client.get(off.get_absolute_url()))
    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert told["location"][0]["name"] == "Op locatie"


def test_a_draft_tells_nothing(client):
    community = make_community()
    draft = make_meetup(community=community, published_at=None)
    client.force_login(make_facilitator(community))

    assert not SCRIPT.search(client.get(draft.get_absolute_url()).text)


def test_a_course_and_its_dates_are_told_too(client):
    course = make_course("Duidelijke taal")
    edition = make_edition(course=course)

    told = data_of(client.get(course.get_absolute_url()))
    assert (told["@type"], told["name"]) == ("Course", "Duidelijke taal")
    assert data_of(client.get(edition.get_absolute_url()))["@type"] == "Event"
