"""The rows of a version: putting new ones in place of old, and copying them to a next version."""

from decimal import Decimal

from cases.models import FigureValue, KeyFigure, Section
from cases.models.contents import PARTS
from cases.models.key_figure import plain


def put(version, model, rows, *, among):
    """Make the parts of ``version`` that match ``among`` equal to ``rows``, in this order.

    A part that is still there keeps its key: it is the one with the row's ``key``, or without a
    key the one with the same ``identity`` of its model. What did not change is not written.
    """
    old = list(model.objects.filter(version=version, **among).order_by("position", "pk"))
    for position, row in enumerate(rows):
        part = next((part for part in old if part.is_same_as(row)), None)
        if part:
            old.remove(part)
        _save(part or model(version=version), {"position": position} | row)
    model.objects.filter(pk__in=[part.pk for part in old]).delete()


def copy(version, *, to):
    """Copy all parts of ``version``, keys and all, to the empty version ``to``."""
    for model in PARTS.values():
        parts = list(model.objects.filter(version=version))
        for part in parts:
            part.pk, part.version = None, to
        model.objects.bulk_create(parts)
    figures = {figure.key: figure for figure in KeyFigure.objects.filter(version=to)}
    values = list(FigureValue.objects.filter(figure__version=version).select_related("figure"))
    for value in values:
        value.pk, value.figure = None, figures[value.figure.key]
    FigureValue.objects.bulk_create(values)


def _save(part, row):
    fields = {name: value for name, value in row.items() if name != "values"}
    if any(getattr(part, name) != value for name, value in fields.items()) or not part.pk:
        if isinstance(part, Section) and part.pk and part.body != row["body"]:
            part.revision += 1
        for name, value in fields.items():
            setattr(part, name, value)
        part.save()
    if "values" in row and _as_told(row["values"]) != _as_told(part.values.values()):
        part.values.all().delete()
        FigureValue.objects.bulk_create(
            FigureValue(figure=part, position=position, **value)
            for position, value in enumerate(row["values"])
        )


def _as_told(values):
    return [
        (value.get("label", ""), value.get("year"), plain(Decimal(value["value"])))
        for value in values
    ]
