from django import forms

from portal.gatherings.forms.moments import DayInput
from portal.themes.models import LearningFormat, Theme


class ThemesField(forms.ModelMultipleChoiceField):
    """Themes of the vocabulary, one at least."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        required = "Kies minstens één thema, zodat anderen dit vinden."
        super().__init__(
            queryset=Theme.objects.order_by("name"),
            label="Thema's",
            error_messages={"required": required},
            **kwargs,
        )


class FormatField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            queryset=LearningFormat.objects.order_by("name"), label="Werkvorm", **kwargs
        )


class DayField(forms.DateField):
    widget = DayInput
