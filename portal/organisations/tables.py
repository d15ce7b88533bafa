"""The portal's own tables of places and organisations, checked row by row (see data/README.md)."""

from dataclasses import dataclass

from django import forms
from django.utils.text import slugify

from portal.tables import ListField, Tables

from .models import Organisation, Region


class PlaceRow(forms.Form):
    latitude = forms.DecimalField(min_value=50, max_value=54, decimal_places=5)
    longitude = forms.DecimalField(min_value=3, max_value=8, decimal_places=5)


class ProvinceRow(PlaceRow):
    code = forms.RegexField(r"^PV\d\d$")
    name = forms.CharField(max_length=40)


class RegionRow(forms.Form):
    kind = forms.ChoiceField(choices=Region.Kind)
    code = forms.CharField(max_length=20)
    name = forms.CharField(max_length=100)


class OrganisationRow(forms.Form):
    kind = forms.ChoiceField(choices=Organisation.Kind)
    code = forms.CharField(max_length=40)
    name = forms.CharField(max_length=120)
    short_name = forms.CharField(max_length=120)
    province = forms.CharField(required=False)
    website = forms.URLField(required=False, assume_scheme="https")


class MunicipalityRow(PlaceRow):
    code = forms.RegexField(r"^GM\d{4}$")
    name = forms.CharField(max_length=120)
    short_name = forms.CharField(max_length=120)
    province = forms.CharField()
    inhabitants = forms.IntegerField(min_value=1)
    regions = ListField(separator=" ")


class MergerRow(forms.Form):
    on = forms.DateField(input_formats=["%Y-%m-%d"])
    old = forms.RegexField(r"^GM\d{4}$")
    name = forms.CharField(max_length=120)
    province = forms.CharField()
    new = forms.RegexField(r"^GM\d{4}$")
    kind = forms.CharField(max_length=120)
    source = forms.CharField(max_length=200)


@dataclass(frozen=True)
class Contents:
    """All tables together, each row a dictionary of clean values."""

    provinces: list[dict]
    regions: list[dict]
    municipalities: list[dict]
    organisations: list[dict]
    mergers: list[dict]


def read(folder):
    """Everything in the tables, or ``TableError`` that tells every wrong row."""
    tables = Tables(folder)
    contents = Contents(
        provinces=tables.read("provinces.csv", ProvinceRow, unique=("code", "name")),
        regions=tables.read("regions.csv", RegionRow),
        municipalities=tables.read("municipalities.csv", MunicipalityRow),
        organisations=tables.read("organisations.csv", OrganisationRow),
        mergers=tables.read("mergers.csv", MergerRow, unique=("old",)),
    )
    add_slugs(contents)
    check_together(tables, contents)
    tables.check()
    return contents


def add_slugs(contents):
    for row in contents.provinces:
        row["slug"] = slugify(row["name"])
    for row in contents.regions:
        row["slug"] = slugify(f"{Region.Kind(row['kind']).label} {row['name']}")
    for row in [*contents.municipalities, *contents.organisations]:
        row["slug"] = slugify(row["short_name"])
    for row in contents.mergers:
        row["slug"] = slugify(row["name"])


def check_together(tables, contents):
    """What one row cannot know: names that occur twice, codes of other tables."""
    today = {row["code"] for row in contents.municipalities}
    provinces = {row["code"] for row in contents.provinces}
    merged = [row for row in contents.mergers if row["old"] not in today]
    tables.once(contents.regions, "slug")
    tables.once([*contents.municipalities, *contents.organisations, *merged], "slug")
    tables.refer(contents.municipalities, "regions", {row["code"] for row in contents.regions})
    for rows in (contents.municipalities, contents.organisations, contents.mergers):
        tables.refer(rows, "province", provinces)
    tables.refer(contents.mergers, "new", today)
