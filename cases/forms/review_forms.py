from django import forms


class ReasonForm(forms.Form):
    """What the editors ask or why they say no: the writers read it as it stands."""

    reason = forms.CharField(
        label="Wat wil je de schrijvers laten weten?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf erbij waarom, zodat de schrijver verder kan."},
    )
