from django import forms

from portal.accounts.models import User
from portal.organisations.models import Organisation


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "function"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
        }


class CloseForm(forms.Form):
    sure = forms.BooleanField(
        label="Ja, sluit mijn account. Ik weet dat dit niet terug te draaien is.",
        error_messages={"required": "Vink dit aan als je het zeker weet."},
    )


class ApproveForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Organisation.objects.none(),
        empty_label="Kies een organisatie",
        help_text="Iedereen met een adres op dit domein hoort hier voortaan bij.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.current().order_by("sort_key")


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Reden",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Deze tekst staat in de mail aan de mensen die wachten.",
    )
