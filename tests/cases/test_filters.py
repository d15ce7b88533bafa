import pytest
from django.http import QueryDict

from cases import filters
from tests.factories.organisations import make_province
from tests.factories.themes import make_theme


def read(address):
    return filters.read(QueryDict(address))


def test_what_is_asked():
    make_theme("Leiderschap")
    make_province("Utrecht")

    asked = read(
        "q=+leren+&thema=leiderschap&provincie=utrecht&bron=boek&jaar=2013"
        "&omvang=20-50&soort=wat-niet-werkte&sortering=jaar&pagina=2"
    )

    assert asked == filters.Asked(
        text="leren",
        ticked={
            "thema": {"leiderschap": "Leiderschap"},
            "soort": {"wat-niet-werkte": "Wat niet werkte"},
            "provincie": {"utrecht": "Utrecht"},
            "bron": {"boek": "boek of bundel"},
            "jaar": {"2013": "2013"},
            "omvang": {"20-50": "20.000 tot 50.000 inwoners"},
        },
        sort="jaar",
        page=2,
    )
    assert asked.filter_count == 6


def test_nothing_asked():
    asked = read("")

    assert (asked.text, asked.sort, asked.page, asked.filter_count) == ("", "nieuwste", 1, 0)
    assert asked.chips == []


def test_what_nobody_knows_is_told_and_the_rest_holds():
    asked = read("jaar=abc&jaar=2013&thema=x&provincie=%00&bron=&omvang=groot&jaar=1815")

    assert asked.ticked["jaar"] == {"2013": "2013"}
    assert asked.unknown == ["x", "\0", "abc", "1815", "groot"]
    assert asked.unknown_told == "«x», «\0», «abc», «1815», «groot»"


@pytest.mark.parametrize("number", ["0", "-1", "abc", "", "1.5", "²", "99999999999999"])
def test_a_page_that_is_no_page_is_the_first(number):
    assert read(f"pagina={number}").page == 1


def test_the_usual_order_depends_on_words():
    assert read("q=fiets").sort == "passend"
    assert read("sortering=passend").sort == "nieuwste"
    assert read("q=fiets&sortering=onzin").sort == "passend"
    assert [value for value, _ in read("").sorts] == ["nieuwste", "jaar"]
    assert [value for value, _ in read("q=fiets").sorts] == ["passend", "nieuwste", "jaar"]


def test_a_chip_takes_one_thing_away():
    make_theme("Leiderschap")

    chips = read("q=fiets&thema=leiderschap&jaar=2013").chips

    assert chips == [
        ("«fiets»", "?thema=leiderschap&jaar=2013"),
        ("Leiderschap", "?q=fiets&jaar=2013"),
        ("2013", "?q=fiets&thema=leiderschap"),
    ]
