"""The one way in: what comes by a form becomes a ``File``, or a sentence that says why not."""

import hashlib
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from . import cleaner, names, scanner, storage
from .formats import FORMATS, INSTEAD, MEGABYTE, Kind, extensions
from .models import File

EMPTY = "Dit bestand is leeg. Kies een ander bestand."
TOO_LARGE = "Dit bestand is {}. Het mag hoogstens {} MB zijn."
UNKNOWN = "Dit soort bestand nemen we niet aan. Kies een van: {}."
INFECTED = "In dit bestand zit een virus. We hebben het niet bewaard."

logger = logging.getLogger(__name__)


def receive(upload, *, by, now, kinds=tuple(Kind)):
    """Check and clean ``upload``, keep its bytes, then its row.

    Raises ``ValidationError`` with a sentence for who uploads. When the transaction around it
    fails, the bytes are swept at night.
    """
    extension = check(upload, kinds)
    with TemporaryDirectory(prefix="upload-") as name:
        folder = Path(name)
        _spool(upload, folder / "given")
        report = cleaner.clean(folder, extension)
        state = _state_of(folder / "clean")
        return _keep(folder, report, upload.name, extension, state=state, by=by, now=now)


def check(upload, kinds=tuple(Kind)):
    """The extension, when name and size are right; looks at no byte."""
    extension = names.split(upload.name)[1]
    if extension not in extensions(kinds):
        listed = ", ".join(f".{one}" for one in extensions(kinds))
        raise ValidationError(INSTEAD.get(extension) or UNKNOWN.format(listed))
    if not upload.size:
        raise ValidationError(EMPTY)
    if upload.size > settings.FILE_MAX_MEGABYTES * MEGABYTE:
        size = filesizeformat(upload.size)
        raise ValidationError(TOO_LARGE.format(size, settings.FILE_MAX_MEGABYTES))
    return extension


def _spool(upload, path):
    with path.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def _state_of(path):
    if not scanner.is_on():
        return File.State.CLEAN
    try:
        found = scanner.virus_in(path)
    except scanner.Away as away:
        logger.warning("The virus scanner is away: %s", away)
        return File.State.QUARANTINE
    if found:
        logger.warning("An upload holds %s", found)
        raise ValidationError(INFECTED)
    return File.State.CLEAN


def _keep(folder, report, given_name, extension, **fields):
    form = FORMATS[extension]
    file = File(
        name=names.clean(given_name, form.stored_as),
        kind=form.kind,
        mime_type=form.mime_type,
        size=(folder / "clean").stat().st_size,
        sha256=_sha256(folder / "clean"),
        width=report.get("width"),
        height=report.get("height"),
        state=fields["state"],
        uploaded_by=fields["by"],
        uploaded_at=fields["now"],
    )
    storage.write(file.key, folder / "clean")
    if file.is_image:
        storage.write(file.key, folder / "small", storage.SMALL)
    file.save()
    return file


def _sha256(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
