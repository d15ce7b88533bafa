"""A line of text, letter by letter: each with whether it is bold and where it links to."""

import re
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

_SCHEMES = re.compile(r"(https?://|mailto:)[^/]", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s()\[\]\\*|<>\"'`\x00-\x1f\x7f]")


class Letter(NamedTuple):
    char: str
    strong: bool = False
    href: str = ""


def letters(text, *, strong=False, href=""):
    return [Letter(char, strong, href) for char in text]


def text_of(line):
    return "".join(letter.char for letter in line)


def address(href):
    """An address as it may stand behind a link, or nothing: the web and mail only."""
    href = href.strip()
    href = f"https://{href}" if href.lower().startswith("www.") else href
    return _UNSAFE.sub(lambda found: quote(found[0]), href) if _SCHEMES.match(href) else ""


def tidy(line):
    """One space between words, none around them, and nothing that cannot be seen."""
    seen = [letter for letter in line if letter.char.isspace() or _is_seen(letter.char)]
    spaced = []
    for letter in seen:
        if not letter.char.isspace():
            spaced.append(letter)
        elif spaced and spaced[-1].char != " ":
            spaced.append(letter._replace(char=" "))
    if spaced and spaced[-1].char == " ":
        spaced.pop()
    return _without_edges(_without_edges(spaced, "href", ""), "strong", False)


def _is_seen(char):
    return char.isprintable() or char in "\xad\u200c\u200d"  # soft hyphen, joiners of emoji


def _without_edges(line, mark, none):
    """Spaces at the edge of what is bold or a link are neither."""
    found = []
    for value, group in groupby(line, key=lambda letter: getattr(letter, mark)):
        stretch = list(group)
        for at in {0, len(stretch) - 1} if value else ():
            if stretch[at].char == " ":
                stretch[at] = stretch[at]._replace(**{mark: none})
        found += stretch
    return found


def joined(lines):
    """Several lines as one."""
    line = []
    for number, part in enumerate(lines):
        line += [Letter(" "), *part] if number else part
    return tidy(line)
