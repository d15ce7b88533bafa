"""Blocks as a writer types them: «- » for an item, **bold**, [text](address), ### and tables."""

import re

from .blocks import HEADING, ITEM, PARAGRAPH, ROW, counted
from .lines import Letter, text_of

_LOOKS_LIKE_START = re.compile(r"[-*•]\s|###\s|\|")
_LOOKS_LIKE_NUMBER = re.compile(r"(\d{1,3})([.)]\s)")
_LOOKS_LIKE_SEPARATOR = re.compile(r"-{3,}$")


def typed(blocks):
    """The text of ``blocks`` as it is typed; ``parsed`` reads the same blocks in it."""
    parts, counts, before = [], [], None
    for block in blocks:
        counts = counted(counts, block)
        goes_on = before and before.kind == block.kind and _goes_on(block)
        parts += ["\n" if goes_on else "\n\n" if before else "", _typed(block, counts)]
        before = block
    return "".join(parts)


def _goes_on(block):
    return block.kind == ITEM or (block.kind == ROW and not block.first)


def _typed(block, counts):
    if block.kind == ROW:
        return f"| {' | '.join(_typed_cell(cell) for cell in block.lines)} |"
    lines = [_not_a_start(_typed_line(line)) for line in block.lines]
    if block.kind == HEADING:
        return f"### {lines[0]}"
    if block.kind == PARAGRAPH:
        return "\n".join(lines)
    indent = "   " * (block.level - 1)
    mark = f"{counts[-1][1]}. " if block.ordered else "- "
    return f"{indent}{mark}" + f"\n{indent}   ".join(lines)


def _not_a_start(text):
    """Text that looks like the beginning of an item, a heading or a row is not."""
    text = _LOOKS_LIKE_NUMBER.sub(r"\1\\\2", text, count=1) if text[0].isdigit() else text
    return f"\\{text}" if _LOOKS_LIKE_START.match(text) else text


def _typed_cell(cell):
    text = _typed_line(cell, in_cell=True)
    return f"\\{text}" if _LOOKS_LIKE_SEPARATOR.match(text) else text


def _typed_line(line, *, in_cell=False):
    text, parts = text_of(line), []
    none = Letter(" ")
    for at, letter in enumerate(line):
        before = line[at - 1] if at else none
        after = line[at + 1] if at + 1 < len(line) else none
        if letter.strong and not before.strong:
            parts.append("**")
        starts_link = letter.href and (before.href, before.strong) != (letter.href, letter.strong)
        ends_link = letter.href and (after.href, after.strong) != (letter.href, letter.strong)
        parts.append("[" if starts_link else "")
        is_mark = _is_mark(letter, before, after, text[at:]) or (in_cell and letter.char == "|")
        parts.append(f"\\{letter.char}" if is_mark else letter.char)
        parts.append(f"]({letter.href})" if ends_link else "")
        if letter.strong and not after.strong:
            parts.append("**")
    return "".join(parts)


def _is_mark(letter, before, after, rest):
    """Whether a letter would be read as a mark of ours if it stood there by itself."""
    if letter.char == "*":
        return "*" in (before.char, after.char) or {before.strong, after.strong} != {letter.strong}
    if letter.char in "[]" and letter.href:
        return True
    return letter.char == "\\" or (letter.char == "[" and "](" in rest)
