from decimal import Decimal

import pytest

from cases.forms import CaseForm, ReasonForm, initial_for, initial_of
from cases.forms.fields import DutchDecimalField
from cases.models.contents import contents_of
from tests.factories.cases import make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_learning_format, make_theme


def fill(data, *, initial=None, handing_in=False, writer=None):
    return CaseForm(
        {"title": "Leren", "source_kind": "eigen-verhaal"} | data,
        initial=initial,
        organisation=make_municipality("Soest"),
        writer=writer or make_user(),
        handing_in=handing_in,
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("231.000", "231000"),
        ("€ 1.250,50", "1250.50"),
        ("1,5 %", "1.5"),
        ("-3", "-3"),
        ("", None),
    ],
)
def test_numbers_as_people_write_them(typed, number):
    field = DutchDecimalField(required=False)

    assert field.clean(typed) == (number and Decimal(number))


def test_a_title_is_enough_to_save():
    form = fill({})

    assert form.is_valid()
    assert form.text().fields == {
        "title": "Leren",
        "summary": "",
        "year": None,
        "period": "",
        "source_kind": "eigen-verhaal",
    }
    assert form.text().parts == {"sections": [], "factors": [], "figures": [], "people": []}


def test_handing_in_asks_for_more():
    form = fill({}, handing_in=True)

    assert not form.is_valid()
    assert set(form.errors) == {"summary", "approach", "result", "themes", "contact_name"}
    assert form.errors["result"] == ["Schrijf op wat het opleverde, ook als dat nog weinig is."]


def test_what_was_typed_becomes_text():
    theme, training = make_theme(), make_learning_format()
    form = fill(
        {
            "approach": "- Meten\r\n- Bellen",
            "angels": "- Wij\r\n\r\n• Zij\nWij",
            "bears": "Tijd",
            "themes": [theme.pk],
            "learning_formats": [training.pk],
            "contact_name": "Fien Fictief",
            "contact_email": "fien@soest.example",
            "figure_1_name": "deelnemers",
            "figure_1_value": "250",
            "figure_1_unit": "medewerkers",
            "figure_1_qualifier": "bijna",
            "figure_2_name": "budget",
            "figure_2_value": "231.000",
            "figure_2_unit": "Euro",
            "figure_3_name": "verzuim",
            "figure_3_value": "4,2",
            "figure_3_unit": "%",
        },
        handing_in=False,
    )

    assert form.is_valid(), form.errors
    text = form.text()
    assert (text.themes, text.learning_formats) == ([theme], [training])
    assert text.parts["sections"] == [{"kind": "approach", "body": "- Meten\n- Bellen"}]
    assert text.parts["factors"] == [
        {"kind": "angel", "text": "Wij"},
        {"kind": "angel", "text": "Zij"},
        {"kind": "bear", "text": "Tijd"},
    ]
    assert text.parts["people"] == [
        {
            "role": "contact",
            "name": "Fien Fictief",
            "function": "",
            "subject": "",
            "email": "fien@soest.example",
            "organisation": "gemeente Soest",
        }
    ]
    assert [(row["kind"], row["unit"]) for row in text.parts["figures"]] == [
        ("number", "medewerkers"),
        ("euro", ""),
        ("percentage", ""),
    ]
    assert text.parts["figures"][0]["values"] == [{"value": Decimal(250)}]


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"figure_1_name": "teams"}, "figure_1_value", "Vul de waarde van dit kengetal in."),
        ({"figure_1_value": "18"}, "figure_1_name", "Schrijf erbij wat dit getal is."),
        ({"tips": "x" * 301}, "tips", "Houd elke regel korter dan 300 tekens."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(data, field, sentence):
    assert fill(data).errors == {field: [sentence]}


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 1000}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"summary": "x" * 401}, "summary"),
        ({"year": "1815"}, "year"),
        ({"year": "abc"}, "year"),
        ({"source_kind": "roddel"}, "source_kind"),
        ({"themes": ["abc"]}, "themes"),
        ({"themes": ["0"]}, "themes"),
        ({"contact_email": "geen adres"}, "contact_email"),
        ({"figure_1_name": "a", "figure_1_value": "veel"}, "figure_1_value"),
        ({"figure_1_name": "a", "figure_1_value": "1" * 20}, "figure_1_value"),
        ({"figure_1_name": "a", "figure_1_value": "NaN"}, "figure_1_value"),
        ({"context": "x" * 20_001}, "context"),
    ],
)
def test_wrong_input_is_refused_at_its_field(data, field):
    assert set(fill(data).errors) == {field}


def test_a_version_comes_back_as_it_was_typed():
    theme, training = make_theme(), make_learning_format()
    version = make_version(
        "Leren",
        year=2013,
        themes=[theme],
        learning_formats=[training],
        sections=[{"kind": "context", "body": "Waarom"}],
        factors=[{"kind": "tip", "text": "Begin"}],
        people=[{"role": "contact", "name": "Fien Fictief"}],
        figures=[
            {"kind": "percentage", "name": "verzuim", "values": [{"value": "4.16"}]},
            {"kind": "share", "name": "deel", "values": [{"label": "a", "value": 1}]},
            {"kind": "euro", "name": "budget"},
        ],
    )

    initial = initial_of(version, contents_of(version))

    typed = {name: value for name, value in initial.items() if value}
    assert typed == {
        "title": "Leren",
        "summary": "In het kort.",
        "year": 2013,
        "source_kind": "eigen-verhaal",
        "context": "Waarom",
        "tips": ["Begin"],
        "themes": [theme],
        "learning_formats": [training],
        "contact_name": "Fien Fictief",
        "figure_1_name": "verzuim",
        "figure_1_value": "4,16",
        "figure_1_unit": "%",
        "figure_2_name": "budget",
        "figure_2_unit": "euro",
    }
    form = CaseForm(initial=initial, organisation=make_municipality(), writer=make_user())
    html = str(form)
    assert ">Begin</textarea>" in html.replace("\n", "")
    assert (form.figure_count, 'value="4,16"' in html) == (5, True)


def test_the_writer_is_the_contact_until_she_names_another():
    writer = make_user(name="Fien Fictief", function="adviseur", email="fien@soest.example")

    assert initial_for(writer) == {
        "contact_name": "Fien Fictief",
        "contact_function": "adviseur",
        "contact_email": "fien@soest.example",
        "source_kind": "eigen-verhaal",
    }


def test_asking_needs_words():
    assert ReasonForm({"reason": " "}).errors == {
        "reason": ["Schrijf erbij waarom, zodat de schrijver verder kan."]
    }


@pytest.mark.parametrize(
    ("name", "address", "is_writer"),
    [
        ("Fien Fictief", "", True),
        ("Fien", "fien@soest.example", True),
        ("Bo", "bo@soest.example", False),
    ],
)
def test_a_contact_who_is_the_writer_is_known_by_her_account(name, address, is_writer):
    writer = make_user(name="Fien Fictief", email="fien@soest.example")
    form = fill({"contact_name": name, "contact_email": address}, writer=writer)

    assert form.is_valid()
    (contact,) = form.text().parts["people"]
    assert contact.get("user") == (writer if is_writer else None)


def test_a_title_stands_on_one_line():
    form = fill({"title": "Leren\nBcc: iedereen@elders.example"})

    assert form.errors["title"] == ["Schrijf dit op één regel, zonder regeleinde."]


def test_long_lists_are_folded_until_something_is_chosen_or_wrong():
    theme = make_theme("Verzuim")
    make_learning_format("Intervisie")

    def open_parts(form):
        return [
            part for part in str(form).split("<details")[1:] if part.split(">")[0].endswith("open")
        ]

    empty = CaseForm(organisation=make_municipality(), writer=make_user())
    assert open_parts(empty) == []
    chosen = fill({"themes": [theme.pk], "figure_1_name": "teams"}, handing_in=True)
    themes, figures = open_parts(chosen)
    assert ("(1 gekozen)" in themes, "(1 ingevuld)" in figures) == (True, True)
