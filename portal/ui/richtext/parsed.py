"""What a writer typed, as blocks; a mark that has no meaning where it stands is text."""

import re

from .blocks import HEADING, ITEM, PARAGRAPH, ROW, Block, counted, tidied
from .lines import address, letters

_MARK = re.compile(r"(?:[-*•]|(\d{1,3})[.)])\s+")
_HEADING = re.compile(r"###\s+")
_SEPARATOR = re.compile(r"\|(?:\s*-{3,}\s*\|)+")
_ROW = re.compile(r"\|(?:(?:\\.|[^\\|])*\|)+")
_CELL = re.compile(r"((?:\\.|[^\\|])*)\|")
_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[\]|#•.)-])"
    r"|\[(?P<text>(?:\\.|[^\\\[\]])+)\]\((?P<href>(?:https?://|mailto:|www\.)[^\s()]+)\)"
    r"|(?P<stars>\*\*)"
    r"|(?P<char>.)",
    re.IGNORECASE | re.DOTALL,
)


def parsed(text):
    """The blocks of a text as somebody typed it; a line that is nothing special is text."""
    reader = _Reader()
    for line in text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n"):
        reader.take(line)
    return tidied(reader.blocks)


class _Reader:
    def __init__(self):
        self.blocks = []
        self.indents, self.counts = [], []  # of the open lists
        self.after_gap = True

    def take(self, line):
        text, indent = line.strip(), len(line) - len(line.lstrip())
        if not text:
            self.after_gap = True
            return
        if not self._take_item(text, indent) and not self._goes_on(text, indent):
            self.indents, self.counts = [], []
            self._take_other(text)
        self.after_gap = False

    def _take_item(self, text, indent):
        mark = _MARK.match(text)
        if not mark:
            return False
        indents = [other for other in self.indents if other <= indent]
        if not indents or indent > indents[-1]:
            indents.append(indent)
        block = Block(ITEM, [_line(text[mark.end() :])], len(indents), bool(mark[1]))
        counts = counted(self.counts, block)
        if mark[1] and int(mark[1]) not in (1, counts[-1][1]):
            return False  # «2013. Dat was het jaar» is no thirteenth item
        self.indents, self.counts = indents, counts
        self.blocks.append(block)
        return True

    def _goes_on(self, text, indent):
        """Whether it belongs to the paragraph or the item before it."""
        if self.after_gap or _starts_block(text):
            return False
        last = self.blocks[-1]
        if last.kind == PARAGRAPH or (last.kind == ITEM and indent > self.indents[-1]):
            last.lines.append(_line(text))
            return True
        return False

    def _take_other(self, text):
        last = self.blocks[-1] if self.blocks and not self.after_gap else None
        in_table = last is not None and last.kind == ROW
        if heading := _HEADING.match(text):
            self.blocks.append(Block(HEADING, [_line(text[heading.end() :])]))
        elif in_table and _SEPARATOR.fullmatch(text):
            pass  # as some write it below the names of the columns
        elif _ROW.fullmatch(text):
            cells = [_line(cell) for cell in _CELL.findall(text[1:])]
            self.blocks.append(Block(ROW, cells, first=not in_table))
        else:
            self.blocks.append(Block(PARAGRAPH, [_line(text)]))


def _starts_block(text):
    return _HEADING.match(text) or _ROW.fullmatch(text)


def _line(text):
    """The letters of a line, with its marks taken out; what has no other half is text."""
    tokens = list(_TOKEN.finditer(text))
    bold = _pairs(tokens, text)
    line, strong = [], False
    for token in tokens:
        if token.start() in bold:
            strong = not strong
        elif href := token["href"]:
            inner = [letter._replace(href=address(href)) for letter in _line(token["text"])]
            line += [letter._replace(strong=True) for letter in inner] if strong else inner
        else:
            line += letters(token["escaped"] or token[0], strong=strong)
    return line


def _pairs(tokens, text):
    """Where the stars stand that make bold: they touch the text that they enclose."""
    pairs, opened = set(), None
    for token in tokens:
        if not token["stars"]:
            continue
        if opened is None:
            if not text[token.end() : token.end() + 1].isspace():
                opened = token
        elif opened.end() < token.start() and not text[token.start() - 1].isspace():
            pairs |= {opened.start(), token.start()}
            opened = None
    return pairs
