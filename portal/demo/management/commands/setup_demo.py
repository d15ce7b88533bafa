from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.demo.news import load_news
from portal.demo.people import load_people, require_demo

# By name: the portal imports none of the apps that stand on it.
CONTENT = ["load_organisations", "load_themes"]
EXAMPLES = [
    *("load_cases", "load_communities"),
    *("load_demo_cases", "load_demo_meetups", "load_demo_courses"),
]


class Command(BaseCommand):
    help = (
        "Vult een lege demo met gemeenten, thema's, praktijkvoorbeelden, mensen, "
        "bijeenkomsten en cursussen."
    )

    @transaction.atomic
    def handle(self, **options):
        require_demo(CommandError)
        for name in CONTENT:
            call_command(name, verbosity=0)
        load_people(timezone.now())
        for name in EXAMPLES:
            call_command(name, verbosity=0)
        load_news(timezone.now())
