import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

import communities
from communities.models import Community
from portal.organisations.models import Region

# Facts from the sources that the cases name, in words of our own.
CONTENT = Path(communities.__file__).parent / "content" / "communities.json"


class Command(BaseCommand):
    help = "Zet de eerste communities klaar; wat er al is, krijgt de teksten van nu."

    @transaction.atomic
    def handle(self, *args, **options):
        departments = Region.objects.filter(kind=Region.Kind.VNG_DEPARTMENT)
        for fields in json.loads(CONTENT.read_text()):
            themes, slug = fields.pop("themes"), fields.pop("slug")
            community, _ = Community.objects.update_or_create(slug=slug, defaults=fields)
            community.themes.set(themes)
            community.regions.set(departments)
        self.stdout.write("De communities staan klaar.")
