"""A text as a flat row of blocks, always in the same form: what is the same text is equal."""

from dataclasses import dataclass, replace
from itertools import groupby

from .lines import joined, text_of, tidy

PARAGRAPH, HEADING, ITEM, ROW = "p", "h3", "li", "tr"
DEEPEST = 3


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or item of ``lines``, or a row of a table whose cells they are."""

    kind: str
    lines: list
    level: int = 1
    ordered: bool = False
    first: bool = False  # the row with the names of the columns


def tidied(blocks):
    """The same text without what is empty, too deep, or ragged."""
    found = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        found += _TIDY[kind](list(group))
    # A paragraph that fell away brings together what it held apart.
    return _in_levels(found)


def _paragraphs(blocks):
    """An empty line parts a paragraph in two."""
    for block in blocks:
        lines = [tidy(line) for line in block.lines]
        for has_text, group in groupby(lines, key=bool):
            if has_text:
                yield Block(PARAGRAPH, list(group))


def _headings(blocks):
    for block in blocks:
        if line := joined(block.lines):
            yield Block(HEADING, [line])


def _items(blocks):
    for block in blocks:
        if lines := [line for line in map(tidy, block.lines) if line]:
            yield replace(block, lines=lines)


def _rows(blocks):
    for table in _tables(blocks):
        rows = [[tidy(cell) for cell in row.lines] for row in table]
        rows = [cells for cells in rows if any(cells)]
        width = max(map(len, rows), default=0)
        for number, cells in enumerate(rows):
            padded = cells + [[] for _ in range(width - len(cells))]
            yield Block(ROW, padded, first=not number)


def _tables(rows):
    tables = []
    for row in rows:
        if row.first or not tables:
            tables.append([])
        tables[-1].append(row)
    return tables


def _in_levels(blocks):
    """An item is at most one deeper than the one before it."""
    found, above = [], 0
    for block in blocks:
        above = min(block.level, above + 1, DEEPEST) if block.kind == ITEM else 0
        found.append(replace(block, level=above or 1))
    return found


def counted(counts, block):
    """How many items each open list has: [(ordered, number)]."""
    if block.kind != ITEM:
        return []
    same = counts[: block.level]
    if len(same) < block.level or same[-1][0] != block.ordered:
        return [*same[: block.level - 1], (block.ordered, 1)]
    return [*same[:-1], (block.ordered, same[-1][1] + 1)]


_TIDY = {PARAGRAPH: _paragraphs, HEADING: _headings, ITEM: _items, ROW: _rows}


def texts_of(blocks):
    """The text of each line; a row of a table is one."""
    for block in blocks:
        if block.kind == ROW:
            yield block, " | ".join(text_of(cell) for cell in block.lines)
        else:
            yield from ((block, text_of(line)) for line in block.lines)
