"""Blocks of a case that are a few fields: what it is called, its facts, a chapter, its labels."""

from django import forms

from cases.models import Section, Version
from cases.models.kind import Kind
from portal.themes.models import LearningFormat, Theme
from portal.ui.richtext.field import RichTextField
from portal.ui.validators import single_line

from .fields import ManyChoices


class BlockForm(forms.Form):
    """A few fields that are saved as one."""

    def content(self):
        """What stands in them, in the shape of ``actions.blocks``."""
        return dict(self.cleaned_data)


class TitleForm(BlockForm):
    title = forms.CharField(
        label="Titel",
        max_length=150,
        validators=[single_line],
        help_text="Noem wat jullie deden, zoals je het een collega vertelt.",
    )


class KindForm(BlockForm):
    KINDS = [
        (Kind.EXAMPLE, "Praktijkvoorbeeld|Iets dat jullie deden en waar anderen van leren."),
        (Kind.FAILURE, "Wat niet werkte|Iets dat anders liep. Juist daar leren collega's van."),
    ]

    kind = forms.ChoiceField(
        label="Wat deel je?", choices=KINDS, widget=forms.RadioSelect, initial=Kind.EXAMPLE
    )
    hides_organisation = forms.BooleanField(
        label="Noem onze organisatie niet",
        required=False,
        help_text="Alleen bij «Wat niet werkte». Dan weten alleen je collega's en de redactie "
        "van wie het is.",
    )

    def clean(self):
        is_example = self.cleaned_data.get("kind") == Kind.EXAMPLE
        if is_example and self.cleaned_data["hides_organisation"]:
            self.add_error("hides_organisation", "Dit kan alleen bij «Wat niet werkte».")


class SummaryForm(BlockForm):
    summary = forms.CharField(
        label="Samenvatting",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hooguit 400 tekens. Dit leest een collega als eerste.",
    )


class FactsForm(BlockForm):
    year = forms.IntegerField(
        label="Jaar", required=False, min_value=1900, max_value=2100, localize=False
    )
    period = forms.CharField(
        label="Periode", required=False, max_length=60, help_text="Bijvoorbeeld: 2023 tot nu."
    )
    sector = forms.CharField(label="Sector", required=False, max_length=60)
    source_kind = forms.ChoiceField(label="Soort bron", choices=Version.SourceKind)
    source_detail = forms.CharField(
        label="Waar komt het vandaan?",
        required=False,
        max_length=120,
        help_text="Bijvoorbeeld de naam van het boek of onderzoek.",
    )


ABOUT_CHAPTERS = {
    Section.Kind.CONTEXT: "Waarom begonnen jullie hieraan?",
    Section.Kind.APPROACH: "Wat deden jullie, stap voor stap? Een lijst wordt een stappenplan.",
    Section.Kind.RESULT: "Wat leverde het op, ook als dat nog weinig is?",
    Section.Kind.DRAWBACKS: "Wat viel tegen? Juist daar leren collega's van.",
    Section.Kind.CONDITIONS: "Wat heeft een andere gemeente nodig om dit te doen?",
    Section.Kind.REFLECTION: "Van iemand die er niet bij hoorde. Anders laat je dit leeg.",
}


class ChapterForm(BlockForm):
    body = RichTextField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kind = Section.Kind(self.prefix)
        self.fields["body"].label = kind.label
        self.fields["body"].help_text = ABOUT_CHAPTERS[kind]


class LabelsForm(BlockForm):
    themes = forms.ModelMultipleChoiceField(
        label="Thema's",
        required=False,
        queryset=Theme.objects.order_by("name"),
        widget=ManyChoices,
        help_text="Zo vinden collega's je voorbeeld.",
    )
    learning_formats = forms.ModelMultipleChoiceField(
        label="Werkvormen",
        required=False,
        queryset=LearningFormat.objects.order_by("name"),
        widget=ManyChoices,
        help_text="Hoe leerden jullie?",
    )

    def content(self):
        return {name: sorted(row.pk for row in rows) for name, rows in self.cleaned_data.items()}


FORMS = {
    "title": TitleForm,
    "kind": KindForm,
    "summary": SummaryForm,
    "facts": FactsForm,
    "labels": LabelsForm,
} | {kind.value: ChapterForm for kind in Section.Kind}
