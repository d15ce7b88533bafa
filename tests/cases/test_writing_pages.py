import uuid

import pytest
from django.urls import reverse

from cases.actions import writing
from cases.models import CaseStudy, State, Unsaved, Version
from cases.models.contents import contents_of
from portal.organisations.models import Organisation
from tests.factories.cases import NOW, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_guest, make_organisation_editor, make_user

CREATE = "/praktijkvoorbeelden/indienen/"


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"), name="Greet Gemeente")
    client.force_login(writer)
    return writer


def address_of(case, step="kort"):
    return reverse("cases:step", args=[case.slug, step])


def test_a_visitor_signs_in_first(client):
    assert client.get(CREATE).status_code == 302
    assert client.post(CREATE, {"title": "Leren"}).status_code == 302
    assert not CaseStudy.objects.exists()


def test_who_belongs_nowhere_is_told_so(client):
    client.force_login(make_user())

    for response in (client.get(CREATE), client.post(CREATE, {"title": "Leren"})):
        assert "hoort nog niet bij een organisatie" in response.text
    assert not CaseStudy.objects.exists()


def test_a_title_is_enough_to_start_and_the_writer_is_its_contact(client, writer):
    assert client.get(CREATE).status_code == 200
    response = client.post(CREATE, {"title": "Leren"})

    case = CaseStudy.objects.get()
    assert response.url == address_of(case)
    assert (case.work().state, case.lead(), case.created_by) == (
        State.CONCEPT,
        writer.organisation,
        writer,
    )
    person = case.work().person_set.get()
    assert (person.name, person.role, person.user) == ("Greet Gemeente", "contact", writer)
    assert client.get(response.url).status_code == 200


def test_without_a_title_nothing_starts(client, writer):
    response = client.post(CREATE)

    assert response.status_code == 422
    assert not CaseStudy.objects.exists()


STEPS = ["kort", "verhaal", "lessen", "cijfers", "mensen", "vindbaar", "indienen"]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_a_page(client, writer, step):
    case = make_version("Leren", organisations=[writer.organisation]).case

    assert client.get(address_of(case, step)).status_code == 200
    assert client.get(address_of(case, "niets")).status_code == 404
