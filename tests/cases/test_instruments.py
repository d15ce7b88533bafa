import pytest
from django.contrib.auth.models import AnonymousUser

from cases.actions.archiving import archive
from cases.models import Instrument, State
from cases.models.contents import contents_of
from portal.discovery.queries import numbers_of_themes
from portal.keys import key_of
from tests.factories.cases import NOW, make_case, make_instrument, make_version
from tests.factories.people import make_user
from tests.factories.themes import make_theme
from tests.portal.discovery.searching import options, search, titles

VISITOR = AnonymousUser()


def make_archived(title="Gearchiveerd", **fields):
    case = make_case(title, **fields)
    archive(case, now=NOW, reason="Klopt niet meer.")
    return case


def test_its_name_and_address():
    instrument = Instrument(name="Leren op Locatie", slug="leren-op-locatie")

    assert str(instrument) == "Leren op Locatie"
    assert instrument.get_absolute_url() == "/instrumenten/leren-op-locatie/"


def test_published_is_what_a_published_case_uses():
    used = make_instrument(cases=[make_case(), make_case(), make_archived()])
    make_instrument()
    make_instrument(cases=[make_archived(), make_version(state=State.IN_REVIEW).case])

    assert list(Instrument.objects.published()) == [used]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many(client, number, django_assert_num_queries):
    cases = [make_case(f"Geval {n}", themes=[make_theme(f"Thema {n}")]) for n in range(number)]
    instrument = make_instrument(
        "Meelopen", what="Een dag mee.", how="Eerst vragen.", source="Een boek", cases=cases
    )

    with django_assert_num_queries(3):
        page = client.get(instrument.get_absolute_url()).text

    last = number - 1
    for words in ("Een dag mee.", "Eerst vragen.", "Een boek", f"Geval {last}", f"Thema {last}"):
        assert words in page
    assert 'href="/zoeken/?q=Meelopen"' in page
    assert 'href="/kennisvragen/stellen/?vraag=Meelopen"' in page


def test_the_page_tells_of_no_case_that_is_hidden(client):
    shown, hidden = make_case("Open", themes=[make_theme("Water")]), make_theme("Geheim thema")
    archived = make_archived(themes=[hidden])
    concept = make_version("Concept", themes=[hidden]).case
    instrument = make_instrument(cases=[shown, archived, concept])

    page = client.get(instrument.get_absolute_url())

    assert list(page.context["cases"]) == [shown]
    assert [theme.name for theme in page.context["themes"]] == ["Water"]
    assert "Genoemd in 1 praktijkvoorbeeld." in page.text


def test_without_a_published_case_there_is_no_page(client):
    unused, hidden = make_instrument(), make_instrument(cases=[make_archived()])

    for instrument in (unused, hidden):
        assert client.get(instrument.get_absolute_url()).status_code == 404


def test_a_case_leads_to_its_instruments(client):
    case = make_case("Samen leren")
    for name in ("Meelopen", "Intervisie"):
        make_instrument(name, cases=[case])

    page = client.get(case.get_absolute_url())

    found = [instrument.name for instrument in page.context["contents"].instruments]
    assert found == ["Intervisie", "Meelopen"]
    assert 'href="/instrumenten/meelopen/">Meelopen</a>' in page.text


def test_a_concept_leads_to_no_page_that_is_not_there():
    concept, shared = make_version(), make_version()
    make_instrument("Nergens gebruikt", cases=[concept.case])
    make_instrument("Ook elders", cases=[shared.case, make_case()])

    found = [_instruments_of(version) for version in (concept, shared)]

    assert found == [[], ["Ook elders"]]


def _instruments_of(version):
    return [instrument.name for instrument in contents_of(version).instruments]


def test_it_is_found_by_its_words_and_by_a_slip_but_not_when_hidden(client):
    make_instrument("Vibe room", what="Een informele projectruimte.", cases=[make_case()])
    make_instrument("Vibe kamer", what="Een projectruimte.", cases=[make_archived()])

    response = search(client, "projectruimte")
    slip = search(client, "vibbe")

    assert titles(response) == titles(slip) == ["Vibe room"]
    assert options(response, "soort") == {"Instrumenten": 1}


def test_it_stands_with_the_themes_of_its_published_cases_only(client):
    shown, hidden = make_theme("Verzuim"), make_theme("Geheim")
    cases = [make_case(themes=[shown]), make_case(themes=[shown]), make_archived(themes=[hidden])]
    make_instrument("Meelopen", cases=cases)

    pages = [client.get(theme.get_absolute_url()) for theme in (shown, hidden)]

    found = [[row.title for row in _rows(page, "instrumenten")] for page in pages]
    assert found == [["Meelopen"], []]
    assert numbers_of_themes(VISITOR) == {shown.pk: 3}
    assert options(search(client, "meelopen"), "thema") == {"Verzuim": 1}
    assert titles(search(client, "meelopen", thema="verzuim")) == ["Meelopen"]
    assert titles(search(client, "meelopen", thema="geheim")) == []


def _rows(page, kind):
    return [row for source, rows in page.context["groups"] for row in rows if row.kind == kind]


def test_it_is_in_the_sitemap_once_a_case_uses_it(client):
    make_instrument("Meelopen", cases=[make_case()])
    make_instrument("Stilte", cases=[make_archived()])

    text = client.get("/sitemap.xml").text

    assert "/instrumenten/meelopen/" in text
    assert "/instrumenten/stilte/" not in text


def test_it_can_be_kept_until_no_published_case_uses_it(client):
    theme = make_theme("Verzuim")
    case = make_case(themes=[theme])
    instrument = make_instrument("Meelopen", cases=[case])
    make_case("Net zoiets", themes=[theme])
    client.force_login(make_user())

    answer = client.post("/mijn/bewaren/", {"onderwerp": key_of(instrument)})
    kept, alike = client.get("/mijn/bewaren/").text, client.get("/mijn/aanbevolen/").text
    archive(case, now=NOW, reason="Klopt niet meer.")

    assert answer.url == instrument.get_absolute_url()
    assert "Meelopen" in kept
    assert "Net zoiets" in alike
    assert "Meelopen" not in client.get("/mijn/bewaren/").text
