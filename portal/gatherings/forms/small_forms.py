from django import forms
from django.core.validators import RegexValidator


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Waarom gaat het niet door?",
        help_text="Deze zin staat in de mail aan iedereen.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GuestForm(forms.Form):
    """Name and address of somebody without an account; a name holds no link to mail around."""

    name = forms.CharField(
        label="Je naam",
        max_length=120,
        validators=[RegexValidator(r"^[^\d:/@<>\\\r\n]+\Z", "Vul alleen je naam in.")],
    )
    email = forms.EmailField(label="Je e-mailadres", max_length=254)
