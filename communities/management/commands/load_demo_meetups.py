from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from communities.demo import load_groups, load_meetups


class Command(BaseCommand):
    help = "Zet de leergroepen en bijeenkomsten van de demo klaar, in elke stand die er is."

    @transaction.atomic
    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Dit is geen demo: zet PORTAL_DEMO=1 om demogegevens te laden.")
        load_groups(timezone.now())
        load_meetups(timezone.now())
