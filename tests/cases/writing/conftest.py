import pytest

from tests.factories.cases import make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"), name="Greet Gemeente")
    client.force_login(writer)
    return writer


@pytest.fixture
def case(writer):
    return make_version("Leren", organisations=[writer.organisation]).case
