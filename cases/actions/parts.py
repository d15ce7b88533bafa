"""The rows of a version: putting new ones in place of old, and copying them to a next version."""

from cases.models import FigureValue, KeyFigure, Section
from cases.models.contents import PARTS


def put(version, model, rows, *, among):
    """Make the parts of ``version`` that match ``among`` equal to ``rows``, in this order.

    A part that is still there keeps its key; what makes it the same is its model's ``identity``.
    """
    old = list(model.objects.filter(version=version, **among).order_by("position", "pk"))
    for position, row in enumerate(rows):
        part = next((part for part in old if part.is_same_as(row)), None)
        if part:
            old.remove(part)
        _save(part or model(version=version), row | {"position": position})
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
    if isinstance(part, Section) and part.pk and part.body != row["body"]:
        part.revision += 1
    for name, value in fields.items():
        setattr(part, name, value)
    part.save()
    if "values" in row:
        part.values.all().delete()
        FigureValue.objects.bulk_create(
            FigureValue(figure=part, position=position, **value)
            for position, value in enumerate(row["values"])
        )
