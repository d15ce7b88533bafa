"""Dutch of our field, with words as unevenly spread as in real text: few often, most seldom."""

import random
from itertools import accumulate
from pathlib import Path

SEED = 20261122
PHRASES, SENTENCES = 5_000, 20_000
LISTS = (Path(__file__).parent / "words.txt").read_text().split("\n\n")
WORDS, FIRST, LAST, SMALL = (text.partition("\n")[2].split() for text in LISTS)


def vocabulary():
    """Plain words first, then what is composed of two, which are rarer the later they stand."""
    composed = [first + last for first in FIRST for last in LAST]
    random.Random(SEED).shuffle(composed)
    return list(dict.fromkeys(WORDS + composed))


def word(share):
    """The word at this share of the vocabulary: 0 is the commonest."""
    words = vocabulary()
    return words[round(share * (len(words) - 1))]


def phrases():
    """Titles of three to seven words."""
    draw = drawer()
    for _ in range(PHRASES):
        yield " ".join(draw(3, 7)).capitalize()


def sentences():
    """Sentences of seven to sixteen words."""
    draw = drawer()
    for _ in range(SENTENCES):
        yield " ".join(draw(7, 16)).capitalize() + "."


def drawer():
    """Draws so many words by Zipf's law, every other one a small word."""
    dice, words = random.Random(SEED), vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def draw(least, most):
        number = dice.randint(least, most)
        content = dice.choices(words, cum_weights=weights, k=number)
        return [each if at % 2 else dice.choice([each, SMALL[at * number % len(SMALL)]])
                for at, each in enumerate(content)]  # fmt: skip

    return draw
