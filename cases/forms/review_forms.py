from django import forms


class ArchiveForm(forms.Form):
    """Why a case is taken away: whoever works on it reads it as it stands."""

    reason = forms.CharField(
        label="Waarom haal je dit voorbeeld weg?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Je collega's en de redactie lezen dit bij het voorbeeld.",
        error_messages={"required": "Schrijf erbij waarom, zodat je collega's het later weten."},
    )


class ReasonForm(forms.Form):
    """What the editors ask or why they say no: the writers read it as it stands."""

    reason = forms.CharField(
        label="Wat wil je de schrijvers laten weten?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf erbij waarom, zodat de schrijver verder kan."},
    )
