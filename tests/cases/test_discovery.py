from portal.discovery.sources import all_sources
from tests.factories.cases import make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user


def test_the_portal_shows_published_cases_and_no_concepts():
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")
    make_case("Samen leren", organisations=[vaals, soest], summary="In het kort.")
    make_version("Geheim", organisations=[soest])
    source = next(source for source in all_sources() if source.kind == "praktijkvoorbeelden")

    (row,) = source.rows(source.published(make_user(organisation=soest)))

    assert {"Samen leren", "In het kort.", "Vaals, Soest"} <= set(row)
