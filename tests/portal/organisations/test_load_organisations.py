import shutil
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from portal.organisations import actions, tables
from portal.organisations.management.commands.load_organisations import DATA
from portal.organisations.models import Merger, Organisation, Province, Region

TABLES = (Province, Region, Organisation, Organisation.regions.through, Merger)


@pytest.fixture
def folder(tmp_path):
    """A copy of the real tables, to spoil."""
    return shutil.copytree(DATA, tmp_path / "data")


def load(folder=DATA, today=date(2026, 11, 22)):
    return actions.load(tables.read(folder), today=today)


def everything():
    return [[*model.objects.order_by("pk").values()] for model in TABLES]


def replace(file, old, new):
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


def test_the_command_loads_all_tables(capsys):
    call_command("load_organisations")

    municipalities = Organisation.objects.municipalities()
    assert capsys.readouterr().out == "430 organisaties geladen.\n"
    assert municipalities.current().count() == 342
    assert municipalities.aggregate(Sum("inhabitants")) == {"inhabitants__sum": 17_942_942}
    assert [model.objects.count() for model in TABLES] == [12, 47, 430, 684, 53]


def test_a_municipality_has_its_province_regions_and_short_name():
    load()

    haag = Organisation.objects.get(name="'s-Gravenhage")
    assert (haag.code, haag.short_name, haag.slug) == ("GM0518", "Den Haag", "den-haag")
    assert haag.province.name == "Zuid-Holland"
    assert {region.name for region in haag.regions.all()} == {
        "Vereniging van Zuid-Hollandse Gemeenten",
        "Haaglanden",
    }
    bergen = Organisation.objects.filter(name__startswith="Bergen (")
    assert {found.short_name for found in bergen} == {"Bergen (L.)", "Bergen (NH.)"}
    assert Organisation.objects.get(name="Hengelo (O.)").slug == "hengelo"


def test_a_merged_municipality_ends_and_stays_readable():
    load()

    uden = Organisation.objects.get(name="Uden")
    assert (uden.slug, uden.ended_on) == ("uden", date(2022, 1, 1))
    assert str(uden.merged_into.get().new) == "Maashorst"


def test_an_intended_merger_ends_nothing_before_its_day():
    load(today=date(2026, 12, 31))
    wijdemeren = Organisation.objects.get(name="Wijdemeren")
    assert wijdemeren.ended_on is None
    assert wijdemeren.merged_into.get().on == date(2027, 1, 1)

    load(today=date(2027, 1, 1))
    wijdemeren.refresh_from_db()
    assert wijdemeren.ended_on == date(2027, 1, 1)


def test_loading_twice_changes_nothing():
    load()
    before = everything()

    load()

    assert everything() == before


def test_a_change_in_the_tables_is_taken_over_and_the_address_stays(folder):
    load(folder)
    replace(folder / "municipalities.csv", "GM0342,Soest,Soest", "GM0342,Soest,Groot Soest")
    replace(folder / "municipalities.csv", "5.29637,VNG-PV26 AM14", "5.29637,VNG-PV26 AM13")

    load(folder)

    soest = Organisation.objects.get(code="GM0342")
    assert (soest.short_name, soest.slug) == ("Groot Soest", "soest")
    assert [*soest.regions.order_by("code").values_list("code", flat=True)] == ["AM13", "VNG-PV26"]


def test_wrong_rows_are_told_and_nothing_is_loaded(folder):
    replace(folder / "municipalities.csv", "GM0342,Soest,Soest,PV26", "GM0342,Soest,Baarn,PV99")
    replace(folder / "mergers.csv", "2022-01-01,GM0856,Uden", "2022-13-01,GM0856,Uden")

    with pytest.raises(CommandError) as caught:
        call_command("load_organisations", folder=folder)

    assert str(caught.value).splitlines() == [
        "Er is niets geladen.",
        "mergers.csv, regel 43: on «2022-13-01»: Voer een geldige datum in.",
        "municipalities.csv, regel 259: slug «baarn» staat ook in municipalities.csv, regel 23.",
        "municipalities.csv, regel 259: province «PV99» bestaat niet.",
    ]
    assert everything() == [[], [], [], [], []]
