import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from portal.themes.models import Theme
from portal.themes.search import widen
from tests.factories.themes import make_theme


@pytest.fixture(autouse=True)
def vocabulary():
    make_theme("Het Nieuwe Werken", synonyms=["HNW", "tijd- en plaatsonafhankelijk werken"])
    make_theme("Wet open overheid", synonyms=["Woo"])
    make_theme("Woo en openbaarheid", synonyms=["Woo", "Wob"])
    make_theme("HR en personeelsplanning", synonyms=["P&O"])
    make_theme("Jeugd")


def finds(question, text):
    words = SearchVector(Value(text), config="dutch")
    return Theme.objects.annotate(told=words).filter(name="Jeugd", told=widen(question)).exists()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("HNW", "Het Nieuwe Werken in Soest"),
        ("hnw", "Het Nieuwe Werken in Soest"),
        ("het nieuwe werken", "Zo deden wij HNW"),
        ("tijd en plaatsonafhankelijk werken", "Zo deden wij HNW"),
        ("HNW in Soest", "Soest begon met het nieuwe werken"),
        ("HNW de", "Het Nieuwe Werken"),
        ("Woo", "openbaarheid volgens de Wob"),
        ("Woo", "de Wet open overheid"),
        ("P&O", "HR en personeelsplanning"),
        ("HNW Woo", "Het Nieuwe Werken en de Wet open overheid"),
        ("jeugd", "hulp aan jeugd"),
        ("gemeenten", "een gemeente"),
    ],
)
def test_finds_what_is_meant(question, text):
    assert finds(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("HNW", "Wij werken nieuwe mensen in"),
        ("HNW Soest", "Het Nieuwe Werken in Baarn"),
        ("werken -HNW", "Het Nieuwe Werken of HNW"),
        ('werken -"HNW"', "Het Nieuwe Werken of HNW"),
        ("HNWX", "Het Nieuwe Werken"),
        ("HNW Woo", "Het Nieuwe Werken in Soest"),
        ("", "Het Nieuwe Werken"),
    ],
)
def test_leaves_out_what_is_not_meant(question, text):
    assert not finds(question, text)


@pytest.mark.parametrize(
    "question",
    [
        "\0",
        "HNW\0",
        "'; DROP TABLE thema; --",
        '"',
        '"HNW',
        "-",
        "OR or or",
        "& | ! <-> ( ) : * \\",
        "HNW:*",
        "a" * 10_000,
        "HNW " * 2_500,
        "%_\\%",
        "🦆 ﷽",
    ],
)
def test_no_question_is_an_error(question):
    finds(question, "Het Nieuwe Werken")


def test_widening_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        widen("HNW")
