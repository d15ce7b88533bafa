"""Tables in CSV that come with the portal: read and checked whole, before anything is written."""

import csv
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from django import forms

TOO_MANY = "te veel"


class TableError(ValueError):
    """Rows that cannot be loaded: a line of Dutch for each, with file, line and reason."""


@dataclass
class Tables:
    """Reads the CSV files of a folder and remembers what is wrong, to tell it all at once."""

    folder: Path
    problems: list[str] = field(default_factory=list)

    def read(self, file, row_form, *, unique=("code",)):
        """The rows as ``row_form`` cleans them, each with its place under "where"."""
        lines = self._lines(file, row_form.base_fields)
        rows = [row for where, values in lines if (row := self._clean(where, row_form(values)))]
        for column in unique:
            self.once(rows, column)
        return rows

    def once(self, rows, column):
        """Tell the rows that repeat what an earlier row has in ``column``."""
        seen = {}
        for row in rows:
            first = seen.setdefault(row[column], row)
            if first is not row:
                self.wrong(row["where"], f"{column} «{row[column]}» staat ook in {first['where']}.")

    def refer(self, rows, column, known):
        """Tell the rows that name something in ``column`` that is not ``known``."""
        for row in rows:
            named = row[column] if isinstance(row[column], list) else [row[column]]
            for code in named:
                if code and code not in known:
                    self.wrong(row["where"], f"{column} «{code}» bestaat niet.")

    def wrong(self, where, reason):
        self.problems.append(f"{where}: {reason}")

    def check(self):
        if self.problems:
            raise TableError("\n".join(self.problems))

    def _lines(self, file, columns):
        try:
            text = (self.folder / file).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return self.wrong(file, "het bestand ontbreekt.") or []
        except UnicodeDecodeError:
            return self.wrong(file, "het bestand is geen UTF-8.") or []
        reader = csv.DictReader(StringIO(text), restkey=TOO_MANY, restval="")
        if missing := [name for name in columns if name not in (reader.fieldnames or [])]:
            return self.wrong(f"{file}, regel 1", f"kolom {', '.join(missing)} ontbreekt.") or []
        return [(f"{file}, regel {reader.line_num}", values) for values in reader]

    def _clean(self, where, form):
        if TOO_MANY in form.data:
            return self.wrong(where, "er staan meer waarden dan kolommen.")
        if form.is_valid():
            return form.cleaned_data | {"where": where}
        for column, errors in form.errors.items():
            self.wrong(where, f"{column} «{form.data[column]}»: {' '.join(errors)}")
        return None


class ListField(forms.CharField):
    """Several values in one cell."""

    def __init__(self, *, separator, **options):
        super().__init__(required=False, **options)
        self.separator = separator

    def clean(self, value):
        return [part.strip() for part in super().clean(value).split(self.separator) if part.strip()]


def upsert(model, rows):
    """Write rows in one statement; what has the same code is brought up to date, not its slug."""
    columns = [name for name in rows[0] if name not in ("code", "slug")]
    model.objects.bulk_create(
        [model(**row) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=columns,
    )
    return model.objects.in_bulk([row["code"] for row in rows], field_name="code")
