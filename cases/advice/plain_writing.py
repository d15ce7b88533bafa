"""Rules of plain Dutch: short sentences, and no abbreviation that is not explained once."""

import re
from itertools import chain, islice

from django.utils.text import Truncator

LONGEST = 30  # words of a sentence
PER_TEXT, PER_CASE = 2, 6  # long sentences that are told
MOST_ABBREVIATIONS = 5
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s|\n")
ABBREVIATION = re.compile(r"(?<!\w)([A-Z]{2,6})(?!\w)")
SHOUTED = re.compile(r"(?<!\w)[A-Z]{2,}(?: [A-Z]{2,})+(?!\w)")
IN_BRACKETS = re.compile(r"\(([A-Z]{2,6})[),;:]")  # ondernemingsraad (OR)
WITH_BRACKETS = re.compile(r"(?<!\w)([A-Z]{2,6}) ?\((?=[^()]{0,20}[a-z]{3})")  # OR (ondern…)
ROMAN = re.compile(r"[IVX]+")
KNOWN = frozenset(
    {"AVG", "CAO", "CBS", "COVID", "EU", "HBO", "HNW", "HR", "HRM", "ICT", "IT", "MBO", "NL"}
    | {"OK", "PDF", "TV", "UWV", "VNG", "WO"}
)


def words(text):
    """The words that carry the meaning, each once."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def start(text):
    """The beginning of a text, to find it back by."""
    return Truncator(" ".join(text.split())).chars(50)


def long_sentences(texts):
    """(step, block, sentence) of those that could better be two; some of each text."""
    told = (islice(_long_ones(text), PER_TEXT) for text in texts if text.is_prose)
    return islice(chain.from_iterable(told), PER_CASE)


def _long_ones(text):
    for sentence in SENTENCE_ENDS.split(text.body):
        number = len(sentence.split())
        if number > LONGEST:
            yield (
                text.step,
                text.block,
                f"«{start(sentence)}» is een zin van {number} woorden. Maak er twee van.",
            )


def abbreviations(texts, *, names=()):
    """(step, block, sentence) where one stands first, of those that are explained nowhere."""
    explained = KNOWN | set(names)
    for text in texts:
        explained |= {*IN_BRACKETS.findall(text.body), *WITH_BRACKETS.findall(text.body)}
    first = {}
    for text in texts:
        if text.block != "links":
            for found in ABBREVIATION.findall(SHOUTED.sub("", text.body)):
                first.setdefault(found, text)
    left = (found for found in first if found not in explained and not ROMAN.fullmatch(found))
    for found in islice(left, MOST_ABBREVIATIONS):
        text = first[found]
        yield text.step, text.block, f"Leg «{found}» één keer uit, voor wie het niet kent."
