from django.core.management.base import BaseCommand
from django.db import transaction

from communities.models import Community
from portal.organisations.models import Region

# Facts from the sources that the cases name, in words of our own.
HR = """Ben je HR-professional bij een gemeente? Hier vind je vakgenoten die met dezelfde vragen zitten.

Er veranderde veel tegelijk: nieuwe taken, nieuwe rollen, ander werk. Wat vraagt dat van HR?

- Hoeveel mensen heb je nodig, en met welke kennis?
- Welke HR-instrumenten passen beter dan wat we gewend zijn?
- Hoe geef je er vanuit je eigen rol vorm aan?

Ervaren HR-collega's van gemeenten begeleiden bijeenkomsten in de regio. Meedoen is gratis. Wat we leren, komt als praktijkvoorbeeld op dit portaal."""

PURCHASERS = """Koop je in of besteed je aan voor het sociaal domein? Sinds 1 januari 2015 sluiten gemeenten contracten met instellingen voor zorg en welzijn. Velen deden dat toen voor het eerst.

In deze groep leggen we onze ervaringen naast elkaar:

- Wat ging goed?
- Wat kunnen we de volgende keer beter doen?
- Wat hebben we daarvoor nodig?
- Hoe kunnen we elkaar daarbij beter benutten?

De groep begint net. Je kunt meebouwen."""

CONTENT = [
    {
        "slug": "hr-professionals-van-gemeenten",
        "name": "HR-professionals van gemeenten",
        "purpose": HR,
        "professional_group": "HRM",
        "themes": [
            "HR en strategische personeelsplanning",
            "Lerend werken",
            "Ontwikkeling en mobiliteit",
        ],
    },
    {
        "slug": "inkopers-van-gemeenten",
        "name": "Inkopers van gemeenten",
        "purpose": PURCHASERS,
        "professional_group": "Inkopers",
        "themes": [
            "Inkoop en aanbesteding sociaal domein",
            "Transformatie sociaal domein (3D)",
        ],
    },
]


class Command(BaseCommand):
    help = "Zet de eerste communities klaar; wat er al is, krijgt de teksten van nu."

    @transaction.atomic
    def handle(self, *args, **options):
        departments = Region.objects.filter(kind=Region.Kind.VNG_DEPARTMENT)
        for fields in CONTENT:
            themes, slug = fields["themes"], fields["slug"]
            columns = {name: fields[name] for name in ("name", "purpose", "professional_group")}
            community, _ = Community.objects.update_or_create(slug=slug, defaults=columns)
            community.themes.set(themes)
            community.regions.set(departments)
        self.stdout.write(f"{len(CONTENT)} communities klaargezet.")
