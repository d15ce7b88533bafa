from datetime import time, timedelta

from django import forms

from portal.gatherings import clock
from portal.organisations.models import Organisation

from .moments import DayInput


class ReservationForm(forms.Form):
    """How many seats to keep for which organisation, up to and including which day."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Voor welke organisatie?",
        empty_label="Kies",
        error_messages={
            "required": "Kies een organisatie.",
            "invalid_choice": "Kies een organisatie uit de lijst.",
        },
    )
    seats = forms.IntegerField(
        label="Hoeveel plaatsen?",
        min_value=1,
        max_value=1000,
        error_messages={"min_value": "Houd minstens één plaats vrij."},
    )
    until = forms.DateField(
        label="Tot en met welke dag?",
        help_text="Wat dan nog vrij is, is daarna voor iedereen. Wie wacht, gaat voor.",
        widget=DayInput,
    )

    def __init__(self, *args, gathering, **kwargs):
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        self.fields["organisation"].queryset = Organisation.objects.current().order_by("sort_key")
        self.fields["until"].initial = clock.local(gathering.promotes_until).date()

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day > clock.local(self.gathering.promotes_until).date():
            raise forms.ValidationError("Kies een dag die minstens 24 uur voor het begin ligt.")
        return day

    @property
    def values(self):
        return {
            "organisation": self.cleaned_data["organisation"],
            "seats": self.cleaned_data["seats"],
            "releases_at": self._releases_at(),
        }

    def _releases_at(self):
        """The end of that day; on the last day that is possible, 24 hours before the start."""
        day = self.cleaned_data["until"]
        midnight = clock.at(day + timedelta(days=1), time(0))
        last = self.gathering.promotes_until
        return last if day == clock.local(last).date() else midnight
