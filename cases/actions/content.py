"""The practices that come with the portal, brought in by the same steps that people take."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import CaseStudy, Inspiration, Version
from cases.models.contents import PARTS
from portal.organisations.models import Organisation
from portal.themes.models import LearningFormat, Theme, UnknownTheme
from portal.ui.richtext import from_typed

from . import review, writing
from .instruments import load_instrument
from .publications import load_publication, load_series

FIELDS = ("title", "summary", "year", "period", "sector", "source_kind", "source_detail", "kind")
FIELDS += ("hides_organisation",)
NO_ROW = ["version", "key"]
NAMES = ("id", "title", "name")  # of a record, to tell which one is wrong


class WrongContentError(ValueError):
    """Records that cannot be loaded: a Dutch line for each, with its id and the reason."""


@transaction.atomic
def load(cases, publications, series, instruments, *, now):
    """Bring in what is not there yet; nothing at all when one record is wrong."""
    problems, loaded = [], {}
    for record in cases:
        _try(problems, record, lambda record: loaded.update(_load_case(record, now=now)))
    for record in cases:
        _try(problems, record, lambda record: _load_inspirations(record, loaded))
    for record in series:
        _try(problems, record, lambda record: load_series(record, loaded))
    for record in publications:
        _try(problems, record, lambda record: load_publication(record, loaded))
    for record in instruments:
        _try(problems, record, lambda record: load_instrument(record, loaded))
    if problems:
        raise WrongContentError("\n".join(problems))
    return loaded


def _try(problems, record, load_one):
    name = next((record[key] for key in NAMES if record.get(key)), "naamloos")
    try:
        with transaction.atomic():
            load_one(record)
    except KeyError as error:
        problems.append(f"{name}: {error.args[0]} ontbreekt of bestaat niet.")
    except UnknownTheme as error:
        problems.append(f"{name}: thema «{error}» bestaat niet.")
    except ValidationError as error:
        problems.append(f"{name}: {'; '.join(error.messages)}")


def _load_case(record, *, now):
    organisations = [_organisation(code) for code in record["organisations"]]
    slug = writing.slug_of(record["title"], organisations[0])
    case = CaseStudy.objects.filter(slug=slug, from_public_source=True).first()
    if case is None:
        version = writing.start(
            organisations, by=None, now=now, text=text_of(record), from_public_source=True
        )
        case = version.case
        if not record.get("leave_as_draft"):
            review.hand_in(version, by=None, now=now)
            review.take(version, by=None, now=now)
            review.publish(version, by=None, now=now)
    return {record["id"]: case}


def _load_inspirations(record, loaded):
    for code in record.get("inspired_by", []):
        Inspiration.objects.get_or_create(
            case=loaded[record["id"]], organisation=_organisation(code), source=None
        )


def _organisation(code):
    try:
        return Organisation.objects.get(code=code)
    except Organisation.DoesNotExist:
        raise KeyError(f"organisatie «{code}»") from None


def text_of(record):
    text = writing.Text(
        fields={name: record[name] for name in FIELDS if name in record},
        themes=record["themes"],
        learning_formats=[_learning_format(code) for code in record.get("learning_formats", [])],
        parts=_parts(record),
    )
    _check(text)
    return text


def _learning_format(code):
    try:
        return LearningFormat.objects.get(code=code)
    except LearningFormat.DoesNotExist:
        raise KeyError(f"werkvorm «{code}»") from None


def _parts(record):
    rows = {name: record.get(name, []) for name in PARTS}
    sections, factors = record.get("sections", {}), record.get("factors", {})
    return rows | {
        "sections": [{"kind": kind, "body": from_typed(body)} for kind, body in sections.items()],
        "factors": [{"kind": kind, "text": text} for kind in factors for text in factors[kind]],
        "partners": [_with_organisation(row) for row in rows["partners"]],
        "references": [{"text": text} for text in rows["references"]],
    }


def _with_organisation(row):
    return (
        row | {"organisation": _organisation(row["organisation"])} if "organisation" in row else row
    )


def _check(text):
    """Refuse what the tables would refuse, in words."""
    known = set(Theme.objects.filter(name__in=text.themes).values_list("name", flat=True))
    if unknown := [name for name in text.themes if name not in known]:
        raise UnknownTheme(", ".join(unknown))
    Version(**text.fields).clean_fields(exclude=["case", "number", "created_at", "saved_at"])
    for name, rows in text.parts.items():
        for row in rows:
            fields = {field: value for field, value in row.items() if field != "values"}
            PARTS[name](**fields).clean_fields(exclude=NO_ROW)
