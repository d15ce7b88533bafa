from django import forms

from courses.actions.reviewing import WORDS
from courses.models import Course
from portal.gatherings.forms import DaysField

from .fields import FormatField, ThemesField


class CourseForm(forms.ModelForm):
    """What somebody can teach, for the list, for the page and for the editors."""

    themes = ThemesField()
    learning_format = FormatField(empty_label="Kies …")

    reminder_days = DaysField(
        label="Hoeveel dagen vooraf herinneren we deelnemers?",
        help_text="Met een komma ertussen, elk om 9:00 uur. Vul 0 in voor geen.",
        initial=[7, 1],
    )

    class Meta:
        model = Course
        fields = WORDS
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "goal": forms.Textarea(attrs={"rows": 4}),
            "preparation": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "summary": "Waar gaat het over?",
            "goal": "Wat kun je na afloop?",
            "audience": "Voor wie is het?",
            "hours": "Hoeveel uur duurt het in totaal?",
            "preparation": "Wat doen deelnemers vooraf?",
            "in_company": "Ik kan dit ook bij een andere organisatie thuis geven",
        }
        help_texts = {
            "summary": "Eén of twee zinnen, voor in de lijst.",
            "audience": "Bijvoorbeeld: Wmo-consulenten die net beginnen.",
            "hours": "Alle lesdagen bij elkaar, bijvoorbeeld 7 of 1,5.",
        }

    groups = [
        ("Waar gaat het over?", ["title", "summary", "goal"]),
        ("Voor wie en hoe?", ["audience", "level", "learning_format", "hours", "preparation"]),
        ("Vinden en vragen", ["in_company", "themes", "reminder_days"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["themes"] = self.instance.themes.all()


class ReasonForm(forms.Form):
    """What the editors ask or why they say no: the proposer reads it as it stands."""

    reason = forms.CharField(
        label="Wat wil je de aanbieder laten weten?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf erbij waarom, zodat de aanbieder verder kan."},
    )
