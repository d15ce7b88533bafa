import pytest
from django.urls import reverse

from cases.actions.archiving import archive
from cases.models import Publication, Series
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.communities import make_community, make_meetup
from tests.factories.courses import make_course, make_edition, make_question, make_trainer
from tests.factories.organisations import make_municipality
from tests.factories.themes import make_theme


def test_the_sitemap_names_what_a_visitor_may_read(client):
    soest, jeugd = make_municipality("Soest"), make_theme("Jeugd")
    case = make_case(organisations=[soest])
    draft = make_version("Concept", organisations=[soest]).case
    archived = make_case("Gearchiveerd", organisations=[soest])
    archive(archived, reason="Klopt niet meer.", now=NOW)
    publication = Publication.objects.create(title="Een bundel", slug="een-bundel")
    series = Series.objects.create(title="Een reeks", slug="een-reeks")
    community = make_community()
    meetup = make_meetup(community=community)
    secret = make_community(kind="hidden")
    hidden = make_meetup(community=secret)
    ended = make_community(archived_at=NOW)

    text = client.get(reverse("discovery:sitemap")).text

    pages = [reverse(f"discovery:{name}") for name in ("home", "themes", "organisations", "agenda")]
    open_to_all = (soest, jeugd, case, publication, series, community, meetup)
    things = [thing.get_absolute_url() for thing in open_to_all]
    for address in pages + things:
        assert text.count(f"<loc>http://testserver{address}</loc>") == 1
    assert text.count("<loc>") == 11
    for closed in (draft, archived, secret, hidden, ended):
        assert closed.get_absolute_url() not in text


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts(client, django_assert_num_queries, number):
    for _ in range(number):
        make_case(organisations=[make_municipality()], themes=[make_theme()])
        make_edition(course=make_course(), starts_at=NOW)
        make_question()
        make_trainer()

    with django_assert_num_queries(19):  # of each kind how many, and which
        text = client.get(reverse("discovery:sitemap")).text
    assert text.count("/cursussen/") == text.count("/uitvoeringen/") == number
    assert text.count("/kennisvragen/") == text.count("/trainers/") == number


def test_robots_are_shown_the_sitemap_and_kept_out_of_what_is_personal(client, settings):
    settings.SITE_URL = "https://lerend-werken.example"

    lines = client.get("/robots.txt").text.splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /account/",
        "Disallow: /beheer/",
        "Disallow: /mijn/",
        "Disallow: /redactie/",
        "Disallow: /zoeken/",
        "Sitemap: https://lerend-werken.example/sitemap.xml",
    ]
