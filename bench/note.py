"""README.md: what was measured, as tables, under a text that says how to read them."""

from pathlib import Path

from .stage import told

HERE = Path(__file__).parent
TITLES = {
    "list": "List of cases, without a question",
    "search": "Search with facets",
    "sql": "Search with facets: the statement alone",
    "detail": "Page of a case",
    "join": "Signing up for a meetup",
    "save": "Writing in a case that saves itself",
    "due": "Looking for mail that is due",
    "mail": "Sending mail",
    "worker": "A worker of the web server",
}
HEAD = """| what | rows | ours | floor | ratio | bar | holds | measured |
|---|--:|--:|--:|--:|---|---|---|"""


def write(book, path):
    parts = [(HERE / "introduction.md").read_text()]
    parts += [_table(title, book.of(job)) for job, title in TITLES.items() if book.of(job)]
    parts.append((HERE / "conclusions.md").read_text())
    Path(path).write_text("\n".join(parts))


def _table(title, rows):
    return "\n".join([f"## {title}", "", HEAD, *map(_line, rows), ""])


def _line(row):
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    holds = {None: "", True: "yes", False: "**no**"}[row.holds]
    cells = row.question, told(row.size), row.ours, row.floor, ratio, row.bar, holds, row.on
    return f"| {' | '.join(cells)} |"
