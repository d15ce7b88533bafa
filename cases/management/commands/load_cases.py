import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.actions.content import load

FOLDER = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = "Zet de praktijkvoorbeelden en publicaties klaar die bij het portaal horen."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args, folder, verbosity, **options):
        names = ("cases", "publications", "series", "instruments")
        try:
            records = [json.loads((folder / f"{name}.json").read_text()) for name in names]
            loaded = load(*records, now=timezone.now())
        except (OSError, ValueError) as error:
            raise CommandError(f"Er is niets geladen.\n{error}") from error
        if verbosity:
            self.stdout.write(f"{len(loaded)} praktijkvoorbeelden staan klaar.")
