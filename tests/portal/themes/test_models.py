import pytest
from django.db import IntegrityError

from communities.models import Community
from portal.themes.models import Synonym, Theme, UnknownTheme
from tests.factories.themes import make_learning_format, make_theme


@pytest.fixture
def carrier():
    return Community.objects.create(name="HR", slug="hr", purpose="Samen leren")


def test_themes_are_given_by_name_or_as_themes_and_keep_their_order(carrier):
    water, jeugd = make_theme("Water"), make_theme("Jeugd")

    carrier.themes.set(["Water", jeugd, water])

    assert [*carrier.themes.all()] == [water, jeugd]


def test_an_unknown_word_is_an_error_and_never_a_new_theme(carrier):
    jeugd = make_theme("Jeugd")
    carrier.themes.add("Jeugd")

    with pytest.raises(UnknownTheme, match=r"^Jeugt, jeugd$"):
        carrier.themes.set(["Jeugd", "jeugd", "Jeugt"])

    assert [*carrier.themes.all()] == [*Theme.objects.all()] == [jeugd]


def test_a_synonym_occurs_once_per_theme():
    jeugd = make_theme("Jeugd", synonyms=["jongeren"])
    make_theme("Onderwijs", synonyms=["jongeren"])

    with pytest.raises(IntegrityError):
        Synonym.objects.create(theme=jeugd, word="Jongeren")


def test_names_are_shown():
    assert str(make_theme("Jeugd", synonyms=["jongeren"]).synonyms.get()) == "jongeren"
    assert str(make_learning_format("Intervisie")) == "Intervisie"


def test_a_theme_has_a_page():
    assert make_theme("Jeugd").get_absolute_url() == "/themas/jeugd/"
