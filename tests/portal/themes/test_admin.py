import pytest
from django.urls import reverse

from portal.themes.models import LearningFormat, Synonym, Theme
from tests.factories.people import make_administrator
from tests.factories.themes import make_learning_format, make_theme


@pytest.fixture
def keeper(client):
    """Somebody who keeps the vocabulary."""
    user = make_administrator()
    client.force_login(user)
    return user


def test_a_keeper_adds_a_theme_with_its_synonyms(client, keeper):
    answer = client.post(
        reverse("admin:themes_theme_add"),
        {
            "name": "Het Nieuwe Werken",
            "slug": "het-nieuwe-werken",
            "origin": "cases",
            "synonyms-TOTAL_FORMS": 1,
            "synonyms-INITIAL_FORMS": 0,
            "synonyms-0-word": "HNW",
        },
    )

    assert answer.status_code == 302
    assert Synonym.objects.get(word="HNW").theme == Theme.objects.get(slug="het-nieuwe-werken")


def test_the_same_synonym_twice_is_told(client, keeper):
    theme = make_theme("Jeugd", synonyms=["jongeren"])

    answer = client.post(
        reverse("admin:themes_theme_change", args=[theme.pk]),
        {
            "name": "Jeugd",
            "slug": "jeugd",
            "origin": "cases",
            "synonyms-TOTAL_FORMS": 2,
            "synonyms-INITIAL_FORMS": 1,
            "synonyms-0-id": theme.synonyms.get().pk,
            "synonyms-0-theme": theme.pk,
            "synonyms-0-word": "jongeren",
            "synonyms-1-theme": theme.pk,
            "synonyms-1-word": "Jongeren",
        },
    )

    assert answer.status_code == 200
    assert "Dit woord staat al bij dit thema: jongeren." in answer.text
    assert theme.synonyms.count() == 1


def test_themes_are_found_by_their_synonyms(client, keeper):
    make_theme("Het Nieuwe Werken", synonyms=["HNW"])
    make_theme("Jeugd")

    answer = client.get(reverse("admin:themes_theme_changelist"), {"q": "hnw"})

    assert [str(theme) for theme in answer.context["cl"].result_list] == ["Het Nieuwe Werken"]


def test_a_keeper_changes_a_learning_format(client, keeper):
    learning_format = make_learning_format("Intervisie")

    client.post(
        reverse("admin:themes_learningformat_change", args=[learning_format.pk]),
        {
            "code": "intervisie",
            "name": "Intervisie",
            "description": "kleine groep",
            "setting": "on_site",
        },
    )

    assert LearningFormat.objects.get().description == "kleine groep"
