"""What a file is called: the words of who uploaded it, without what could mislead."""

import re
import unicodedata

LONGEST = 100  # characters, without the extension
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
NAMELESS = "bestand"


def split(given):
    """(Stem, extension) of the last part of a path, whichever way its slashes lean."""
    last = re.split(r"[/\\]", given)[-1]
    stem, _, extension = last.rpartition(".")
    return (stem, extension.strip().lower()) if stem else (last, "")


def clean(given, extension):
    """One visible line, without a second extension, that any computer can keep."""
    stem = unicodedata.normalize("NFC", split(given)[0])
    # Categories C: control characters, and those that turn the direction of what follows.
    visible = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in stem)
    plain = re.sub(r'[<>:"|?*.;%#&=]+', "-", " ".join(visible.split()))
    stem = plain[:LONGEST].strip(" -") or NAMELESS
    if RESERVED.fullmatch(stem):
        stem = f"{NAMELESS}-{stem}"
    return f"{stem}.{extension}"
