from django.urls import reverse

from tests.factories.cases import make_case, make_version
from tests.factories.communities import make_community, make_meetup
from tests.factories.organisations import make_municipality
from tests.factories.themes import make_theme


def test_the_sitemap_names_what_a_visitor_may_read(client):
    soest, jeugd = make_municipality("Soest"), make_theme("Jeugd")
    case = make_case(organisations=[soest])
    draft = make_version("Concept", organisations=[soest]).case
    meetup = make_meetup()
    hidden = make_meetup(community=make_community(kind="hidden"))

    text = client.get(reverse("discovery:sitemap")).text

    pages = [reverse(f"discovery:{name}") for name in ("home", "themes", "organisations", "agenda")]
    things = [thing.get_absolute_url() for thing in (soest, jeugd, case, meetup)]
    for address in pages + things:
        assert text.count(f"<loc>http://testserver{address}</loc>") == 1
    assert text.count("<loc>") == 8
    assert draft.slug not in text
    assert hidden.slug not in text


def test_robots_are_shown_the_sitemap_and_kept_out_of_what_is_personal(client, settings):
    settings.SITE_URL = "https://lerend-werken.example"

    lines = client.get("/robots.txt").text.splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /account/",
        "Disallow: /beheer/",
        "Disallow: /mijn/",
        "Disallow: /redactie/",
        "Sitemap: https://lerend-werken.example/sitemap.xml",
    ]
