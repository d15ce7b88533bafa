"""What the page of components shows: invented content in every part and state of ours."""

from datetime import UTC, datetime

from django import forms

from portal.ui import charts
from portal.ui import map as maps
from portal.ui.forms import MomentField
from portal.ui.richtext.field import RichTextField


class SampleForm(forms.Form):
    name = forms.CharField(label="Voor- en achternaam", max_length=60)
    email = forms.EmailField(
        label="E-mailadres (werk)", help_text="We sturen je bevestiging naar dit adres."
    )
    organisation = forms.ChoiceField(
        label="Gemeente of organisatie",
        choices=[("", "Kies je organisatie"), ("soest", "Soest"), ("zwolle", "Zwolle")],
    )
    group = forms.ChoiceField(
        label="Welke groep past bij jou?",
        help_text="Is een groep vol, dan kom je op de wachtlijst.",
        choices=[
            ("zwolle", "Dinsdag 19 januari, 9.30 tot 12.30 uur|Zwolle, nog 3 plaatsen vrij"),
            ("online", "Donderdag 4 februari, 13.00 tot 16.00 uur|Online, vol: 4 wachtenden"),
        ],
        widget=forms.RadioSelect,
    )
    work = forms.MultipleChoiceField(
        label="Wat past bij jouw werk?",
        choices=[("hr", "HR of P&O"), ("lead", "Leidinggevende"), ("council", "Ondernemingsraad")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    starts_at = MomentField(label="Wanneer begint het?")
    story = forms.CharField(
        label="Wat wil je leren?",
        help_text="Eén of twee zinnen is genoeg.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    approach = RichTextField(
        label="Wat deden jullie?",
        help_text="Vertel het zoals je het een collega vertelt.",
        initial="<p>We <strong>begonnen</strong> klein:</p><ul><li>een ochtend</li></ul>",
        max_length=2000,
    )
    report = forms.FileField(label="Voorbeeld uit je eigen praktijk", required=False)
    agrees = forms.BooleanField(label="Mijn naam mag op de deelnemerslijst staan")
    groups = [
        ("Over jou", ["name", "email", "organisation", "work"]),
        ("Over de cursus", ["group", "starts_at", "story", "approach", "report", "agrees"]),
    ]


class Step:
    def __init__(self, title, day, by, text=""):
        self.title, self.by, self.text = title, by, text
        self.at = datetime(2026, 11, day, 9, tzinfo=UTC)


def context():
    found = {"Utrecht": 4, "Limburg": 7, "Gelderland": 2, "Noord-Holland": 1}
    return {
        "bars": charts.bars([("Dienstverlening", 100), ("Ruimte", 9), ("Veiligheid", 0)]),
        "shares": charts.shares([("nooit", 12), ("soms", 42), ("vaak", 40), ("altijd", 6)]),
        "line": charts.line(
            [("2008", 5.4), ("2009", 5.1), ("2010", 4.6), ("2011", 4.3), ("2012", 3.9)], unit="%"
        ),
        "provinces": maps.provinces(found, lambda name: f"#{name}"),
        "dots": [maps.dot(52.1735, 5.2914, label="Soest")],
        "steps": [
            Step("Ingediend", 9, "Greet Gemeente"),
            Step("Aanvulling gevraagd", 16, "Rik Redactie", "Wat kostte het?\n\n- tijd\n- geld"),
        ],
        "facets": [
            {
                "key": "thema",
                "label": "Thema",
                "open": True,
                "options": [
                    {"value": "verzuim", "label": "Verzuim", "count": 4, "checked": True},
                    {"value": "werving", "label": "Werving", "count": 0, "checked": False},
                ],
            },
            {"key": "jaar", "label": "Jaar", "open": False, "options": []},
        ],
        "meta": ["Soest", "Utrecht", "2012"],
    }
