from datetime import timedelta

from django import forms

from cases.models import Consent, Place
from portal.accounts.models import User
from portal.ui.forms import MomentField

FAR_AWAY = timedelta(days=366)


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


class RemarkForm(forms.Form):
    """What an editor thinks of one part of the story."""

    place = forms.ChoiceField(label="Waarover?", choices=Place)
    text = forms.CharField(
        label="Opmerking",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De schrijvers lezen dit pas als je een aanvulling vraagt of afwijst.",
        error_messages={"required": "Schrijf je opmerking op."},
    )


class AnswerForm(forms.Form):
    """What the writers say to a remark."""

    text = forms.CharField(
        label="Jullie antwoord",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf je antwoord op."},
    )


class AssignForm(forms.Form):
    """The editor who is to have it."""

    editor = forms.ModelChoiceField(
        label="Wijs toe aan",
        queryset=User.objects.editors(),
        empty_label="Kies een redacteur",
    )


class PlanForm(forms.Form):
    """When a version is to be published."""

    at = MomentField(label="Wanneer moet het verschijnen?")

    def __init__(self, *args, now, **options):
        super().__init__(*args, **options)
        self.now = now

    def clean_at(self):
        at = self.cleaned_data["at"]
        if not self.now < at <= self.now + FAR_AWAY:
            raise forms.ValidationError("Kies een moment in het komende jaar.")
        return at


class ConsentForm(forms.Form):
    """How and when somebody agreed to stand in a case."""

    who = forms.CharField(label="Wie gaf toestemming?", max_length=120)
    how = forms.ChoiceField(label="Hoe?", choices=Consent.How)
    given_on = forms.DateField(
        label="Wanneer?", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_given_on(self):
        given_on = self.cleaned_data["given_on"]
        if given_on > self.today:
            raise forms.ValidationError("Die dag is nog niet geweest.")
        return given_on
