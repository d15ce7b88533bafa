import shutil

import pytest
from django.core.management import CommandError, call_command

from portal.themes import actions, tables
from portal.themes.management.commands.load_themes import DATA
from portal.themes.models import LearningFormat, Synonym, Theme

TABLES = (Theme, Synonym, LearningFormat)


def everything():
    return [[*model.objects.order_by("pk").values()] for model in TABLES]


def test_the_command_loads_themes_synonyms_and_formats(capsys):
    call_command("load_themes")

    assert capsys.readouterr().out == "56 thema's staan klaar.\n"
    assert [model.objects.count() for model in TABLES] == [56, 34, 16]
    theme = Theme.objects.get(slug="het-nieuwe-werken")
    assert (theme.name, theme.origin) == ("Het Nieuwe Werken", Theme.Origin.CASES)
    assert "HNW" in theme.synonyms.values_list("word", flat=True)


def test_loading_twice_changes_nothing_and_keeps_what_editors_added():
    actions.load(tables.read(DATA))
    Synonym.objects.create(theme=Theme.objects.get(slug="jeugd"), word="jongeren")
    before = everything()

    actions.load(tables.read(DATA))

    assert everything() == before


def test_loading_again_keeps_what_editors_made_of_it():
    actions.load(tables.read(DATA))
    renamed = Theme.objects.filter(slug="het-nieuwe-werken")
    renamed.update(name="Hybride werken", origin="vng")
    renamed.get().synonyms.all().delete()
    Theme.objects.filter(slug="arbeidszaken").update(slug="arbeid")
    LearningFormat.objects.filter(code="intervisie").update(name="Collegiale intervisie")
    before = everything()

    actions.load(tables.read(DATA))

    assert everything() == before


def test_wrong_rows_are_told_and_nothing_is_loaded(tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data")
    themes = folder / "themes.csv"
    themes.write_text(themes.read_text().replace("Jeugd,jeugd,vng", "Jeugd,jeugd zorg,rijk"))

    with pytest.raises(CommandError) as caught:
        call_command("load_themes", folder=folder)

    assert str(caught.value).splitlines() == [
        "Er is niets geladen.",
        "themes.csv, regel 12: slug «jeugd zorg»: Voer een geldige ‘slug’ in, bestaande uit "
        "letters, cijfers, liggende streepjes en verbindingsstreepjes.",
        "themes.csv, regel 12: origin «rijk»: Selecteer een geldige keuze. rijk is geen "
        "beschikbare keuze.",
    ]
    assert everything() == [[], [], []]
