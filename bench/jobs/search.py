"""Search with facets: in the list of cases and in the search box, for common and rare words."""

from functools import partial
from urllib.parse import urlencode

from bench.asking import Visitor, in_turn
from bench.results import Result, against, at_most
from bench.seeding.dutch import word
from bench.statements import database_time

WORDS = {"common": word(0.001), "usual": word(0.01), "rare": word(0.3)}
QUESTIONS = {
    **{kind: {"q": asked} for kind, asked in WORDS.items()},
    "two words": {"q": f"{WORDS['common']} {WORDS['usual']}"},
}
IN_LIST = {"usual, a year ticked": {"q": WORDS["usual"], "jaar": "2020"}}
PLACES = {
    "list of cases": ("/praktijkvoorbeelden/", "/vloer/lijst/", QUESTIONS | IN_LIST),
    "search box": ("/zoeken/", "/vloer/zoeken/", QUESTIONS),
}
SQL_BARS = {1_000: 15, 10_000: 15, 100_000: 80, 1_000_000: 150}


def measure(stage, sizes):
    for size in sizes:
        with stage.site("cases", size) as (address, _):
            visitor = Visitor(address)
            for place, (ours, floor, questions) in PLACES.items():
                for question, asked in questions.items():
                    paths = [f"{path}?{urlencode(asked)}" for path in (ours, floor)]
                    took = in_turn(
                        *(partial(visitor.ask, path) for path in paths), pairs=stage.pairs
                    )
                    yield _page(f"{place}: {question}", size, *took)
                    yield _sql(place, question, asked, size, stage.pairs)


def _page(name, size, ours, floor):
    bar = against(floor, ours, 0.6)
    return Result("search", name, size, f"{ours:.1f} ms", f"{floor:.1f} ms", **bar)


def _sql(place, question, asked, size, pairs):
    """What the database works on it, beside the bar for so many rows."""
    answer = _list if place == "list of cases" else _box
    worked, took = database_time(partial(answer, asked), min(pairs, 20))
    ((_, _, hits),) = answer(asked)["count"]
    name = f"{place}: {question}"
    ours = f"{worked:.0f} ms (clock {took:.0f}), {hits} hits"
    bar = at_most(worked, SQL_BARS[size], "ms") if size in SQL_BARS else {}
    return Result("sql", name, size, ours, **bar)


def _list(asked):
    from django.http import QueryDict

    from cases import filters, statement
    from portal.themes.search import widen

    read = filters.read(QueryDict(urlencode(asked)))
    return statement.answer(read, widen(read.text))


def _box(asked):
    from django.contrib.auth.models import AnonymousUser
    from django.http import QueryDict

    from portal.discovery import statement
    from portal.discovery.filters import SearchFilter
    from portal.themes.search import widen

    read = SearchFilter(QueryDict(urlencode(asked)))
    return statement.answer(AnonymousUser(), read, widen(read.text))
