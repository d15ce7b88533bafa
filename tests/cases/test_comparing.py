import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.actions import writing
from cases.comparing import ADDED, REMOVED, SAME, compare, words_between
from tests.factories.cases import NOW, make_case, make_text
from tests.factories.themes import make_learning_format, make_theme


def compared(old, new):
    """What differs between a published text and a next version that is saved in full."""
    case = make_case(**old)
    version = writing.write(case, by=None, now=NOW, text=make_text(**new))
    return {one.label: one.pieces for one in compare(case.published, version)}


def test_words_that_came_and_went():
    assert words_between("Wij gaven een training.", "Wij gaven twee trainingen.") == [
        (SAME, "Wij gaven "),
        (REMOVED, "een training"),
        (ADDED, "twee trainingen"),
        (SAME, "."),
    ]


def test_lines_that_stay_are_not_taken_apart():
    assert words_between("Eén\nTwee\nDrie\n", "Eén\nDrie\nVier\n") == [
        (SAME, "Eén\n"),
        (REMOVED, "Twee\n"),
        (SAME, "Drie\n"),
        (ADDED, "Vier\n"),
    ]


@given(st.text("ab \n.", max_size=60), st.text("ab \n.", max_size=60))
def test_no_word_is_lost_on_either_side(old, new):
    pieces = words_between(old, new)

    assert "".join(text for what, text in pieces if what != ADDED) == old
    assert "".join(text for what, text in pieces if what != REMOVED) == new


def test_a_long_chapter_rewritten_whole_is_compared_in_time():
    words = [f"woord{n % 400}" for n in range(2500)]
    old, new = " ".join(words), " ".join(random.Random(1).sample(words, len(words)))

    started = time.process_time()
    words_between(old, new)

    assert time.process_time() - started < 5


def test_the_same_has_no_differences():
    text = {
        "title": "Leren",
        "sections": [{"kind": "context", "body": "Waarom"}],
        "quotes": [{"text": "Mooi"}],
        "themes": [make_theme("Verzuim")],
    }

    assert compared(text, text) == {}


def test_fields_and_sections_are_told_by_their_name():
    found = compared(
        {"title": "Oud", "sections": [{"kind": "context", "body": "Waarom"}]},
        {"title": "Nieuw", "year": 2024, "sections": [{"kind": "result", "body": "Veel"}]},
    )

    assert found == {
        "Titel": [(REMOVED, "Oud"), (ADDED, "Nieuw")],
        "Jaar": [(ADDED, "2024")],
        "Aanleiding": [(REMOVED, "Waarom")],
        "Resultaat": [(ADDED, "Veel")],
    }


def test_themes_and_formats_are_told_by_name():
    found = compared(
        {"title": "Leren", "themes": [make_theme("Verzuim")]},
        {"title": "Leren", "learning_formats": [make_learning_format("Intervisie")]},
    )

    assert found == {
        "Thema's": [(REMOVED, "Verzuim")],
        "Werkvormen": [(ADDED, "Intervisie")],
    }


@pytest.mark.parametrize("kind", ["quotes", "people", "partners"])
def test_rows_are_the_same_one_by_their_key(kind):
    texts = {
        "quotes": ({"text": "Mooi", "person": "Fien"}, {"text": "Mooi", "person": "Fie"}),
        "people": ({"role": "author", "name": "Fien"}, {"role": "author", "name": "Fie"}),
        "partners": ({"name": "Fien", "part": "zaal"}, {"name": "Fien", "part": "geld"}),
    }
    old, new = texts[kind]
    label = {"quotes": "Citaat", "people": "Persoon", "partners": "Partner"}[kind]
    case = make_case("Leren", **{kind: [old]})
    [row] = getattr(case.published, f"{label_of(kind)}_set").all()

    new = writing.write(
        case, by=None, now=NOW, text=make_text("Leren", **{kind: [new | {"key": row.key}]})
    )

    [difference] = compare(case.published, new)
    assert difference.label == label
    assert {what for what, _ in difference.pieces} == {SAME, REMOVED, ADDED}


def label_of(kind):
    return {"quotes": "quote", "people": "person", "partners": "partner"}[kind]


def test_an_address_and_an_account_are_never_told():
    person = {"role": "contact", "name": "Fien", "email": "fien@soest.example"}

    found = compared(
        {"title": "Leren", "people": []},
        {"title": "Leren", "people": [person]},
    )

    assert found == {"Persoon": [(ADDED, "contactpersoon · Fien")]}


def test_a_figure_is_told_with_its_values():
    figure = {"kind": "series", "name": "Verzuim", "unit": "%"}

    found = compared(
        {"title": "Leren", "figures": [figure | {"values": [{"year": 2012, "value": "4.5"}]}]},
        {"title": "Leren", "figures": [], "quotes": [{"text": "Mooi", "is_pull_quote": True}]},
    )

    assert found == {
        "Kengetal": [(REMOVED, "reeks over jaren · Verzuim · % · 2012 4,5%")],
        "Citaat": [(ADDED, "Mooi · groot in de pagina")],
    }
