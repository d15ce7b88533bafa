"""Plain text as people type it, made into safe paragraphs and lists."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

_ITEM = re.compile(r"[-*•]\s+")


def to_html(text):
    """A blank line parts paragraphs; lines that begin with "- " make a list; all is escaped."""
    blocks = re.split(r"\n\s*\n", str(text or "").replace("\r\n", "\n").strip())
    return mark_safe("".join(_block(block) for block in blocks if block.strip()))  # noqa: S308


def _block(block):
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if all(_ITEM.match(line) for line in lines):
        items = format_html_join("", "<li>{}</li>", ((_ITEM.sub("", x, count=1),) for x in lines))
        return format_html('<ul class="utrecht-unordered-list">{}</ul>', items)
    return format_html(
        "<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((x,) for x in lines))
    )
