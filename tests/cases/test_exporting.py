import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.actions import archiving, writing
from cases.actions.content import text_of
from cases.exporting import record_of
from cases.management.commands.load_cases import FOLDER
from cases.models import CaseStudy, Inspiration, Version
from tests.factories.cases import NOW, bring, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor

RECORDS = json.loads((FOLDER / "cases.json").read_text())
IN_ANY_ORDER = ("themes", "learning_formats")


@pytest.fixture
def content():
    for command in ("load_organisations", "load_themes", "load_cases"):
        call_command(command, verbosity=0)


def exported(title):
    """As others read it."""
    version = Version.objects.get(title=title)
    if version.state != "published":
        bring(version, "published")
    case = CaseStudy.objects.select_related("published").get(pk=version.case_id)
    return json.loads(json.dumps(record_of(case), default=str))


def told(record):
    """What a record says: without what is empty, in one order."""
    rows = {name: _filled_rows(value) for name, value in record.items()}
    return rows | {name: sorted(record[name]) for name in IN_ANY_ORDER if name in record}


def _filled_rows(value):
    if not isinstance(value, list) or not isinstance(value[0], dict):
        return value
    return [{name: told for name, told in row.items() if told != ""} for row in value]


@pytest.mark.parametrize("record", RECORDS, ids=[record["id"] for record in RECORDS])
def test_what_comes_with_the_portal_comes_out_the_same(content, record):
    ours = exported(record["title"])

    renamed = {"id": ours["id"], "address": ours["address"]}
    record.pop("leave_as_draft", None)
    assert told(ours) == told(record | renamed)
    assert text_of(ours).fields == text_of(record).fields


def test_what_is_written_on_the_page_comes_out_and_goes_in_again():
    body = '<p>Zie <a href="https://x.nl" rel="nofollow noopener">hier</a></p><ol><li>een</li></ol>'
    case = make_case(
        kind="wat-niet-werkte",
        sections=[{"kind": "context", "body": body}],
        partners=[{"name": "Bureau", "is_commercial": False}, {"name": "Ander"}],
        figures=[{"kind": "moment", "name": "start", "on": "2013-05-01"}],
        links=[{"label": "Site", "url": "https://x.nl"}],
    )

    record = json.loads(json.dumps(record_of(case), default=str))

    assert record["kind"] == "wat-niet-werkte"
    assert record["sections"] == {"context": "Zie [hier](https://x.nl)\n\n1. een"}
    assert record["partners"] == [{"name": "Bureau", "is_commercial": False}, {"name": "Ander"}]
    assert record["figures"] == [{"kind": "moment", "name": "start", "on": "2013-05-01"}]
    assert text_of(record).parts["sections"] == [{"kind": "context", "body": body}]


def test_the_file_is_what_is_public(client):
    soest = make_municipality("Soest")
    people = [{"role": "contact", "name": "Fien Fictief", "email": "fien@soest.example"}]
    case = make_case("Leren in Soest", organisations=[soest], people=people)
    writing.write(case, by=None, now=NOW, text=make_text("Een nieuwe titel"))
    address = reverse("cases:data", args=[case.slug])

    response = client.get(address)

    assert response.json()["title"] == "Leren in Soest"
    assert response.json()["people"] == [{"role": "contact", "name": "Fien Fictief"}]
    assert "fien@" not in response.text
    assert f'href="{address}"' in client.get(case.get_absolute_url()).text
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_concept_has_no_file_and_an_archived_case_only_for_its_own(client):
    soest = make_municipality("Soest")
    concept = make_version("Concept", organisations=[soest]).case
    case = make_case("Weg", organisations=[soest])
    archiving.archive(case, now=NOW, reason="Oud")
    addresses = [reverse("cases:data", args=[row.slug]) for row in (concept, case)]

    assert [client.get(address).status_code for address in addresses] == [404, 404]

    client.force_login(make_organisation_editor(soest))
    assert [client.get(address).status_code for address in addresses] == [404, 200]
    assert addresses[0] not in client.get(concept.get_absolute_url()).text


def test_whose_it_is_stays_hidden(client):
    soest = make_municipality("Soest")
    hidden = {"kind": "wat-niet-werkte", "hides_organisation": True}
    people = [{"role": "contact", "name": "Fien Fictief"}]
    case = make_case("Dit liep anders", organisations=[soest], people=people, **hidden)
    follower = make_case("Anders")
    Inspiration.objects.create(case=follower, organisation=soest, source=case)

    record = record_of(CaseStudy.objects.get(pk=case.pk))

    assert record["organisations"] == []
    assert not {"people", "inspired_by"} & set(record)
    assert "inspired_by" not in record_of(follower)


def test_a_file_asks_as_much_for_three_parts_as_for_one(client, django_assert_num_queries):
    for number in (1, 3):
        towns = [make_municipality() for _ in range(number)]
        case = make_case(partners=[{"name": str(town), "organisation": town} for town in towns])
        with django_assert_num_queries(4):
            record = client.get(reverse("cases:data", args=[case.slug])).json()
        assert len(record["partners"]) == number
