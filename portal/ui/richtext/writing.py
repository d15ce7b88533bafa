"""Blocks as HTML: only our own tags, and all text escaped."""

from itertools import groupby

from django.utils.html import escape

from .blocks import ITEM, ROW
from .lines import text_of


def write(blocks):
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == ITEM:
            parts += _lists(group)
        elif kind == ROW:
            parts += _tables(list(group))
        else:
            parts += (f"<{kind}>{_lines(block.lines)}</{kind}>" for block in group)
    return "".join(parts)


def _lines(lines):
    return "<br>".join(map(_line, lines))


def _line(line):
    parts = []
    for strong, stretch in groupby(line, key=lambda letter: letter.strong):
        links = groupby(stretch, key=lambda letter: letter.href)
        text = "".join(_link(href, escape(text_of(group))) for href, group in links)
        parts.append(f"<strong>{text}</strong>" if strong else text)
    return "".join(parts)


def _link(href, text):
    return f'<a href="{escape(href)}" rel="nofollow noopener">{text}</a>' if href else text


def _lists(items):
    """Lists in lists: a deeper item stands in the one above it."""
    opened = []
    for item in items:
        tag = "ol" if item.ordered else "ul"
        while len(opened) > item.level:
            yield f"</li></{opened.pop()}>"
        if len(opened) == item.level:
            yield "</li>"
            if opened[-1] != tag:
                yield f"</{opened.pop()}>"
        if len(opened) < item.level:
            opened.append(tag)
            yield f"<{tag}>"
        yield f"<li>{_lines(item.lines)}"
    yield from (f"</li></{tag}>" for tag in reversed(opened))


def _tables(rows):
    """The first row of a table holds the names of its columns."""
    for number, row in enumerate(rows):
        if row.first:
            yield f"{'</tbody></table>' if number else ''}<table><thead>{_row(row)}</thead><tbody>"
        else:
            yield _row(row)
    yield "</tbody></table>"


def _row(row):
    start, end = ('<th scope="col">', "</th>") if row.first else ("<td>", "</td>")
    return f"<tr>{''.join(f'{start}{_line(cell)}{end}' for cell in row.lines)}</tr>"
