from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.discovery.models import FailedSearch
from tests.factories.people import make_editor
from tests.factories.themes import make_theme
from tests.portal.discovery.searching import search

MISSED = reverse("discovery:missed")


def miss(client, words):
    return client.post(MISSED, {"q": words}, follow=True)


@pytest.mark.parametrize("words", ["", "verzuim", "verzium"])
def test_what_is_there_by_now_is_not_kept_as_missing(client, some, words):
    assert "ontbreekt" not in miss(client, words).text
    assert not FailedSearch.objects.exists()


def test_the_list_of_what_is_missing_cannot_be_flooded(client):
    answers = [client.post(MISSED, {"q": "kwantum"}).status_code for _ in range(21)]

    assert answers == [302] * 20 + [429]
    assert FailedSearch.objects.get().times == 20


def test_words_that_nobody_knows_are_kept_for_editors(client):
    for words in ("Kwantumfysica", " kwantumfysica "):
        page = miss(client, words)

    assert page.context["found"].is_failure
    assert "De redactie ziet dat dit nog ontbreekt." in page.text
    (failed,) = FailedSearch.objects.all()
    assert (str(failed), failed.times) == ("kwantumfysica", 2)
    assert failed.last_on == timezone.localdate()
    client.force_login(make_editor())
    assert "kwantumfysica" in client.get("/beheer/discovery/failedsearch/").text
    assert client.get("/beheer/discovery/failedsearch/add/").status_code == 404


@pytest.mark.parametrize("words", ["fien@voorbeeld.example", "bel 0612345678", "de"])
def test_what_could_be_a_person_is_not_kept(client, words):
    assert miss(client, words).context["found"].is_failure
    assert [str(found) for found in FailedSearch.objects.all()] == [words] * (words == "de")


def test_what_nobody_searched_for_a_year_is_forgotten(client):
    FailedSearch.objects.create(words="ooit", last_on=timezone.localdate() - timedelta(days=366))

    miss(client, "kwantumfysica")

    assert [str(failed) for failed in FailedSearch.objects.all()] == ["kwantumfysica"]


def test_who_finds_nothing_sees_two_ways_on(client):
    text = search(client, "kwantum & fysica").text

    assert "Niets gevonden" in text
    assert f'href="{reverse("courses:ask")}?vraag=kwantum%20%26%20fysica"' in text
    assert f'href="{reverse("discovery:themes")}"' in text
    assert f'<form id="gemist" method="post" action="{MISSED}">' in text
    assert 'form="gemist"' in text
    assert 'value="kwantum &amp; fysica">Laat de redactie weten' in text


def test_who_finds_nothing_by_filters_misses_no_words(client, some):
    make_theme("Water")

    assert 'form="gemist"' not in search(client, "verzuim", thema="water").text
