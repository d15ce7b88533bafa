"""The process itself: limits first, then the file, then one line of JSON."""

import json
import resource
import sys
from contextlib import suppress
from pathlib import Path

MEGABYTE = 1024 * 1024
MEMORY = 280 * MEGABYTE
SECONDS = 15
LARGEST_FILE = 200 * MEGABYTE
LIMITS = [
    (resource.RLIMIT_AS, MEMORY),  # macOS knows it and does not keep to it
    (resource.RLIMIT_CPU, SECONDS),
    (resource.RLIMIT_FSIZE, LARGEST_FILE),
    (resource.RLIMIT_CORE, 0),
]


def limit(limits):
    for kind, most in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def clean(folder, extension):
    """{"width", "height"} where there is an image, or {"refused": sentence}."""
    from . import contents
    from .refused import DAMAGED, TOO_MUCH, Refused

    try:
        contents.check(folder / "given", extension)
        return cleaner(extension).clean(folder, extension)
    except Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": TOO_MUCH}
    except Exception:  # a decoder may raise anything, and it is always about the file
        return {"refused": DAMAGED}


def cleaner(extension):
    """Imported when needed: each takes longer than all the rest of a start."""
    if extension == "pdf":
        from . import pdfs

        return pdfs
    if extension in ("jpg", "jpeg", "png", "gif", "webp"):
        from . import images

        return images
    from . import offices

    return offices


def main(folder, extension):
    limit(LIMITS)
    report = clean(Path(folder), extension)
    sys.stdout.write(json.dumps(report))
