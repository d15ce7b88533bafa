"""Writing a practice: one form that keeps everything, and asks for more only when handing in."""

from django import forms

from cases.actions.writing import Text
from cases.models import Factor, Person, Section, Version
from portal.themes.models import LearningFormat, Theme
from portal.ui.validators import single_line

from . import figures
from .fields import LinesField, ManyChoices, SectionField

FIELDS = ("title", "summary", "year", "period", "source_kind")
SECTIONS = tuple(Section.Kind)
FACTORS = {"angels": Factor.Kind.ANGEL, "bears": Factor.Kind.BEAR}
FACTORS |= {"successes": Factor.Kind.SUCCESS, "tips": Factor.Kind.TIP}
CONTACT = ("name", "function", "subject", "email")
NEEDED = {
    "summary": "Vat het in een paar zinnen samen.",
    "approach": "Schrijf op wat jullie deden.",
    "result": "Schrijf op wat het opleverde, ook als dat nog weinig is.",
    "themes": "Kies minstens één thema: zo vinden collega's je voorbeeld.",
    "contact_name": "Wie kunnen collega's een vraag stellen?",
}
ENDED = "Je kunt dit bewaren, maar niet indienen: {} bestaat niet meer. Vraag het de redactie."

GROUPS = (
    ("In het kort", "", FIELDS),
    ("Het verhaal", "Laat een regel leeg voor een nieuwe alinea.", SECTIONS),
    ("Engelen en beren", "Wat hielp, en wat zat in de weg?", tuple(FACTORS)),
    ("Vindbaar maken", "", ("themes", "learning_formats")),
    ("Contact", "", tuple(f"contact_{name}" for name in CONTACT)),
)
FIGURES_HELP = "Een paar cijfers maken je verhaal sterk. Wat je niet weet, laat je leeg."


class CaseForm(forms.Form):
    """All of a case that its writers type; what only the content has, stays as it is."""

    template_name = "cases/_form_fields.html"

    title = forms.CharField(
        label="Titel",
        max_length=150,
        validators=[single_line],
        help_text="Noem je gemeente en wat jullie deden.",
    )
    summary = forms.CharField(
        label="Samenvatting",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hooguit 400 tekens. Dit leest een collega als eerste.",
    )
    year = forms.IntegerField(
        label="Jaar", required=False, min_value=1900, max_value=2100, localize=False
    )
    period = forms.CharField(
        label="Periode", required=False, max_length=60, help_text="Bijvoorbeeld: 2023 tot nu."
    )
    source_kind = forms.ChoiceField(label="Soort verhaal", choices=Version.SourceKind)
    context = SectionField(label="Aanleiding", help_text="Waarom begonnen jullie hieraan?")
    approach = SectionField(
        label="Aanpak", help_text="Begin een regel met een streepje (-) en je krijgt stappen."
    )
    result = SectionField(label="Resultaat", help_text="Wat leverde het op?")
    drawbacks = SectionField(
        label="Nadelen en risico's", help_text="Wat viel tegen? Juist daar leren collega's van."
    )
    conditions = SectionField(label="Wat heeft een andere gemeente nodig om dit over te nemen?")
    reflection = SectionField(
        label=Section.Kind.REFLECTION.label,
        help_text="Van iemand die er niet bij hoorde en erop terugkijkt. Anders laat je dit leeg.",
    )
    angels = LinesField(label="Engelen", help_text="Wat of wie hielp?")
    bears = LinesField(label="Beren op de weg", help_text="Wat of wie zat in de weg?")
    successes = LinesField(label="Succesfactoren", help_text="Zonder dit was het niet gelukt.")
    tips = LinesField(label="Tips", help_text="Wat geef je een collega mee?")
    themes = forms.ModelMultipleChoiceField(
        label="Thema's",
        required=False,
        queryset=Theme.objects.order_by("name"),
        widget=ManyChoices,
    )
    learning_formats = forms.ModelMultipleChoiceField(
        label="Werkvormen",
        required=False,
        queryset=LearningFormat.objects.order_by("name"),
        widget=ManyChoices,
    )
    contact_name = forms.CharField(label="Contactpersoon", required=False, max_length=120)
    contact_function = forms.CharField(label="Functie", required=False, max_length=120)
    contact_subject = forms.CharField(
        label="Waarover kunnen collega's vragen stellen?", required=False, max_length=120
    )
    contact_email = forms.EmailField(
        label="E-mailadres",
        required=False,
        help_text="Komt niet op de pagina; vragen sturen wij door.",
    )

    def __init__(self, *args, handing_in=False, organisation, writer, **options):
        super().__init__(*args, **options)
        self.handing_in, self.organisation, self.writer = handing_in, organisation, writer
        filled = sum(name.startswith("figure_") for name in self.initial) // len(figures.NAMES)
        self.figure_count = filled + figures.EMPTY_ROWS
        for number in range(1, self.figure_count + 1):
            self.fields |= figures.fields_of_row(number)

    @property
    def groups(self):
        """The fields as they stand together on the page."""
        groups = [
            {"legend": legend, "help": help_text, "fields": [self[name] for name in names]}
            for legend, help_text, names in GROUPS
        ]
        rows = [
            [self[f"figure_{number}_{name}"] for name in figures.NAMES]
            for number in range(1, self.figure_count + 1)
        ]
        filled = sum(any(field.value() or field.errors for field in row) for row in rows)
        figure_rows = {"legend": "Kengetallen", "help": FIGURES_HELP, "rows": rows}
        return [*groups, figure_rows | {"filled": filled}]

    def clean(self):
        figures.check(self, self.figure_count)
        if self.handing_in and self.organisation.ended_on:
            self.add_error(None, ENDED.format(self.organisation.full_name))
        for name, sentence in NEEDED.items() if self.handing_in else ():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, sentence)

    def text(self):
        """What was written, for ``actions.writing``."""
        cleaned = self.cleaned_data
        return Text(
            fields={name: cleaned[name] for name in FIELDS},
            themes=list(cleaned["themes"]),
            learning_formats=list(cleaned["learning_formats"]),
            parts={
                "sections": [
                    {"kind": kind, "body": cleaned[kind]} for kind in SECTIONS if cleaned[kind]
                ],
                "factors": [
                    {"kind": kind, "text": text}
                    for name, kind in FACTORS.items()
                    for text in cleaned[name]
                ],
                "figures": figures.rows_of(cleaned, self.figure_count),
                "people": self._contacts(),
            },
            among={
                "figures": {"kind__in": figures.SIMPLE},
                "people": {"role": Person.Role.CONTACT},
            },
        )

    def _contacts(self):
        contact = {name: self.cleaned_data[f"contact_{name}"] for name in CONTACT}
        row = {"role": Person.Role.CONTACT, "organisation": self.organisation.full_name}
        if self.writer.name == contact["name"] or self.writer.email == contact["email"]:
            row["user"] = self.writer
        return [contact | row] if contact["name"] else []


def initial_of(version, contents):
    """A version as the form shows it."""
    contact = next((p for p in contents.people if p.role == Person.Role.CONTACT), None)
    return (
        {name: getattr(version, name) for name in FIELDS}
        | {kind: contents.section(kind) for kind in SECTIONS}
        | {name: contents.texts_of(kind) for name, kind in FACTORS.items()}
        | {"themes": contents.themes, "learning_formats": contents.learning_formats}
        | {f"contact_{name}": getattr(contact, name, "") for name in CONTACT}
        | figures.initial_of(contents.figures)
    )


def initial_for(user):
    """A new case: the writer is the contact until she names another."""
    return {
        "contact_name": user.name,
        "contact_function": user.function,
        "contact_email": user.email,
        "source_kind": Version.SourceKind.OWN_STORY,
    }
