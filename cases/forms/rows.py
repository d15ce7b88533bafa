"""Lists of parts in a form: a row each, as many as somebody adds, with or without JavaScript."""

import uuid

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet, formset_factory

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

MOST_ROWS = 60
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

    class Meta:
        model = Factor
        fields = ("kind", "text")
        widgets = {
            "kind": forms.Select(choices=_choose(Factor.Kind)),
            "text": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"text": "Wat?"}


class QuoteRow(Row):
    class Meta:
        model = Quote
        fields = ("text", "person", "function", "is_pull_quote")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        labels = {"person": "Wie zei dit?"}


class PersonRow(Row):
    says_nothing = (*Row.says_nothing, "role")

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
        widgets = {"role": forms.Select(choices=_choose(Person.Role))}
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
        if not all(what.isdecimal() and len(what) == 4 for what, _ in self.cleaned_data["values"]):
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


class RowsFormSet(BaseFormSet):
    """Rows of one kind, with an empty one at the end; ``more`` adds another."""

    deletion_widget = forms.HiddenInput

    def __init__(self, *args, more=False, names=None, **options):
        super().__init__(*args, **options)
        self.extra = 0 if issubclass(self.form, ImageRow) else 2 if more else 1
        self.names = names or {}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if field := form.fields.get("organisation_id"):
            field.names = self.names
        if "key" in form.fields and not form.initial.get("key"):
            # The page and the row agree on the key from the start.
            form.initial |= {"key": uuid.uuid4()} | form.starts_as

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def has_keys(self):
        return issubclass(self.form, Row)

    def content(self):
        """What the rows say, in the shape of ``actions.blocks``; no two have one key."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        rows = [form.content() for form in kept if form.has_changed()]
        if not self.has_keys:
            return {"rows": [{"organisation_id": pk} for pk in sorted(_keys_of(rows))]}
        seen = set()
        for row in rows:
            if row.get("key") in seen:
                row["key"] = uuid.uuid4()
            seen.add(row.get("key"))
        return {"rows": rows}


def _keys_of(rows):
    return {row["organisation_id"] for row in rows} - {None}


def _formset(row, empty):
    """A formset of ``row``; ``empty`` is what a new row is called."""
    made = formset_factory(
        row,
        formset=RowsFormSet,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS * 2,
        validate_max=True,
    )
    made.row_name = empty
    return made


FORMSETS = {
    "owners": _formset(OrganisationRow, "organisatie"),
    "factors": _formset(FactorRow, "engel, beer of tip"),
    "figures": _formset(FigureRow, "kengetal"),
    "quotes": _formset(QuoteRow, "citaat"),
    "people": _formset(PersonRow, "persoon"),
    "partners": _formset(PartnerRow, "partner"),
    "inspirations": _formset(OrganisationRow, "organisatie"),
    "recognitions": _formset(RecognitionRow, "erkenning"),
    "references": _formset(ReferenceRow, "bron"),
    "links": _formset(LinkRow, "link"),
    "images": _formset(ImageRow, "afbeelding"),
    "attachments": _formset(AttachmentRow, "bijlage"),
}
