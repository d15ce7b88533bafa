"""The portal's own vocabulary, checked row by row before anything is written."""

from dataclasses import dataclass

from django import forms

from portal.tables import ListField, Tables

from .models import LearningFormat, Theme


class ThemeRow(forms.Form):
    name = forms.CharField(max_length=100)
    slug = forms.SlugField(max_length=100)
    origin = forms.ChoiceField(choices=Theme.Origin)
    tooi_codes = forms.CharField(max_length=120, required=False)
    iv3 = forms.RegexField(r"^Iv3-\d+(\.\d+)?$", max_length=20, required=False)
    synonyms = ListField(separator="|")


class LearningFormatRow(forms.Form):
    code = forms.SlugField(max_length=50)
    name = forms.CharField(max_length=60)
    description = forms.CharField(max_length=200)
    setting = forms.ChoiceField(choices=LearningFormat.Setting)


@dataclass(frozen=True)
class Contents:
    """Both tables, each row a dictionary of clean values."""

    themes: list[dict]
    learning_formats: list[dict]


def read(folder):
    """Everything in the tables, or ``TableError`` that tells every wrong row."""
    tables = Tables(folder)
    contents = Contents(
        themes=tables.read("themes.csv", ThemeRow, unique=("slug", "name")),
        learning_formats=tables.read(
            "learning_formats.csv", LearningFormatRow, unique=("code", "name")
        ),
    )
    tables.check()
    return contents
