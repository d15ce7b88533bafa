import pytest

from tests.factories.cases import make_case
from tests.factories.people import make_administrator


@pytest.fixture(autouse=True)
def _administrator(client):
    client.force_login(make_administrator())


@pytest.mark.parametrize("page", ["publication", "series"])
def test_publications_and_series_are_kept_here(client, page):
    for address in (f"/beheer/cases/{page}/?q=leren", f"/beheer/cases/{page}/add/"):
        assert client.get(address).status_code == 200


def test_the_owners_of_a_case_are_set_here_but_no_case_starts_here(client):
    case = make_case("Leren")

    assert case.slug in client.get("/beheer/cases/casestudy/?q=leren").text
    assert client.get(f"/beheer/cases/casestudy/{case.pk}/change/").status_code == 200
    assert client.get("/beheer/cases/casestudy/add/").status_code == 404
