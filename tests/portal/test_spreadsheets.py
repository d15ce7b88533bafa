import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from portal import spreadsheets

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '=HYPERLINK("x")']
ROWS = [["Naam", "Sinds"], ["Anna", datetime(2026, 11, 2, 11, tzinfo=UTC)], [None, "Ünï"]]


def test_a_reader_of_another_makes_sees_the_same_rows():
    sheet = openpyxl.load_workbook(BytesIO(spreadsheets.as_xlsx(ROWS))).active

    assert [[cell.value or "" for cell in row] for row in sheet] == [
        ["Naam", "Sinds"],
        ["Anna", "2026-11-02 12:00"],
        ["", "Ünï"],
    ]


def test_csv_is_what_excel_opens_whole():
    content = spreadsheets.as_csv(ROWS)

    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")) == [
        ["Naam", "Sinds"],
        ["Anna", "2026-11-02 12:00"],
        ["", "Ünï"],
    ]


@pytest.mark.parametrize("text", EVIL)
def test_nothing_is_a_formula(text):
    cell = openpyxl.load_workbook(BytesIO(spreadsheets.as_xlsx([[text]]))).active["A1"]
    content = StringIO(spreadsheets.as_csv([[text]]).decode("utf-8-sig"), newline="")
    (row,) = csv.reader(content, delimiter=";")

    assert cell.data_type == "s"
    assert row == [f"'{text}"]


def test_the_control_a_formula_is_seen_by_that_reader():
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    file = BytesIO()
    book.save(file)

    assert openpyxl.load_workbook(file).active["A1"].data_type == "f"
