import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

NOTE = ".collected"


class Command(BaseCommand):
    help = "Maakt alles klaar voordat de demo start: tabellen, statische bestanden, demogegevens."

    def handle(self, **options):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        collect_static()
        call_command("setup_demo")


def collect_static():
    """Only when a file changed: compressing all of them takes seconds."""
    note, state = Path(settings.STATIC_ROOT) / NOTE, state_of_static()
    if note.exists() and note.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    note.write_text(state)


def state_of_static():
    state = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = os.stat(storage.path(path))
            state.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return state.hexdigest()
