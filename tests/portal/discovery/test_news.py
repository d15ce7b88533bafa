from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from cases.actions.archiving import archive
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.communities import make_community, make_meetup
from tests.factories.organisations import make_municipality
from tests.factories.themes import make_theme

NEW = reverse("discovery:new_cases")
ATOM = "{http://www.w3.org/2005/Atom}"


def of_theme(theme):
    return reverse("discovery:new_of_theme", args=[theme.slug])


def entries(response):
    root = ElementTree.fromstring(response.content)  # noqa: S314 - written by ourselves
    return root.findall(f"{ATOM}entry")


def titles(response):
    return [entry.findtext(f"{ATOM}title") for entry in entries(response)]


def test_new_cases_stand_newest_first_with_who_shares_them(client, settings):
    settings.SITE_URL = "https://lerend-werken.example"
    soest = make_municipality("Soest")
    make_case("Eerst", now=NOW)
    case = make_case(
        "Later & <beter>", organisations=[soest], summary="Kort.", now=NOW + timedelta(days=1)
    )
    make_version("Concept", organisations=[soest])
    archive(make_case("Gearchiveerd"), now=NOW, reason="Klopt niet meer.")

    response = client.get(NEW)

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert titles(response) == ["Later & <beter>", "Eerst"]
    entry = entries(response)[0]
    address = f"https://lerend-werken.example{case.get_absolute_url()}"
    assert entry.findtext(f"{ATOM}id") == address
    assert entry.find(f"{ATOM}link").get("href") == address
    assert entry.findtext(f"{ATOM}summary") == "Kort."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Soest"
    assert entry.findtext(f"{ATOM}updated") == "2026-03-03T09:00:00+00:00"


def test_a_theme_has_what_is_new_of_every_kind_and_keeps_secrets(client):
    theme = make_theme("Jeugd")
    make_case("Hulp dichtbij", themes=[theme], now=NOW)
    make_case("Water", themes=[make_theme("Water")])
    make_meetup(title="Jeugdhulp", themes=[theme], published_at=NOW + timedelta(days=1))
    make_meetup(title="Afgelast", themes=[theme], cancelled_at=NOW, published_at=NOW)
    make_meetup(title="Concept", themes=[theme], published_at=None)
    hidden = make_community(name="Geheim", kind="hidden")
    hidden.themes.set([theme])
    make_meetup(title="Verborgen", themes=[theme], community=hidden)
    make_community(name="Netwerk").themes.set([theme])  # without a day that it was new

    assert titles(client.get(of_theme(theme))) == ["Jeugdhulp", "Afgelast", "Hulp dichtbij"]


def test_what_no_reader_could_read_is_left_out(client):
    make_case("Slim\x0broosteren", summary="Met\x02 tekens.")

    assert titles(client.get(NEW)) == ["Slimroosteren"]


def test_an_unchanged_feed_is_not_sent_again(client):
    make_case()
    etag = client.get(NEW).headers["ETag"]

    assert client.get(NEW, headers={"If-None-Match": etag}).status_code == 304
    make_case()
    assert client.get(NEW, headers={"If-None-Match": etag}).status_code == 200


def test_pages_name_their_feeds(client):
    theme = make_theme("Jeugd")

    for page in (reverse("discovery:home"), reverse("cases:index")):
        assert f'href="{NEW}"' in client.get(page).text
    text = client.get(theme.get_absolute_url()).text
    assert f'href="{of_theme(theme)}"' in text
    assert f'href="{reverse("discovery:agenda_feed")}?thema=jeugd"' in text


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts(client, django_assert_num_queries, number):
    theme = make_theme("Jeugd")
    for _ in range(number):
        make_case(themes=[theme])

    with django_assert_num_queries(1):
        assert len(entries(client.get(NEW))) == number
    with django_assert_num_queries(2):
        assert len(entries(client.get(of_theme(theme)))) == number
