import pytest
from django.urls import reverse

from cases.models import State
from tests.factories.cases import make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor, make_user


@pytest.fixture
def editor(client):
    editor = make_organisation_editor(make_municipality("Soest"))
    client.force_login(editor)
    return editor


def page(name, case):
    return reverse(f"cases:{name}", args=[case.slug])


def test_what_is_archived_is_for_its_owners_only_and_says_why(client, editor):
    case = make_case("Samen leren", organisations=[editor.organisation])
    assert page("archive", case) in client.get(case.get_absolute_url()).text

    response = client.post(page("archive", case), {"reason": "Dit doen we niet meer."})

    text = client.get(response.url).text
    assert "Je kunt het altijd terugzetten." in text
    assert "Dit doen we niet meer." in text
    assert page("bring_back", case) in text
    assert page("archive", case) not in text
    assert "Gearchiveerd (1)" in client.get("/mijn/praktijkvoorbeelden/").text
    client.logout()
    assert client.get(case.get_absolute_url()).status_code == 404
    assert "Samen leren" not in client.get("/praktijkvoorbeelden/").text


def test_archiving_asks_for_a_reason(client, editor):
    case = make_case(organisations=[editor.organisation])

    response = client.post(page("archive", case), {"reason": " "})

    assert response.status_code == 422
    assert "Schrijf erbij waarom" in response.text
    case.refresh_from_db()
    assert case.is_published


def test_what_was_archived_comes_back(client, editor):
    case = make_case(organisations=[editor.organisation])
    client.post(page("archive", case), {"reason": "Even niet."})
    assert client.get(page("bring_back", case)).status_code == 405

    response = client.post(page("bring_back", case))

    assert "Het voorbeeld staat weer online." in client.get(response.url).text
    case.refresh_from_db()
    assert (case.is_published, case.archive_reason) == (True, "")
    assert client.post(page("bring_back", case)).status_code == 404


def test_only_the_lead_archives_and_only_what_is_published(client, editor):
    shared = make_case(organisations=[make_municipality("Vaals"), editor.organisation])
    concept = make_version(organisations=[editor.organisation], state=State.SUBMITTED).case

    for case in (shared, concept):
        assert client.post(page("archive", case), {"reason": "Weg."}).status_code == 404
        assert page("archive", case) not in client.get(case.get_absolute_url()).text


def test_a_member_reads_that_it_is_archived_and_cannot_bring_it_back(client, editor):
    case = make_case(organisations=[editor.organisation])
    client.post(page("archive", case), {"reason": "Even niet."})
    client.force_login(make_user(organisation=editor.organisation))

    text = client.get(case.get_absolute_url()).text

    assert "Even niet." in text
    assert page("bring_back", case) not in text
    assert client.post(page("bring_back", case)).status_code == 404
