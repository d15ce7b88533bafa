from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cases.demo import load


class Command(BaseCommand):
    help = "Zet praktijkvoorbeelden van de demo klaar die nog in de maak zijn."

    @transaction.atomic
    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Dit is geen demo: zet PORTAL_DEMO=1 om demogegevens te laden.")
        load(timezone.now())
