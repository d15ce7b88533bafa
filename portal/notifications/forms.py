from django import forms

from . import kinds
from .kinds import ON_OR_OFF
from .models import Choice

KNOWN = "Kies een van de mogelijkheden."
TABLES = [
    (tuple(Choice), "Waar je van hoort", ["Meteen", "Weekmail", "Uit"]),
    (ON_OR_OFF, "Wat je aan of uit kunt zetten", ["Aan", "Uit"]),
]


class PreferencesForm(forms.Form):
    """A choice per kind of news."""

    def __init__(self, *args, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, choice in chosen.items():
            self.fields[kind.name] = forms.ChoiceField(
                label=kind.label,
                choices=[(each, each.label) for each in kind.choices],
                initial=choice,
                widget=forms.RadioSelect,
                error_messages={"required": KNOWN, "invalid_choice": KNOWN},
            )

    @property
    def tables(self):
        """[(caption, heads, [(group, [(field, [(head, radio)])])])]."""
        return [
            (caption, heads, self._groups(choices, heads)) for choices, caption, heads in TABLES
        ]

    def _groups(self, choices, heads):
        groups = {}
        for kind in kinds.all_kinds():
            if kind.choices == choices:
                field = self[kind.name]
                row = (field, list(zip(heads, field, strict=True)))
                groups.setdefault(kind.group, []).append(row)
        return list(groups.items())

    @property
    def choices(self):
        return {kind: Choice(self.cleaned_data[kind.name]) for kind in kinds.all_kinds()}
