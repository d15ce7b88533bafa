"""What was measured, kept beside the databases so that a run of some jobs leaves the rest."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """A row of the note: ``holds`` is None where there is no bar."""

    job: str
    question: str
    size: int
    ours: str
    floor: str = ""
    ratio: float | None = None
    bar: str = ""
    holds: bool | None = None
    on: str = ""


def against(floor, ours, least):
    """The ratio, the bar in words and whether it holds."""
    ratio = floor / ours
    return {"ratio": ratio, "bar": f"≥ {least} × floor", "holds": ratio >= least}


def at_most(measured, most, unit):
    return {"bar": f"≤ {most:g} {unit}", "holds": measured <= most}


class Book:
    """All results so far; a new one takes the place of an older one of the same question."""

    def __init__(self, path):
        self.path = Path(path)
        self.rows = self._read()

    def _read(self):
        if not self.path.exists():
            return {}
        rows = [Result(**row) for row in json.loads(self.path.read_text())]
        return {key_of(row): row for row in rows}

    def write(self, results):
        for result in results:
            today = {"on": date.today().isoformat()}  # noqa: DTZ011 - for people
            self.rows[key_of(result)] = Result(**(asdict(result) | today))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        rows = [asdict(row) for row in self.rows.values()]
        self.path.write_text(json.dumps(rows, ensure_ascii=False, indent=1))

    def of(self, job):
        return [row for row in self.rows.values() if row.job == job]


def key_of(row):
    return row.job, row.question, row.size
