"""The eleven cases of the sources, typed into the pages by a writer, come out the same."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.actions import content, writing
from cases.actions.blocks import BLOCKS
from cases.management.commands.load_cases import FOLDER
from cases.models import CaseStudy
from portal.organisations.models import Organisation
from portal.themes.models import LearningFormat, Theme
from tests.cases.test_content import facts_of, page_text
from tests.factories.people import make_editor, make_organisation_editor
from tests.typing_in import form_of

RECORDS = json.loads((FOLDER / "cases.json").read_text())
FACTS = ("year", "period", "sector", "source_kind", "source_detail")


@pytest.fixture
def tables():
    call_command("load_organisations", verbosity=0)
    call_command("load_themes", verbosity=0)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_a_real_case_can_be_typed_into_the_pages(client, tables, record):
    organisations = [Organisation.objects.get(code=code) for code in record["organisations"]]
    case = start(client, record["title"], organisations[0])

    for step, typed in typed_on_steps(record, organisations).items():
        fill_in(client, reverse("cases:step", args=[case.slug, step]), typed)

    loaded = writing.start(
        organisations, by=None, now=case.created_at, text=content.text_of(record)
    )
    assert told(case.work()) == told(loaded)
    inspired_by = case.inspirations.values_list("organisation__code", flat=True)
    assert list(inspired_by) == record.get("inspired_by", [])
    page = page_text(client, reverse("cases:work", args=[case.slug])).casefold()
    assert [
        fact for fact in facts_of(record) if " ".join(fact.split()).casefold() not in page
    ] == []


def start(client, title, lead):
    """By a colleague of the organisation, or by the editors where it does not exist any more."""
    if lead.ended_on:
        client.force_login(make_editor())
        typed = {"title": title, "organisation_id": lead.full_name}
        client.post(reverse("cases:create_from_source"), typed)
    else:
        client.force_login(make_organisation_editor(lead))
        typed = {"title": title, "kind": "praktijkvoorbeeld"}
        client.post(reverse("cases:create"), typed)
    return CaseStudy.objects.get()


def told(version):
    """All that a version says, but the keys of its rows and who answers questions."""
    said = {name: block.read(version) for name, block in BLOCKS.items() if name != "inspirations"}
    return {name: _without_keys(content) for name, content in said.items()}


def _without_keys(content):
    rows = [
        {name: value for name, value in row.items() if name != "key"}
        for row in content.get("rows", [])
    ]
    return content | {"rows": rows}


def fill_in(client, address, typed):
    """Type into the form of a step and save it; rows are added as «Nog een» adds them."""
    form = form_of(client.get(address), "schrijven")
    for name, value in typed.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            form |= _rows(name, value, client, address)
        else:
            form[name] = value
    response = client.post(address, form)
    assert response.status_code == 302, response.context["errors"]


def _rows(block, rows, client, address):
    """The fields of ``rows``; what stood in the first ones is overwritten."""
    form = {f"{block}-TOTAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        form |= {f"{block}-{number}-{name}": value for name, value in row.items()}
    return form


def typed_on_steps(record, organisations):
    factors = record.get("factors", {})
    return {
        "kort": {"summary-summary": record["summary"]}
        | {f"facts-{name}": record.get(name) or "" for name in FACTS}
        | {"owners": [{"organisation_id": str(o.full_name)} for o in organisations[1:]]},
        "verhaal": {f"{kind}-body": body for kind, body in record.get("sections", {}).items()},
        "lessen": {"factors": [{"kind": k, "text": t} for k in factors for t in factors[k]]},
        "cijfers": {"figures": [_figure(row) for row in record.get("figures", [])]},
        "mensen": {
            "people": _people(record),
            "quotes": [_ticked(row) for row in record.get("quotes", [])],
            "partners": [_partner(row) for row in record.get("partners", [])],
        },
        "vindbaar": {
            "labels-themes": _keys(Theme.objects.filter(name__in=record["themes"])),
            "labels-learning_formats": _keys(
                LearningFormat.objects.filter(code__in=record.get("learning_formats", []))
            ),
            "inspirations": [
                {"organisation_id": Organisation.objects.get(code=code).full_name}
                for code in record.get("inspired_by", [])
            ],
            "recognitions": [_ticked(row) for row in record.get("recognitions", [])],
            "references": [{"text": text} for text in record.get("references", [])],
            "links": record.get("links", []),
        },
    }


def _keys(rows):
    return [str(row.pk) for row in rows]


def _ticked(row):
    """A row as a browser sends it: a box that is not ticked is not there."""
    return {
        name: "on" if value is True else value for name, value in row.items() if value is not False
    }


def _people(record):
    """Those of the record, in place of the writer who stood there as the contact."""
    nobody = {"role": "", "name": "", "function": "", "organisation": "", "email": ""}
    people = [nobody | _ticked(row) for row in record.get("people", [])]
    return people or [nobody]


def _partner(row):
    code = row.get("organisation")
    named = {"organisation_id": Organisation.objects.get(code=code).full_name} if code else {}
    earns = {"is_commercial": str(row["is_commercial"])} if "is_commercial" in row else {}
    return {"name": row["name"], "part": row.get("part", "")} | named | earns


def _figure(row):
    values = row.get("values", [])
    fields = {name: value for name, value in row.items() if name != "values"}
    if row["kind"] not in ("share", "series"):
        return fields | {"value": values[0]["value"].replace(".", ",")} if values else fields
    return fields | {
        "values-wat": [str(value.get("label") or value["year"]) for value in values],
        "values-waarde": [value["value"].replace(".", ",") for value in values],
    }
