"""HTML, whoever wrote it, as blocks: from an editor, from Word, or from somebody who means harm."""

import re
from html.parser import HTMLParser

import nh3

from .blocks import HEADING, ITEM, PARAGRAPH, ROW, Block, tidied
from .lines import address, letters, text_of

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ul", "ol"}
_CELLS = {"td", "th"}
_BOLD = {"strong", "b"}
_STRUCTURE = _LISTS | _CELLS | {"li", "table", "tr"}
_APART = _HEADINGS | _LISTS | _CELLS | {
    "p", "div", "li", "table", "caption", "tr", "blockquote", "pre", "section", "article", "header",
    "footer", "figure", "figcaption", "address", "dl", "dt", "dd", "hr",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_APART | _BOLD | {"br", "a", "thead", "tbody", "tfoot"},
    clean_content_tags={"script", "style", "title", "iframe", "noscript", "template", "textarea"},
    attributes={"a": {"href"}, "p": {"class"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
# Word writes a list as paragraphs with the mark of the item as text.
_WORD_ITEM = "MsoListParagraph"
_WORD_MARK = re.compile(r"\s*(?:[·•o§–-]|(\d{1,3}|[a-z])[.)])\s+")


def read(html):
    """The blocks of ``html``; what our texts do not have becomes plain text or nothing."""
    reader = _Reader()
    reader.feed(_CLEANER.clean(html))
    reader.close()
    reader.end_block()
    return tidied(reader.blocks)


class _Reader(HTMLParser):
    """Goes through well-formed HTML; where a block begins or ends, what was read becomes one."""

    def __init__(self):
        super().__init__()
        self.blocks, self.lines = [], [[]]
        self.lists, self.items = [], []  # the open lists, and the block of each open item
        self.cells, self.in_cell, self.is_new_table = [], 0, False
        self.strong, self.href, self.heading, self.from_word = 0, "", False, False

    def handle_starttag(self, tag, attrs):
        if tag in _APART:
            self.end_block()
        if tag in _CELLS and not self.items:
            self._open_cell()
        elif tag in _STRUCTURE:
            if not self.in_cell:
                self._open(tag)
        else:
            self._mark(tag, dict(attrs))

    def handle_endtag(self, tag):
        if tag in _APART:
            self.end_block()
        if tag in _CELLS and not self.items:
            self.in_cell -= 1
        elif tag in _STRUCTURE:
            if not self.in_cell:
                self._close(tag)
        else:
            self._unmark(tag)

    def _mark(self, tag, attrs):
        if tag == "br":
            self.lines.append([])
        elif tag in _BOLD:
            self.strong += 1
        elif tag == "a":
            self.href = address(attrs.get("href") or "")
        elif tag in _HEADINGS:
            self.heading = True
        elif tag == "p":
            self.from_word = (attrs.get("class") or "").startswith(_WORD_ITEM)

    def _unmark(self, tag):
        if tag in _BOLD:
            self.strong -= 1
        elif tag == "a":
            self.href = ""
        elif tag in _HEADINGS:
            self.heading = False
        elif tag == "p":
            self.from_word = False

    def _open_cell(self):
        """A table in a cell is text in that cell."""
        if not self.in_cell:
            self.cells.append([])
        self.in_cell += 1

    def _open(self, tag):
        if tag in _LISTS:
            self.lists.append(tag)
        elif tag == "li":
            self.items.append(None)
        elif not self.items:  # a table in an item is text
            self.cells = []
            self.is_new_table = self.is_new_table or tag == "table"

    def _close(self, tag):
        if tag in _LISTS:
            self.lists.pop()
        elif tag == "li":
            self.items.pop()
        elif tag == "tr" and not self.items:
            self.blocks.append(Block(ROW, self.cells, first=self.is_new_table))
            self.is_new_table = False

    def handle_data(self, data):
        self.lines[-1] += letters(data, strong=self.strong > 0, href=self.href)

    def end_block(self):
        """What was read since the last block becomes one, if there is text in it."""
        lines, self.lines = self.lines, [[]]
        if not any(text_of(line).strip() for line in lines):
            return
        if self.in_cell:
            cell = self.cells[-1]
            for line in lines:
                cell += [*letters(" "), *line]
        elif self.items:
            self._add_to_item(lines)
        elif self.from_word:
            self.blocks.append(_word_item(lines))
        else:
            self.blocks.append(Block(HEADING if self.heading else PARAGRAPH, lines))

    def _add_to_item(self, lines):
        if self.items[-1]:
            self.items[-1].lines.extend(lines)
            return
        ordered = self.lists[-1:] == ["ol"]
        self.items[-1] = Block(ITEM, lines, level=len(self.items), ordered=ordered)
        self.blocks.append(self.items[-1])


def _word_item(lines):
    mark = _WORD_MARK.match(text_of(lines[0]))
    if mark:
        lines[0] = lines[0][mark.end() :]
    return Block(ITEM, lines, ordered=bool(mark and mark[1]))
