"""What a file is by its first bytes, whatever its name says."""

import puremagic

from .refused import Refused

HEAD = 8192  # bytes; where the marks of all our formats stand
ZIPPED = {".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}
MARKS = {
    "jpg": {".jpg", ".jpeg", ".jfif"},
    "jpeg": {".jpg", ".jpeg", ".jfif"},
    "png": {".png"},
    "gif": {".gif"},
    "webp": {".webp"},
    "pdf": {".pdf"},
} | {mark[1:]: ZIPPED for mark in ZIPPED if mark != ".zip"}
OTHER = "Wat erin zit past niet bij de naam: dit is geen {}-bestand. Bewaar het opnieuw als .{}."
OLD_OFFICE = (
    "Dit bestand is met een wachtwoord beveiligd of in een oud formaat bewaard. "
    "Haal het wachtwoord eraf en bewaar het als .{}."
)
OLD_OFFICE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")


def check(path, extension):
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(OLD_OFFICE_MARK) and MARKS[extension] is ZIPPED:
        raise Refused(OLD_OFFICE.format(extension))
    if not MARKS[extension] & _marks(head):
        raise Refused(OTHER.format(extension, extension))


def _marks(head):
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return set()
