from django import forms

from courses.models import Topic, Trainer
from portal.themes.models import LearningFormat, Theme

from .fields import DayField

ROWS = range(1, 7)


class TrainerForm(forms.ModelForm):
    """What she likes to teach: six themes at most, each with how well she knows it."""

    formats = forms.ModelMultipleChoiceField(
        label="Welke werkvormen geef je?",
        queryset=LearningFormat.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    paused_until = DayField(
        label="Pauze tot en met",
        required=False,
        help_text="Tot die dag vraagt niemand je. Laat leeg als we je mogen vragen.",
    )

    class Meta:
        model = Trainer
        fields = [
            "about",
            "languages",
            "travels_km",
            "gives_online",
            "per_quarter",
            "paused_until",
        ]
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}
        labels = {"about": "Wie ben je en wat doe je graag?"}
        help_texts = {
            "travels_km": "Hemelsbreed vanaf je gemeente. Laat leeg als het niet uitmaakt.",
        }

    groups = [
        ("Over jou", ["about", "languages"]),
        *[(f"Thema {row}", [f"theme_{row}", f"level_{row}"]) for row in ROWS],
        ("Hoe en waar?", ["formats", "gives_online", "travels_km"]),
        ("Hoe vaak?", ["per_quarter", "paused_until"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._add_rows()
        if self.instance.pk:
            self.initial["formats"] = self.instance.formats.all()
            topics = self.instance.topics.select_related("theme").order_by("theme__name")
            for row, topic in zip(ROWS, topics, strict=False):
                self.initial |= {f"theme_{row}": topic.theme_id, f"level_{row}": topic.level}

    def _add_rows(self):
        themes = [("", "Kies …"), *Theme.objects.order_by("name").values_list("pk", "name")]
        for row in ROWS:
            self.fields[f"theme_{row}"] = forms.TypedChoiceField(
                label="Thema", choices=themes, coerce=int, empty_value=None, required=row == 1
            )
            self.fields[f"level_{row}"] = forms.ChoiceField(
                label="Hoe goed ken je het?", choices=Topic.Level, required=False
            )

    @property
    def levels(self):
        """{theme: level} of the rows that are filled in."""
        chosen = {
            self.cleaned_data[f"theme_{row}"]: self.cleaned_data[f"level_{row}"] for row in ROWS
        }
        chosen.pop(None, None)
        themes = Theme.objects.in_bulk(chosen)
        return {themes[key]: level or Topic.Level.GIVES for key, level in chosen.items()}

    def clean(self):
        data, seen = super().clean(), set()
        for name in (f"theme_{row}" for row in ROWS):
            theme = data.get(name)
            if theme is not None and theme in seen:
                self.add_error(name, "Dit thema heb je al gekozen. Kies een ander, of laat leeg.")
            seen.add(theme)
        return data
