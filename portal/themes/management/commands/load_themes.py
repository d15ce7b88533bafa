from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.tables import TableError
from portal.themes import actions, tables

DATA = Path(tables.__file__).parent / "data"


class Command(BaseCommand):
    help = "Laadt thema's met synoniemen en werkvormen uit de eigen tabellen."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=DATA, help="map met de tabellen")

    def handle(self, *, folder, **options):
        try:
            contents = tables.read(folder)
        except TableError as error:
            raise CommandError(f"Er is niets geladen.\n{error}") from error
        actions.load(contents)
        self.stdout.write(f"{len(contents.themes)} thema's staan klaar.")
