from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.mail.models import Sending


class Command(BaseCommand):
    help = "Zet de post stil tot een beheerder haar vrijgeeft, zoals na het terugzetten van data."

    def add_arguments(self, parser):
        parser.add_argument("reden")

    def handle(self, *, reden, **options):
        Sending.objects.hold(reden, timezone.now())
        self.stdout.write("De post staat stil. Geef haar vrij in het beheer, bij Berichten.")
