"""A published case as data, in the form in which content comes with the portal."""

from django.conf import settings

from cases.models.contents import contents_of
from cases.models.key_figure import plain
from cases.models.kind import Kind
from portal.organisations.models import Organisation
from portal.ui.richtext import to_typed

from .surroundings import lineage_of

# Never an address of a person, nor which account is hers.
FIELDS = {
    "figures": ("kind", "name", "unit", "qualifier", "note", "year", "on"),
    "quotes": ("text", "person", "function", "is_pull_quote"),
    "people": ("role", "name", "function", "organisation", "had_function_then", "subject"),
    "partners": ("name", "part", "is_commercial"),
    "links": ("label", "url"),
    "recognitions": ("name", "given_by", "year"),
}


def record_of(case):
    """What everybody may know of the published version, as ``actions.content`` reads it."""
    version, contents = case.published, contents_of(case.published)
    about = {
        "id": case.slug,
        "address": f"{settings.SITE_URL}{case.get_absolute_url()}",
        "organisations": [owner.code for owner in contents.owners],
        "title": version.title,
        "summary": version.summary,
        "year": version.year,
        "sector": version.sector,
        "source_kind": version.source_kind,
        "themes": [theme.name for theme in contents.themes],
    }
    more = {
        "kind": version.kind if version.kind != Kind.EXAMPLE else "",
        "period": version.period,
        "source_detail": version.source_detail,
        "learning_formats": [row.code for row in contents.learning_formats],
        "inspired_by": _inspired_by(case),
    }
    return about | _filled(more | _story(contents) | _rows(contents) | _files(contents))


def _filled(record):
    return {name: value for name, value in record.items() if value not in ("", None, [], {}, False)}


def _story(contents):
    kinds = dict.fromkeys(factor.kind for factor in contents.factors)
    return {
        "sections": {section.kind: to_typed(section.body) for section in contents.sections},
        "factors": {kind: contents.texts_of(kind) for kind in kinds},
        "references": [reference.text for reference in contents.references],
    }


def _rows(contents):
    told = {name: [_told(part, name) for part in getattr(contents, name)] for name in FIELDS}
    for row, figure in zip(told["figures"], contents.figures, strict=True):
        row.update(_filled({"values": [_value(value) for value in figure.rows]}))
    codes = _codes_of(contents.partners)
    for row, partner in zip(told["partners"], contents.partners, strict=True):
        row.update(_filled({"organisation": codes.get(partner.organisation_id)}))
        if partner.is_commercial is False:  # which is more than not known
            row["is_commercial"] = False
    return told


def _files(contents):
    """Where the files are, with what is told of them; they are not read back."""
    fields = ("title", "alt_text", "is_decorative", "caption", "credit")
    rows = [
        {"address": f"{settings.SITE_URL}{part.file.get_absolute_url()}"}
        | _filled({field: getattr(part, field, "") for field in fields})
        for part in [*contents.images, *contents.attachments]
        if part.file.is_clean
    ]
    return {"files": rows}


def _told(part, name):
    return _filled({field: getattr(part, field) for field in FIELDS[name]})


def _value(value):
    return {"value": plain(value.value)} | _filled({"label": value.label, "year": value.year})


def _codes_of(partners):
    keys = [partner.organisation_id for partner in partners if partner.organisation_id]
    return dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "code"))


def _inspired_by(case):
    links, _ = lineage_of(case)
    codes = [link.organisation.code for link in links if link.shown_organisation]
    return list(dict.fromkeys(codes))
