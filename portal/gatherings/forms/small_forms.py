from django import forms
from django.core.validators import RegexValidator


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Waarom gaat het niet door?",
        help_text="Deze zin staat in de mail aan iedereen.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameField(forms.CharField):
    """Somebody's name as another person types it: it holds no link to mail around."""

    def __init__(self, **kwargs):
        only_a_name = RegexValidator(r"^[^\d:/@<>\\\r\n]+\Z", "Vul alleen een naam in.")
        super().__init__(max_length=120, validators=[only_a_name], **kwargs)


class GuestForm(forms.Form):
    """Name and address of somebody without an account."""

    name = NameField(label="Je naam")
    email = forms.EmailField(label="Je e-mailadres", max_length=254)
