"""What came while the virus scanner was away is looked at as soon as it is back."""

import logging

from . import scanner, storage
from .models import File

AT_ONCE = 50

logger = logging.getLogger(__name__)


def rescan():
    """Those that wait longest first; stops at once where the scanner is still away."""
    for file in File.objects.waiting().order_by("uploaded_at", "pk")[:AT_ONCE]:
        try:
            _judge(file)
        except scanner.Away as away:
            logger.warning("The virus scanner is away: %s", away)
            return


def _judge(file):
    found = scanner.virus_in(storage.path_of(file.key)) if scanner.is_on() else ""
    state = File.State.REFUSED if found else File.State.CLEAN
    File.objects.waiting().filter(pk=file.pk).update(state=state)
    if found:
        logger.warning("%s holds %s: its bytes are removed", file.key, found)
        storage.remove(file.key)
