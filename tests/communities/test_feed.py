from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.communities import make_community, make_meetup, make_member


def feed(community):
    return reverse("communities:feed", args=[community.slug])


def titles(response):
    return {
        str(e["summary"]) for e in icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    }


def soon(days=7):
    return timezone.now() + timedelta(days=days)


def test_a_community_has_a_calendar_of_what_it_hosts_and_shares(client):
    community, other = make_community(name="HR-netwerk"), make_community()
    make_meetup(title="Eigen", community=community, starts_at=soon())
    shared = make_meetup(title="Gedeeld", community=other, starts_at=soon())
    shared.communities.add(community)
    hidden = make_meetup(
        title="Verborgen", community=make_community(kind="hidden"), starts_at=soon()
    )
    hidden.communities.add(community)
    make_meetup(title="Van een ander", community=other, starts_at=soon())
    make_meetup(title="Concept", community=community, starts_at=soon(), published_at=None)
    make_meetup(title="Lang geleden", community=community, starts_at=soon(-100))
    make_meetup(title="Afgelast", community=community, starts_at=soon(), cancelled_at=soon())

    response = client.get(feed(community))

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(response) == {"Eigen", "Gedeeld", "Afgelast"}
    assert b"X-WR-CALNAME:Bijeenkomsten van HR-netwerk" in response.content
    assert f'href="{feed(community)}"' in client.get(community.get_absolute_url()).text


def test_a_hidden_community_has_none_for_its_members_neither(client):
    community = make_community(kind="hidden")
    make_meetup(community=community, starts_at=soon())
    client.force_login(make_member(community))

    assert client.get(feed(community)).status_code == 404
    assert feed(community) not in client.get(community.get_absolute_url()).text


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts(client, django_assert_num_queries, number):
    community = make_community()
    for _ in range(number):
        make_meetup(community=community, starts_at=soon())

    with django_assert_num_queries(2):
        client.get(feed(community))
