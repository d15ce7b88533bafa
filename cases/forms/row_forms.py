"""A row of a list of parts, a form for each kind."""

import re
import uuid

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME

from cases.models import (
    Attachment,
    Factor,
    Image,
    KeyFigure,
    Link,
    Partner,
    Person,
    Quote,
    Recognition,
    Reference,
)

from .fields import DutchDecimalField
from .organisations import OrganisationField
from .values import ValuesField

ABOUT_IMAGES = {
    "alt_text": "Voor wie de afbeelding niet ziet. Zoals: drie collega's rond een tafel.",
    "is_decorative": "De afbeelding zegt niets dat niet ook in de tekst staat.",
}


class Row(forms.ModelForm):
    """A part of a case; ``key`` tells which one it was. A row in which nothing stands is none."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    says_nothing = ("key", DELETION_FIELD_NAME)  # filled in, these do not make it a row
    starts_as = {}  # what an empty row has

    def has_changed(self):
        telling = [self[name] for name in self.fields if name not in self.says_nothing]
        return any(field.data not in (None, "", [], False) for field in telling)

    def content(self):
        """What stands in it, in the shape of ``actions.blocks``."""
        names = self._meta.fields
        return {"key": self.cleaned_data["key"] or uuid.uuid4()} | {
            name: self.cleaned_data[name] for name in names
        }


def _choose(kinds):
    """The choices of a select, with nothing chosen yet."""
    return [("", "Kies"), *kinds.choices]


class FactorRow(Row):
    says_nothing = (*Row.says_nothing, "kind")

    kind = forms.ChoiceField(label="Soort", choices=_choose(Factor.Kind))

    class Meta:
        model = Factor
        fields = ("kind", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        labels = {"text": "Wat?"}


class QuoteRow(Row):
    class Meta:
        model = Quote
        fields = ("text", "person", "function", "is_pull_quote")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        labels = {"person": "Wie zei dit?"}


class PersonRow(Row):
    says_nothing = (*Row.says_nothing, "role")

    role = forms.ChoiceField(label="Rol", choices=_choose(Person.Role))

    class Meta:
        model = Person
        fields = (
            "role",
            "name",
            "function",
            "organisation",
            "had_function_then",
            "subject",
            "email",
        )
        labels = {"subject": "Waarover kunnen collega's vragen stellen?"}
        help_texts = {
            "email": "Komt niet op de pagina; vragen sturen wij door.",
            "had_function_then": "Vink aan als iemand nu iets anders doet.",
        }


class PartnerRow(Row):
    YES_OR_NO = [("", "Weet ik niet"), ("True", "Ja"), ("False", "Nee")]

    organisation_id = OrganisationField(
        label="In dit portaal", required=False, help_text="Als deze partner hier ook te vinden is."
    )
    is_commercial = forms.TypedChoiceField(
        label="Verdiende deze partner eraan?",
        required=False,
        choices=YES_OR_NO,
        coerce=lambda value: value == "True",
        empty_value=None,
    )

    class Meta:
        model = Partner
        fields = ("name", "part", "is_commercial")
        labels = {"part": "Wat deed deze partner?"}

    def content(self):
        return super().content() | {"organisation_id": self.cleaned_data["organisation_id"]}


class RecognitionRow(Row):
    class Meta:
        model = Recognition
        fields = ("name", "given_by", "year")


class ReferenceRow(Row):
    class Meta:
        model = Reference
        fields = ("text",)
        labels = {"text": "Bron"}


class LinkRow(Row):
    url = forms.URLField(label="Adres", max_length=500, assume_scheme="https")

    class Meta:
        model = Link
        fields = ("label", "url")
        labels = {"label": "Wat staat daar?"}


class FigureRow(Row):
    """A key figure: one value, or a small table of years or shares."""

    says_nothing = (*Row.says_nothing, "kind")
    starts_as = {"kind": KeyFigure.Kind.NUMBER}
    ONE_VALUE = (KeyFigure.Kind.NUMBER, KeyFigure.Kind.PERCENTAGE, KeyFigure.Kind.EURO)

    value = DutchDecimalField(label="Waarde", required=False, max_digits=16, decimal_places=4)
    values = ValuesField(label="Jaren of delen, met hun waarde", required=False)

    field_order = ["kind", "name", "value", "values"]

    class Meta:
        model = KeyFigure
        fields = ("kind", "name", "unit", "qualifier", "note", "year", "on")
        labels = {"name": "Wat is het?", "on": "Datum"}
        help_texts = {
            "unit": "Bijvoorbeeld: medewerkers, dagen.",
            "qualifier": "Zoals: bijna, ongeveer.",
            "note": "Wat telt mee en wat niet?",
        }
        localized_fields = ()
        widgets = {"on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def clean(self):
        super().clean()
        kind = self.cleaned_data.get("kind")
        if kind in self.ONE_VALUE and self._lacks("value"):
            self.add_error("value", "Vul de waarde van dit kengetal in.")
        if kind == KeyFigure.Kind.MOMENT and self._lacks("year") and self._lacks("on"):
            self.add_error("year", "Vul een jaar of een datum in.")
        if kind in (KeyFigure.Kind.SHARE, KeyFigure.Kind.SERIES) and self._lacks("values"):
            self.add_error("values", "Vul minstens één regel in.")
        if kind == KeyFigure.Kind.SERIES and not self.errors.get("values"):
            self._check_years()

    def _lacks(self, name):
        return name not in self.errors and self.cleaned_data.get(name) in (None, [])

    def _check_years(self):
        years = [what for what, _ in self.cleaned_data["values"]]
        if not all(re.fullmatch(r"[0-9]{4}", year) for year in years):
            self.add_error("values", "Vul bij een reeks op elke regel een jaar in, zoals 2024.")

    def content(self):
        return super().content() | {"values": self._values()}

    def _values(self):
        cleaned = self.cleaned_data
        match cleaned["kind"]:
            case KeyFigure.Kind.SERIES:
                return [{"label": "", "year": int(y), "value": v} for y, v in cleaned["values"]]
            case KeyFigure.Kind.SHARE:
                return [{"label": what, "year": None, "value": v} for what, v in cleaned["values"]]
            case KeyFigure.Kind.MOMENT:
                return []
        return [{"label": "", "year": None, "value": cleaned["value"]}]


class ImageRow(Row):
    class Meta:
        model = Image
        fields = ("alt_text", "is_decorative", "caption", "credit")
        help_texts = ABOUT_IMAGES

    def has_changed(self):
        return True  # it stands there with its file


class AttachmentRow(ImageRow):
    class Meta:
        model = Attachment
        fields = ("title",)


class OrganisationRow(forms.Form):
    """One organisation, by its name."""

    organisation_id = OrganisationField(label="Organisatie", required=False)

    def content(self):
        return {"organisation_id": self.cleaned_data["organisation_id"]}
