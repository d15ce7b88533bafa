from pathlib import Path

import pytest
from django import forms

from portal.tables import ListField, TableError, Tables


class ThingRow(forms.Form):
    code = forms.CharField(max_length=3)
    amount = forms.IntegerField()
    friends = ListField(separator="|")


def write(folder: Path, text, encoding="utf-8"):
    (folder / "things.csv").write_text(text, encoding=encoding)
    return Tables(folder)


def problems(tables):
    with pytest.raises(TableError) as caught:
        tables.check()
    return str(caught.value).splitlines()


def test_rows_come_clean_and_know_their_place(tmp_path):
    tables = write(tmp_path, "code,amount,friends\na,1,b | c|\nb,2,\n", "utf-8-sig")

    rows = tables.read("things.csv", ThingRow)

    tables.check()
    assert rows == [
        {"code": "a", "amount": 1, "friends": ["b", "c"], "where": "things.csv, regel 2"},
        {"code": "b", "amount": 2, "friends": [], "where": "things.csv, regel 3"},
    ]


def test_all_wrong_rows_are_told_at_once(tmp_path):
    tables = write(tmp_path, "code,amount,friends\nabcd,veel,\na,1,\na,2,\nb,3,,x\nc,4\nd\n")

    tables.read("things.csv", ThingRow)

    assert problems(tables) == [
        "things.csv, regel 2: code «abcd»: Zorg dat deze waarde niet meer dan 3 tekens "
        "bevat (het zijn er nu 4).",
        "things.csv, regel 2: amount «veel»: Voer een geheel getal in.",
        "things.csv, regel 5: er staan meer waarden dan kolommen.",
        "things.csv, regel 7: amount «»: Dit veld is verplicht.",
        "things.csv, regel 4: code «a» staat ook in things.csv, regel 3.",
    ]


def test_what_is_referred_to_must_exist(tmp_path):
    tables = write(tmp_path, "code,amount,friends\na,1,b|z\nb,1,\n")

    rows = tables.read("things.csv", ThingRow)
    tables.refer(rows, "friends", {"a", "b"})
    tables.refer(rows, "code", {"a"})

    assert problems(tables) == [
        "things.csv, regel 2: friends «z» bestaat niet.",
        "things.csv, regel 3: code «b» bestaat niet.",
    ]


@pytest.mark.parametrize(
    ("text", "encoding", "problem"),
    [
        ("code;amount\n", "utf-8", "things.csv, regel 1: kolom code, amount, friends ontbreekt."),
        ("", "utf-8", "things.csv, regel 1: kolom code, amount, friends ontbreekt."),
        ("cödé", "latin-1", "things.csv: het bestand is geen UTF-8."),
    ],
)
def test_a_wrong_file_is_told(tmp_path, text, encoding, problem):
    tables = write(tmp_path, text, encoding)

    assert tables.read("things.csv", ThingRow) == []
    assert problems(tables) == [problem]


def test_a_file_that_is_not_there_is_told(tmp_path):
    tables = Tables(tmp_path)

    assert tables.read("things.csv", ThingRow) == []
    assert problems(tables) == ["things.csv: het bestand ontbreekt."]
