from django import forms

from . import kinds
from .models import Choice

KNOWN = "Kies een van de mogelijkheden."


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
    def rows(self):
        """[(group, [(field, its radios or None, in the order of the columns)])]."""
        rows = {}
        for kind in kinds.all_kinds():
            radios = {radio.data["value"]: radio for radio in self[kind.name]}
            row = (self[kind.name], [(choice, radios.get(choice)) for choice in Choice])
            rows.setdefault(kind.group, []).append(row)
        return list(rows.items())

    @property
    def choices(self):
        return {kind: Choice(self.cleaned_data[kind.name]) for kind in kinds.all_kinds()}
