from django import forms

from courses.models import KnowledgeRequest
from portal.organisations.models import Organisation

from .fields import DayField, FormatField, ThemesField


class QuestionForm(forms.ModelForm):
    """A question on one page: what, for whom and when."""

    themes = ThemesField()
    learning_format = FormatField(required=False, empty_label="Maakt niet uit")
    from_on = DayField(label="Vanaf welke dag?", required=False)
    until_on = DayField(label="Uiterlijk op", required=False)

    class Meta:
        model = KnowledgeRequest
        fields = [
            "title",
            "explanation",
            "audience",
            "people",
            "learning_format",
            "setting",
            "municipality",
            "from_on",
            "until_on",
        ]
        widgets = {
            "explanation": forms.Textarea(attrs={"rows": 5}),
            "setting": forms.RadioSelect,
        }
        labels = {
            "explanation": "Wat willen jullie kunnen, en waarom nu?",
            "audience": "Voor wie is het?",
            "people": "Met hoeveel mensen?",
            "municipality": "In welke gemeente?",
        }
        help_texts = {
            "title": "In één zin, bijvoorbeeld: Hoe schrijf je een brief op B1?",
            "municipality": "Laat leeg als het online kan of als de plaats niet uitmaakt.",
        }

    groups = [
        ("Wat willen jullie leren?", ["title", "explanation", "themes"]),
        ("Voor wie?", ["audience", "people", "setting"]),
        ("Hoe, waar en wanneer?", ["learning_format", "municipality", "from_on", "until_on"]),
    ]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        places = Organisation.objects.municipalities().current().order_by("sort_key")
        self.fields["municipality"].queryset = places
        self.fields["municipality"].empty_label = "Maakt niet uit"

    def clean_until_on(self):
        day = self.cleaned_data["until_on"]
        if day and day < self.today:
            raise forms.ValidationError("Deze dag is al geweest. Kies een dag die nog komt.")
        return day
