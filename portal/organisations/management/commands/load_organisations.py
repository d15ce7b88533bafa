from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.organisations import actions, tables
from portal.tables import TableError

DATA = Path(tables.__file__).parent / "data"


class Command(BaseCommand):
    help = "Laadt provincies, regio's, organisaties en herindelingen uit de eigen tabellen."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=DATA, help="map met de tabellen")

    def handle(self, *, folder, **options):
        try:
            contents = tables.read(folder)
        except TableError as error:
            raise CommandError(f"Er is niets geladen.\n{error}") from error
        loaded = actions.load(contents, today=timezone.localdate())
        self.stdout.write(f"{len(loaded)} organisaties geladen.")
