"""A version with all its parts and its owners, in one statement however many kinds there are."""

from copy import copy
from dataclasses import dataclass, replace
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import JSONObject

from portal.files.models import File
from portal.organisations.models import Organisation, Province
from portal.themes.models import LearningFormat, Theme

from .factor import Factor
from .instrument import Instrument
from .key_figure import FigureValue, KeyFigure
from .kind import UNNAMED
from .link import Link
from .media import Attachment, Image
from .partner import Partner
from .person import Person
from .quote import Quote
from .recognition import Recognition
from .reference import Reference
from .section import Section
from .version import Version
from .workflow import State

PARTS = {
    "sections": Section,
    "factors": Factor,
    "figures": KeyFigure,
    "quotes": Quote,
    "people": Person,
    "partners": Partner,
    "references": Reference,
    "links": Link,
    "recognitions": Recognition,
    "images": Image,
    "attachments": Attachment,
}


@dataclass(frozen=True)
class Contents:
    """The parts of a version, each in its order; a figure carries its ``rows``.

    ``owners`` are the organisations of its case, the one that leads first, and none when
    ``hides_organisation``; ``instruments`` those of its case that everybody may read of.
    """

    sections: list[Section]
    factors: list[Factor]
    figures: list[KeyFigure]
    quotes: list[Quote]
    people: list[Person]
    partners: list[Partner]
    references: list[Reference]
    links: list[Link]
    recognitions: list[Recognition]
    images: list[Image]
    attachments: list[Attachment]
    themes: list[Theme]
    learning_formats: list[LearningFormat]
    instruments: list[Instrument]
    owners: list[Organisation]
    hides_organisation: bool
    unnamed = UNNAMED  # stands where the owners would

    def section(self, kind):
        return next((section.body for section in self.sections if section.kind == kind), "")

    def texts_of(self, kind):
        """The factors of one kind, as texts."""
        return [factor.text for factor in self.factors if factor.kind == kind]


def contents_of(version):
    """What everybody may know of ``version`` once it is public: one query."""
    contents = all_contents_of(version)
    return _nameless(contents) if contents.hides_organisation else contents


def all_contents_of(version):
    """Everything that stands in ``version``, for who writes it: one query."""
    found = Version.objects.filter(pk=version.pk).values(**_arrays()).get()
    parts = {name: _as(model, found[f"{name}_rows"]) for name, model in PARTS.items()}
    _give_rows(parts["figures"], _as(FigureValue, found["figure_values"]))
    _give_files([*parts["images"], *parts["attachments"]], _as(File, found["file_rows"]))
    provinces = {province.pk: province for province in _as(Province, found["province_rows"])}
    return Contents(
        **parts,
        themes=_as(Theme, found["theme_rows"]),
        learning_formats=_as(LearningFormat, found["format_rows"]),
        instruments=_as(Instrument, found["instrument_rows"]),
        owners=_with(provinces, _as(Organisation, found["owner_rows"])),
        hides_organisation=found["is_nameless"],
    )


def _nameless(contents):
    """Without who it is from and all who could tell; what was written stays as it is."""
    return replace(
        contents,
        owners=[],
        people=[],
        quotes=[_without(quote, "person") for quote in contents.quotes],
        images=[_without(image, "credit") for image in contents.images],
        partners=[row for row in contents.partners if not _tells_of(row, contents.owners)],
    )


def _without(part, name):
    part = copy(part)
    setattr(part, name, "")
    return part


def _tells_of(partner, owners):
    names = (owner.short_name.casefold() for owner in owners)
    return partner.organisation_id in [owner.pk for owner in owners] or any(
        name in partner.name.casefold() for name in names
    )


@cache
def _arrays():
    """What is asked of a version; made once, for that alone takes a third of the time."""
    mine = OuterRef("pk")
    owners = Organisation.objects.filter(ownerships__case=OuterRef("case"))
    provinces = Province.objects.filter(organisation__ownerships__case=OuterRef("case"))
    instruments = Instrument.objects.published().filter(cases=OuterRef("case"))
    is_nameless = Q(hides_organisation=True) | Q(
        state=State.PUBLISHED, case__hides_organisation=True
    )
    return {
        "is_nameless": ExpressionWrapper(is_nameless, BooleanField()),
        "owner_rows": _rows(owners, "-ownerships__is_lead", "sort_key"),
        "province_rows": _rows(provinces, "name"),
        "instrument_rows": _rows(instruments, "name"),
        "figure_values": _rows(FigureValue.objects.filter(figure__version=mine)),
        "file_rows": _rows(File.objects.filter(_is_of(mine)), "pk"),
        "theme_rows": _rows(Theme.objects.filter(version_items__content_object=mine), "name"),
        "format_rows": _rows(LearningFormat.objects.filter(versions=mine), "name"),
    } | {f"{name}_rows": _rows(model.objects.filter(version=mine)) for name, model in PARTS.items()}


def _is_of(version):
    outer = OuterRef(version)  # of the statement around that of the files
    files = [model.objects.filter(version=outer).values("file") for model in (Image, Attachment)]
    return Q(pk__in=files[0]) | Q(pk__in=files[1])


def _rows(queryset, *order):
    names = [field.attname for field in queryset.model._meta.concrete_fields]
    rows = queryset.order_by(*(order or ["position"]), "pk").values(
        row=JSONObject(**{name: name for name in names})
    )
    return ArraySubquery(rows)


def _as(model, rows):
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [
        model(**{name: fields[name].to_python(value) for name, value in row.items()})
        for row in rows
    ]


def _give_rows(figures, values):
    for figure in figures:
        figure.rows = [value for value in values if value.figure_id == figure.pk]


def _give_files(parts, files):
    files = {file.pk: file for file in files}
    for part in parts:
        part.file = files[part.file_id]


def _with(provinces, owners):
    for owner in owners:
        owner.province = provinces.get(owner.province_id)
    return owners
