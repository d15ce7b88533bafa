"""All that somebody typed in a version, each text with where it stands in the form."""

import re
from dataclasses import dataclass
from html import unescape

END_OF_LINE, TAG = re.compile(r"</(?:p|h3|li|tr|td|th)>|<br>"), re.compile(r"<[^<>]*>")
PLACES = {  # of the other kinds of part: step, block, what it is called, fields
    "factors": ("lessen", "factors", "engelen en beren", ("text",)),
    "figures": ("cijfers", "figures", "kengetallen", ("name", "note", "qualifier", "unit")),
    "quotes": ("mensen", "quotes", "citaten", ("text", "function")),
    "partners": ("mensen", "partners", "partners", ("name", "part")),
    "references": ("vindbaar", "references", "bronnen", ("text",)),
    "recognitions": ("vindbaar", "recognitions", "erkenningen", ("name", "given_by")),
    "links": ("vindbaar", "links", "links", ("label", "url")),
    "images": ("beeld", "images", "afbeeldingen", ("alt_text", "caption")),
    "attachments": ("beeld", "attachments", "bijlagen", ("title",)),
}


@dataclass(frozen=True)
class Text:
    """A text as plain lines; ``is_prose`` when it should read as sentences."""

    step: str
    block: str
    label: str
    body: str
    is_prose: bool = False


def texts_of(version, contents):
    """In the order in which they are read."""
    return [
        Text("kort", "title", "titel", version.title),
        Text("kort", "summary", "samenvatting", version.summary, is_prose=True),
        Text("kort", "facts", "feiten", f"{version.period}\n{version.source_detail}"),
        *(_chapter(section) for section in contents.sections),
        *(text for name in PLACES for text in _rows(name, getattr(contents, name))),
    ]


def _chapter(section):
    label = section.get_kind_display()
    return Text("verhaal", section.kind, label, _lines_of(section.body), is_prose=True)


def _lines_of(html):
    """What is stored is clean: without its tags the words are left, in a tenth of the time."""
    return unescape(TAG.sub("", END_OF_LINE.sub("\n", html)))


def _rows(name, rows):
    step, block, label, fields = PLACES[name]
    lines = [str(getattr(row, field, "")) for row in rows for field in fields]
    return [Text(step, block, label, "\n".join(lines))] if rows else []
