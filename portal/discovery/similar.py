"""When nothing was found: the same question with parts of words, and with what looks like them."""

import re
from difflib import get_close_matches
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Upper

from .sources import searchable

MOST_WORDS = 6  # of a question that are looked at
MOST_TITLES = 50  # of a kind, for a word
ALIKE = 0.75  # share of the letters of two words that agree


def broaden(user, text):
    """A query that finds more, or None when no word can be widened; and the words that it adds."""
    words = list(dict.fromkeys(re.findall(r"[^\W_]{3,}", text.casefold())))[:MOST_WORDS]
    if not words:
        return None, []
    titles = _titles_like(user, words)
    others = {word: _like(word, titles[word]) for word in words}
    query = reduce(and_, [_any([word, *others[word]]) for word in words])
    return query, [other for word in words for other in others[word]]


def _any(words):
    """The beginning of the first, or one of the others as a whole."""
    first, *others = words
    beginning = SearchQuery(f"'{first}':*", config="dutch", search_type="raw")
    return reduce(or_, (SearchQuery(word, config="dutch") for word in others), beginning)


def _like(word, titles):
    """Words that hold the word, or else those that are nearly written as it."""
    known = {found for title in titles for found in re.findall(r"\w{3,}", title.casefold())}
    parts = sorted(
        (found for found in known if word in found), key=lambda found: (len(found), found)
    )
    return parts[:3] or get_close_matches(word, sorted(known), n=3, cutoff=ALIKE)


def _titles_like(user, words):
    """{word: titles of visible things with that word, a part of it or something near it}."""
    rows = [_titles(source, user, word) for source in searchable() for word in words]
    first, *rest = rows
    titles = {word: [] for word in words}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = 0.4")
        for word, title in first.union(*rest, all=True):
            titles[word].append(title)
    return titles


def _titles(source, user, word):
    letters = word.upper()
    things = source.published(user).annotate(letters=Upper(source.title))
    near = Q(letters__contains=letters) | Q(letters__trigram_word_similar=letters)
    return (
        things.filter(near)
        .annotate(row_word=Value(word, CharField()), row_title=Cast(F(source.title), CharField()))
        .order_by(TrigramWordSimilarity(letters, "letters").desc())
        .values_list("row_word", "row_title")[:MOST_TITLES]
    )
