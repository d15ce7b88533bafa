"""The scan that looks for mail that is due: every thirty seconds, however much there is."""

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
    name = f"{due} due, by {', '.join(_indexes())}"
    return Result("due", name, size, f"{took:.1f} ms", **at_most(took, MOST, "ms"))


def _indexes():
    """The indexes by which Postgres finds them."""
    from portal.mail.models import Mail

    plan = Mail.objects.due(NOW).soonest_first().values_list("pk")[:5000].explain()
    words = plan.replace("\n", " ").split()
    return [words[at + 1] for at, each in enumerate(words[:-1]) if each in ("using", "on")][:1]
