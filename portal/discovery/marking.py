"""Found words, marked in a text of which everything else is escaped."""

import re

from django.contrib.postgres.search import SearchHeadline
from django.utils.html import escape
from django.utils.safestring import mark_safe

START, STOP = "\x02", "\x03"


def headline(field, query, **options):
    """The text of a field as it was found, for ``highlight``."""
    return SearchHeadline(field, query, config="dutch", start_sel=START, stop_sel=STOP, **options)


def highlight(text):
    """Text in which the found words are marked; all else in it is escaped."""
    marked = re.sub(
        f"{START}([^{START}{STOP}]*){STOP}", r'<mark class="nl-mark">\1</mark>', escape(text)
    )
    return mark_safe(marked)  # noqa: S308 (escaped in the line before)


def fragment(text, whole):
    """A marked part of ``whole``, with dots where it was cut."""
    bare = text.replace(START, "").replace(STOP, "").strip()
    before = "" if whole.startswith(bare) else "… "
    after = "" if whole.endswith(bare) else " …"
    return highlight(f"{before}{text.strip()}{after}")
