"""The page of a case, which must cost the same however many cases there are."""

from itertools import cycle

from bench.asking import Visitor, in_turn
from bench.results import Result, against

MOST_QUERIES = 6
PLACES = "/praktijkvoorbeelden/", "/vloer/voorbeeld/"


def measure(stage, sizes):
    for size in sizes:
        with stage.site("cases", size) as (address, _):
            yield _page(Visitor(address), size, stage.pairs)
            yield _queries(size)


def _page(visitor, size, pairs):
    """Each time another case: 7919 is prime."""
    here, there = (cycle([f"{place}{slug}/" for slug in _slugs(size)]) for place in PLACES)
    ours, floor = in_turn(
        lambda: visitor.ask(next(here)), lambda: visitor.ask(next(there)), pairs=pairs
    )
    bar = against(floor, ours, 0.4)
    return Result("detail", "page", size, f"{ours:.1f} ms", f"{floor:.1f} ms", **bar)


def _slugs(size):
    return [f"voorbeeld-{number * 7919 % size + 1}" for number in range(min(size, 1000))]


def _queries(size):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        Client(SERVER_NAME="localhost").get("/praktijkvoorbeelden/voorbeeld-1/")
    number, bar = len(queries), f"≤ {MOST_QUERIES}"
    return Result("detail", "queries", size, str(number), bar=bar, holds=number <= MOST_QUERIES)
