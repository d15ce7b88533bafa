"""Each night: what is left over goes, what is lost is told.

Left over are bytes without a row and files that no part refers to; lost are the bytes of a row.
"""

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.db.models import ProtectedError
from django.utils import timezone

from portal.mail.models import NightlyCheck

from . import removing, storage
from .models import File

NAME = "files.sweep"
NIGHT = range(2, 6)  # hours of Amsterdam
UNDER_WAY_FOR = timedelta(days=1)  # the row of bytes may still come
UNUSED_FOR = timedelta(days=7)  # she may still hand in what she uploaded it for

logger = logging.getLogger(__name__)


def tonight(*, now):
    """Sweep once a night, and note what is not as it should be."""
    night = timezone.localtime(now)
    if night.hour not in NIGHT or NightlyCheck.objects.was_done(NAME, night.date()):
        return
    findings = sweep(now)
    for finding in findings:
        logger.error("Sweep: %s", finding)
    NightlyCheck.objects.note(NAME, night.date(), findings=findings, now=now)


def sweep(now):
    """What is lost, in Dutch; what is left over is removed without a word."""
    remove_unused(now)
    return [finding for shard in storage.shards() for finding in _sweep(shard, now)]


def remove_unused(now):
    for file in File.objects.unused().filter(uploaded_at__lt=now - UNUSED_FOR).order_by("pk"):
        with suppress(ProtectedError):  # somebody used it this very moment
            removing.remove(file)


def _sweep(shard, now):
    paths = storage.paths_in(shard)  # before the rows: what is added meanwhile is not looked at
    files = list(File.objects.filter(key__range=storage.keys_of(shard)).with_bytes())
    known = {file.key for file in files}
    for path in paths:
        if storage.key_of(path) not in known and _is_old(path, now):
            path.unlink(missing_ok=True)
    for file in files:
        if not all(path.is_file() for path in storage.paths_of(file)):
            yield f"Van bestand {file.key} ({file.name}) ontbreken de bytes."


def _is_old(path, now):
    """By the disk's own clock; nobody else removes what has no row."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - UNDER_WAY_FOR
