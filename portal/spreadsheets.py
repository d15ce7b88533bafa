"""Rows for a spreadsheet program, none of which it takes for a formula."""

import csv
from io import BytesIO, StringIO

import xlsxwriter
from django.utils import timezone

# What makes spreadsheet programs calculate, or lets a next cell begin.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows):
    """The rows, lists of text and moments, as bytes that Excel opens with its letters whole."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([[_harmless(_text(value)) for value in row] for row in rows])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(rows):
    """The rows as bytes of a workbook; every cell is text, so none is calculated."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(place, column, _text(value))
        sheet.autofit()
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def _text(value):
    if hasattr(value, "tzinfo"):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _harmless(text):
    """An apostrophe before it says: this is text."""
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text
