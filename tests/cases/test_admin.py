import pytest

from cases.models import Publication
from tests.factories.cases import make_case
from tests.factories.organisations import make_municipality
from tests.factories.people import make_administrator
from tests.factories.themes import make_learning_format, make_theme


@pytest.fixture(autouse=True)
def _administrator(client):
    client.force_login(make_administrator())


@pytest.mark.parametrize("page", ["publication", "series", "instrument"])
def test_publications_series_and_instruments_are_kept_here(client, page):
    for address in (f"/beheer/cases/{page}/?q=leren", f"/beheer/cases/{page}/add/"):
        assert client.get(address).status_code == 200


def test_the_owners_of_a_case_are_set_here_but_no_case_starts_here(client):
    case = make_case("Leren")

    assert case.slug in client.get("/beheer/cases/casestudy/?q=leren").text
    assert client.get(f"/beheer/cases/casestudy/{case.pk}/change/").status_code == 200
    assert client.get("/beheer/cases/casestudy/add/").status_code == 404


def owners_form(case, *owners, deleted=()):
    """The form of ``case`` as it is sent, with for each of ``owners`` whether it leads."""
    rows = list(case.ownerships.order_by("pk"))
    data = {"ownerships-TOTAL_FORMS": len(owners), "ownerships-INITIAL_FORMS": len(rows)}
    for number, (organisation, leads) in enumerate(owners):
        start = f"ownerships-{number}"
        data |= {f"{start}-case": case.pk, f"{start}-organisation": organisation.pk}
        data |= {f"{start}-id": rows[number].pk} if number < len(rows) else {}
        data |= {f"{start}-is_lead": "on"} if leads else {}
        data |= {f"{start}-DELETE": "on"} if organisation in deleted else {}
    return data


def change(client, case, *owners, **options):
    address = f"/beheer/cases/casestudy/{case.pk}/change/"
    return client.post(address, owners_form(case, *owners, **options))


@pytest.mark.parametrize("leads", [(False, False), (True, True)])
def test_a_case_has_exactly_one_lead(client, leads):
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")
    case = make_case(organisations=[soest, vaals])

    response = change(client, case, (soest, leads[0]), (vaals, leads[1]))

    assert "Kies één organisatie die dit trekt." in response.text
    assert case.lead() == soest


def test_the_lead_goes_to_another_and_back(client):
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")
    case = make_case(organisations=[soest, vaals])

    for lead in (vaals, soest, soest):
        change(client, case, (soest, lead == soest), (vaals, lead == vaals))
        assert case.lead() == lead


def test_a_case_is_found_by_its_new_owners(client):
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")
    case = make_case("Samen leren", organisations=[soest])

    change(client, case, (soest, False), (vaals, True), deleted=[soest])

    assert case.lead() == vaals
    assert client.get("/praktijkvoorbeelden/?q=vaals").context["found"].count == 1
    assert client.get("/praktijkvoorbeelden/?q=soest").context["found"].count == 0


def test_an_owner_that_does_not_exist_is_told(client):
    soest = make_municipality("Soest")
    case = make_case(organisations=[soest])
    data = owners_form(case, (soest, True)) | {"ownerships-0-organisation": 999}

    response = client.post(f"/beheer/cases/casestudy/{case.pk}/change/", data)

    assert response.status_code == 200
    assert case.lead() == soest


@pytest.mark.parametrize("model", ["theme", "learningformat"])
def test_a_case_is_found_by_the_new_name_of_a_word(client, model):
    theme, form = make_theme("Het Nieuwe Werken"), make_learning_format("Intervisie")
    make_case(themes=[theme], learning_formats=[form])
    word = {"theme": theme, "learningformat": form}[model]
    data = {
        "name": "Hybride plek",
        "slug": "hybride",
        "code": "hybride",
        "origin": "cases",
        "description": "thuis en hier",
        "setting": "online",
        "synonyms-TOTAL_FORMS": 0,
        "synonyms-INITIAL_FORMS": 0,
    }

    client.post(f"/beheer/themes/{model}/{word.pk}/change/", data)

    assert client.get("/praktijkvoorbeelden/?q=hybride").context["found"].count == 1


def test_a_publication_has_themes_of_the_vocabulary(client):
    theme = make_theme("Verzuim")
    parts = {"parts-TOTAL_FORMS": 0, "parts-INITIAL_FORMS": 0}
    data = parts | {"title": "Bundel", "slug": "bundel", "kind": "tip"}
    add = "/beheer/cases/publication/add/"

    unknown = client.post(add, data | {"themes": "bestaat-niet"})
    client.post(add, data | {"themes": theme.pk})

    assert unknown.status_code == 200
    publication = Publication.objects.get()
    assert list(publication.themes.all()) == [theme]
    page = client.get(f"/beheer/cases/publication/{publication.pk}/change/").text
    assert f'<option value="{theme.pk}" selected>Verzuim</option>' in page
