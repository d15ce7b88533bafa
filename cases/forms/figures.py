"""Rows for key figures: a few fields each, numbered, without JavaScript."""

from django import forms

from cases.models import KeyFigure
from cases.models.key_figure import plain

from .fields import DutchDecimalField

SIMPLE = (KeyFigure.Kind.NUMBER, KeyFigure.Kind.PERCENTAGE, KeyFigure.Kind.EURO)
EMPTY_ROWS = 3
UNITS = {
    "%": KeyFigure.Kind.PERCENTAGE,
    "procent": KeyFigure.Kind.PERCENTAGE,
    "€": KeyFigure.Kind.EURO,
    "euro": KeyFigure.Kind.EURO,
}
NAMES = ("name", "value", "unit", "qualifier", "note")


def fields_of_row(number):
    """The fields of row ``number``, by their name in the form."""
    start = f"Kengetal {number}:"
    fields = (
        forms.CharField(label=f"{start} naam", required=False, max_length=120),
        DutchDecimalField(label=f"{start} waarde", required=False, max_digits=16, decimal_places=4),
        forms.CharField(
            label=f"{start} eenheid",
            required=False,
            max_length=40,
            help_text="Bijvoorbeeld: medewerkers, dagen, % of euro.",
        ),
        forms.CharField(
            label=f"{start} bij benadering",
            required=False,
            max_length=40,
            help_text="Zoals: bijna.",
        ),
        forms.CharField(label=f"{start} toelichting", required=False, max_length=200),
    )
    return {f"figure_{number}_{name}": field for name, field in zip(NAMES, fields, strict=True)}


def initial_of(figures):
    """What stands in the rows of a version that has figures; charts are kept out of them."""
    initial = {}
    for number, figure in enumerate((f for f in figures if f.kind in SIMPLE), start=1):
        unit = {"percentage": "%", "euro": "euro"}.get(figure.kind, figure.unit)
        values = (figure.name, _as_typed(figure), unit, figure.qualifier, figure.note)
        initial |= {f"figure_{number}_{n}": v for n, v in zip(NAMES, values, strict=True)}
    return initial


def _as_typed(figure):
    return plain(figure.rows[0].value).replace(".", ",") if figure.rows else ""


def rows_of(cleaned, count):
    """The rows that were filled in, as parts of a text."""
    rows = [
        {name: cleaned.get(f"figure_{n}_{name}") for name in NAMES} for n in range(1, count + 1)
    ]
    return [_row(row) for row in rows if row["name"] and row["value"] is not None]


def _row(row):
    kind = UNITS.get(row["unit"].casefold(), KeyFigure.Kind.NUMBER)
    return {
        "kind": kind,
        "name": row["name"],
        "unit": row["unit"] if kind == KeyFigure.Kind.NUMBER else "",
        "qualifier": row["qualifier"],
        "note": row["note"],
        "values": [{"value": row["value"]}],
    }


def check(form, count):
    """A name without a value says nothing, and the other way round."""
    for number in range(1, count + 1):
        name, value = (f"figure_{number}_{part}" for part in ("name", "value"))
        has_name, has_value = form.data.get(name, "").strip(), form.data.get(value, "").strip()
        if has_name and not has_value:
            form.add_error(value, "Vul de waarde van dit kengetal in.")
        if has_value and not has_name:
            form.add_error(name, "Schrijf erbij wat dit getal is.")
