from cases.models import Publication
from portal.discovery.queries import SHOWN
from portal.discovery.sources import all_sources
from tests.factories.cases import make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_theme


def test_the_portal_shows_published_cases_and_no_concepts():
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")
    make_case("Samen leren", organisations=[vaals, soest], summary="In het kort.")
    make_version("Geheim", organisations=[soest])
    source = next(source for source in all_sources() if source.kind == "praktijkvoorbeelden")

    (row,) = source.rows(source.published(make_user(organisation=soest)))

    assert {"Samen leren", "In het kort.", "Vaals, Soest"} <= set(row)


def test_publications_stand_on_the_pages_of_their_themes_and_in_the_sitemap(client):
    theme = make_theme("Verzuim")
    bundle = Publication.objects.create(title="Een bundel", slug="een-bundel", publisher="VNG")
    bundle.themes.set([theme])

    page = client.get(theme.get_absolute_url())

    ((source, rows),) = page.context["groups"]
    assert (source.plural, [row.url for row in rows]) == (
        "publicaties",
        ["/publicaties/een-bundel/"],
    )
    assert "/publicaties/een-bundel/" in client.get("/sitemap.xml").text


def test_more_publications_than_a_theme_page_shows_have_no_list_of_their_own(client):
    theme = make_theme("Verzuim")
    for number in range(SHOWN + 1):
        Publication.objects.create(title=f"Deel {number}", slug=f"deel-{number}").themes.set(
            [theme]
        )

    page = client.get(theme.get_absolute_url())

    assert f"Dit zijn de {SHOWN} nieuwste van {SHOWN + 1}." in page.text
    assert "Bekijk ze allemaal" not in page.text
