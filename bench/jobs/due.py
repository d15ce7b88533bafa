"""The scan that looks for mail that is due: every thirty seconds, however much there is."""

import re

from bench.asking import in_turn
from bench.results import Result, at_most
from bench.seeding import NOW

MOST = 5


def measure(stage, sizes):
    for size in sizes:
        with stage.database("outbox", size):
            yield _scan(size, stage.pairs)


def _scan(size, pairs):
    from portal.mail import scanning

    (took,) = in_turn(lambda: scanning.hints(NOW), pairs=pairs)
    due = sum(map(len, scanning.hints(NOW)))
    ours = f"{took:.1f} ms, {due} due, by {_index()}"
    return Result("due", "scan", size, ours, **at_most(took, MOST, "ms"))


def _index():
    """The index by which Postgres finds them."""
    from portal.mail.models import Mail

    plan = Mail.objects.longest_due(NOW, 5000).soonest_first().values_list("pk").explain()
    found = re.search(r"Index (?:Only )?Scan (?:using|on) (\w+)", plan)
    return found[1] if found else "reading all"
