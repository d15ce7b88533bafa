"""What somebody asks, widened by the vocabulary: «HNW» also finds «Het Nieuwe Werken»."""

import re
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery

from .models import Theme

LONGEST = 200  # characters of a question that are looked at


def widen(text):
    """The asker's own query, or the same with other words for the themes in it."""
    text = text.replace("\0", " ")[:LONGEST]
    rest, groups = _themes_cut_out(text)
    query = _asked(text)
    if groups:
        meanings = [reduce(or_, map(_phrase, sorted(words))) for words in groups]
        query |= reduce(and_, [_asked(rest), *meanings] if re.search(r"\w", rest) else meanings)
    return query


def _themes_cut_out(text):
    """The text without the words of themes, and for each of those all words that mean the same."""
    groups = []
    for word, others in _vocabulary():
        rest, times = _pattern(word).subn(" ", text)
        if times:
            text = rest
            groups.append(others)
    return text, groups


def _vocabulary():
    """Each word that has others for it, with all of them; longest first."""
    themes, meanings = {}, {}
    for name, synonym in Theme.objects.values_list("name", "synonyms__word"):
        if synonym:
            themes.setdefault(name, {name.casefold()}).add(synonym.casefold())
    for words in themes.values():
        for word in words:
            meanings.setdefault(word, set()).update(words)
    return sorted(meanings.items(), key=lambda item: (-len(item[0]), item[0]))


def _pattern(word):
    """The word as a whole, whatever stands between its parts, unless it is taken off («-HNW»)."""
    parts = re.findall(r"\w+", word)
    return re.compile(r'(?<!-")(?<![-\w])' + r"\W+".join(parts) + r"(?!\w)", re.IGNORECASE)


def _asked(text):
    return SearchQuery(text, config="dutch", search_type="websearch")


def _phrase(word):
    return SearchQuery(word, config="dutch", search_type="phrase")
