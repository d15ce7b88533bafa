"""Where the bytes are: outside the web root, under names that say nothing."""

from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from uuid import UUID

from django.conf import settings

SMALL = "-small"


def path_of(key, variant=""):
    name = UUID(str(key)).hex
    return Path(settings.FILES_ROOT) / name[:2] / name[2:4] / f"{name}{variant}"


def paths_of(file):
    """All that must be there for this row."""
    return [path_of(file.key, one) for one in (("", SMALL) if file.is_image else ("",))]


def write(key, source, variant=""):
    """Whole or not at all: a name appears when all its bytes are there."""
    target = path_of(key, variant)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.new")
    with source.open("rb") as given, unfinished.open("wb") as file:
        copyfileobj(given, file)
    unfinished.replace(target)


def remove(key):
    for variant in ("", SMALL):
        with suppress(FileNotFoundError):
            path_of(key, variant).unlink()


def shards():
    """The two hex digits that keys begin with, one after the other."""
    return [f"{number:02x}" for number in range(256)]


def keys_of(shard):
    """(Lowest, highest) key of a shard."""
    return UUID(shard + "0" * 30), UUID(shard + "f" * 30)


def paths_in(shard):
    """Of all bytes there, also of what was never finished."""
    return [path for path in Path(settings.FILES_ROOT).glob(f"{shard}/??/*") if path.is_file()]


def key_of(path):
    """The key of the row that these bytes are of, or None for what is no name of ours."""
    try:
        return UUID(hex=path.name.removesuffix(SMALL))
    except ValueError:
        return None
