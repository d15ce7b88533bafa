from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.models import State, Version
from tests.factories.cases import NOW, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client):
    editor = make_editor(name="Rik Redactie")
    client.force_login(editor)
    return editor


def plan(client, version, day, time):
    address = reverse("cases:plan", args=[version.pk])
    return client.post(address, {"at_0": day, "at_1": time})


def test_an_editor_chooses_a_moment_changes_and_withdraws_it(client, editor):
    soest = make_municipality("Soest")
    version = make_version(organisations=[soest], state=State.IN_REVIEW)

    page = client.get(plan(client, version, "2026-12-03", "09:00").url).text
    assert "Dit verschijnt op donderdag 3 december 2026 om 09:00, gepland door Rik" in page
    assert "Publiceer nu al" in page
    assert "verschijnt 3 december 2026, 09:00" in client.get("/redactie/").text
    plan(client, version, "2026-12-04", "10:30")
    version.refresh_from_db()
    assert version.publish_at.isoformat() == "2026-12-04T09:30:00+00:00"
    assert version.publish_by == editor
    page = client.get(client.post(reverse("cases:unplan", args=[version.pk])).url).text

    assert "Er is geen moment meer." in page
    assert Version.objects.get().publish_at is None


@pytest.mark.parametrize("day", ["2026-03-02", "2027-03-04"])
def test_a_moment_in_the_past_or_far_away_is_refused(client, editor, day):
    version = make_version(state=State.IN_REVIEW)

    response = plan(client, version, day, "08:00")

    assert response.status_code == 422
    assert "Kies een moment in het komende jaar." in response.text
    assert f'value="{day}"' in response.text


def test_what_is_not_in_review_is_told(client, editor):
    version = make_version(state=State.SUBMITTED)

    page = client.get(plan(client, version, "2026-12-03", "09:00").url).text

    assert "Dit voorbeeld is nu niet in beoordeling." in page


def test_the_writers_read_when_it_appears(client):
    writer = make_organisation_editor(make_municipality("Soest"))
    version = make_version(organisations=[writer.organisation], state=State.IN_REVIEW)
    Version.objects.update(publish_at=NOW + timedelta(days=1))
    client.force_login(writer)

    page = client.get(version.case.get_absolute_url()).text

    assert "Het verschijnt op dinsdag 3 maart 2026 om 10:00." in page
