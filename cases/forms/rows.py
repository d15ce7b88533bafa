"""Lists of parts in a form: a row each, as many as somebody adds, with or without JavaScript."""

import uuid

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from .row_forms import (
    AttachmentRow,
    FactorRow,
    FigureRow,
    ImageRow,
    LinkRow,
    OrganisationRow,
    PartnerRow,
    PersonRow,
    QuoteRow,
    RecognitionRow,
    ReferenceRow,
    Row,
)

MOST_ROWS = 60


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
