"""What differs between two versions, told per part in words that were added and removed."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.ui.richtext import plain_text

from .models import KeyFigure, Section
from .models.contents import PARTS, all_contents_of

SAME, ADDED, REMOVED = "same", "added", "removed"
FIELDS = ("title", "summary", "year", "period", "sector", "source_kind", "source_detail", "kind")
# Never told: what a row is kept by, and how to reach or know a person by her account.
UNTOLD = {"id", "version", "key", "position", "revision", "user", "email"}
# With the space behind it: a thousand spaces that are all alike take long to compare. «4,5» is one.
WORDS = re.compile(r"(?:\d+(?:[.,]\d+)*|\w+|[^\w\s])\s*|\s+")


@dataclass(frozen=True)
class Difference:
    """A part with something else in it: pieces of text, each with what became of it."""

    label: str
    pieces: list[tuple[str, str]]


def compare(old, new):
    """Everything that ``new`` says in another way than ``old``, in the order of a page."""
    before, after = all_contents_of(old), all_contents_of(new)
    told = [
        *_fields(old, new),
        *_names("Thema's", before.themes, after.themes),
        *_names("Werkvormen", before.learning_formats, after.learning_formats),
        *_sections(before, after),
        *_rows(before, after),
    ]
    return [difference for difference in told if _differs(difference.pieces)]


def words_between(old, new):
    """``old`` made into ``new``: first by line, and by word in the lines that are not the same."""
    pieces = []
    for tag, before, after in _steps(old.splitlines(True), new.splitlines(True)):
        if tag == "replace":
            steps = _steps(WORDS.findall("".join(before)), WORDS.findall("".join(after)))
            pieces += [piece for step in steps for piece in _pieces(*step)]
        else:
            pieces += _pieces(tag, before, after)
    return pieces


def _steps(old, new):
    """How to get from one list to the other: (tag, what was there, what comes there)."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(tag, old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes()]


def _pieces(tag, before, after):
    if tag == "equal":
        return [(SAME, "".join(after))]
    pieces = [(REMOVED, "".join(before)), (ADDED, "".join(after))]
    return [(what, text) for what, text in pieces if text]


def _differs(pieces):
    return any(what != SAME for what, _ in pieces)


def _fields(old, new):
    for name in FIELDS:
        label = old._meta.get_field(name).verbose_name.capitalize()
        yield Difference(label, words_between(_shown(old, name), _shown(new, name)))


def _shown(row, name):
    """A field as people read it."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if field.choices:
        return row._get_FIELD_display(field)
    if value is True:
        return field.verbose_name
    return "" if value in (None, False) else str(value)


def _names(label, old, new):
    old, new = (", ".join(map(str, things)) for things in (old, new))
    return [Difference(label, words_between(old, new))]


def _sections(old, new):
    for kind in Section.Kind:
        before, after = (plain_text(side.section(kind)) for side in (old, new))
        yield Difference(kind.label, words_between(before, after))


def _rows(old, new):
    """Rows are the same one by their key: added, removed, or in other words."""
    for name, model in PARTS.items():
        if model is not Section:
            before, after = _by_key(getattr(old, name)), _by_key(getattr(new, name))
            for key in [*before, *(key for key in after if key not in before)]:
                label = model._meta.verbose_name.capitalize()
                yield Difference(label, words_between(before.get(key, ""), after.get(key, "")))


def _by_key(rows):
    return {row.key: told(row) for row in rows}


def told(row):
    """A row as one line: what it says, and what is known of it."""
    names = [field.name for field in row._meta.concrete_fields if field.name not in UNTOLD]
    texts = [_shown(row, name) for name in names if not row._meta.get_field(name).is_relation]
    values = _values(row) if isinstance(row, KeyFigure) else []
    return " · ".join(filter(None, texts + values))


def _values(figure):
    return [
        f"{value.label or value.year or ''} {figure.shown(value.value)}".strip()
        for value in figure.rows
    ]
