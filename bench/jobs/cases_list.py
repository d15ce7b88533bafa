"""The list of cases without a question, its first page and the last that the list goes to."""

from itertools import pairwise

from bench.asking import Visitor, in_turn
from bench.results import Result, against
from bench.stage import told

PAGES = {"first page": "", "page 400": "pagina=400", "a facet": "jaar=2020"}
GROWTH = 1.3


def measure(stage, sizes):
    medians = {}
    for size in sizes:
        with stage.site("cases", size) as (address, _):
            visitor = Visitor(address)
            for page, asked in PAGES.items():
                result, medians[page, size] = _page(visitor, page, asked, size, stage.pairs)
                yield result
    for less, more in pairwise(sizes):
        for page in PAGES:
            yield _growth(page, less, more, medians[page, more] / medians[page, less])


def _page(visitor, page, asked, size, pairs):
    ours, floor, least = in_turn(
        lambda: visitor.ask(f"/praktijkvoorbeelden/?{asked}"),
        lambda: visitor.ask(f"/vloer/lijst/?{asked}"),
        lambda: visitor.ask("/vloer/nieuwste/"),
        pairs=pairs,
    )
    told_floor = f"{floor:.1f} ms (twenty rows only: {least:.1f})"
    return Result(
        "list", page, size, f"{ours:.1f} ms", told_floor, **against(floor, ours, 0.5)
    ), ours


def _growth(page, less, more, growth):
    about = {"bar": f"≤ {GROWTH}", "holds": growth <= GROWTH} if less == 10_000 else {}
    name = f"{page}, growth from {told(less)}"
    return Result("list", name, more, f"{growth:.2f} ×", **about)
