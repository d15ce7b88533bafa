"""The list of cases without a question, its first page and the last that the list goes to."""

from functools import partial
from itertools import pairwise

from bench.asking import Visitor, in_turn
from bench.results import Result, against
from bench.stage import told

PAGES = {"first page": "", "page 400": "pagina=400", "a facet": "jaar=2020"}
GROWTH = 1.3


def measure(stage, sizes):
    for size in sizes:
        with stage.site("cases", size) as (address, _):
            visitor = Visitor(address)
            for page, asked in PAGES.items():
                yield _page(visitor, page, asked, size, stage.pairs)
    for less, more in pairwise(sizes):
        with stage.site("cases", less) as (fewer, _), stage.site("cases", more) as (many, _):
            visitors = Visitor(fewer), Visitor(many)
            for page, asked in PAGES.items():
                yield _growth(visitors, page, asked, (less, more), stage.pairs)


def _page(visitor, page, asked, size, pairs):
    ours, floor, least = in_turn(
        lambda: visitor.ask(f"/praktijkvoorbeelden/?{asked}"),
        lambda: visitor.ask(f"/vloer/lijst/?{asked}"),
        lambda: visitor.ask("/vloer/nieuwste/"),
        pairs=pairs,
    )
    told_floor = f"{floor:.1f} ms (twenty rows only: {least:.1f})"
    return Result("list", page, size, f"{ours:.1f} ms", told_floor, **against(floor, ours, 0.5))


def _growth(visitors, page, asked, sizes, pairs):
    """The same page of two sites in turn: of one after the other, others' work would tell."""
    path = f"/praktijkvoorbeelden/?{asked}"
    fewer, many = in_turn(*(partial(visitor.ask, path) for visitor in visitors), pairs=pairs)
    (less, more), growth = sizes, many / fewer
    about = {"bar": f"≤ {GROWTH}", "holds": growth <= GROWTH} if less == 10_000 else {}
    name = f"{page}, growth from {told(less)}"
    return Result("list", name, more, f"{growth:.2f} ×", **about)
