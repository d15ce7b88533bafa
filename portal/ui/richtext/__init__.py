"""Rich text of a few kinds: paragraphs, bold, links, lists, headings and tables.

It is stored as HTML that holds nothing else, and typed as HTML by an editor or as plain text with
a few marks: both are read as the same blocks, so that nothing is lost between the two.
"""

from .blocks import ITEM, texts_of
from .parsed import parsed
from .reading import read
from .typed import typed
from .writing import write

__all__ = ["clean", "from_typed", "lines_of", "plain_text", "to_typed"]


def clean(html):
    """The same text in the HTML that we store; what we do not have is left out."""
    return write(read(html))


def to_typed(html):
    """Stored text as somebody types it who has no editor."""
    return typed(read(html))


def from_typed(text):
    """The HTML to store of a text as somebody typed it."""
    return write(parsed(text))


def plain_text(html):
    """Only the words, each paragraph and item on a line of its own."""
    return "\n".join(text for text, _ in lines_of(html))


def lines_of(html):
    """Each line of text, with whether it is (part of) an item of a list."""
    return [(text, block.kind == ITEM) for block, text in texts_of(read(html))]
