from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.postgres.search import SearchQuery

from courses.actions import keep_profile
from courses.models import Trainer
from tests.factories.courses import make_course, make_trainer
from tests.factories.gatherings import NOW
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_learning_format, make_theme


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def member(**fields):
    return make_user(organisation=make_municipality(), **fields)


def found(client, query=""):
    page = client.get(f"/trainers/{query}")
    assert page.status_code == 200
    return [trainer.user.name for trainer in page.context["page"]]


def test_the_list_by_name_theme_and_format(client):
    taal, training = make_theme("Taal"), make_learning_format(code="training")
    make_trainer(name="Zoë", levels={taal: "gives", make_theme(): "learns"})
    make_trainer(name="Anna", formats=[training, make_learning_format()])
    make_trainer(user=member(name="Weg", is_active=False))

    assert found(client) == ["Anna", "Zoë"]
    assert found(client, f"?thema={taal.slug}") == ["Zoë"]
    assert found(client, "?werkvorm=training") == ["Anna"]
    assert found(client, "?werkvorm=onzin") == ["Anna", "Zoë"]
    assert "We lieten dit filter weg: Werkvorm." in client.get("/trainers/?werkvorm=onzin").text
    assert "Taal: geef ik vaak" in client.get("/trainers/").text


def test_nothing_found_leads_to_a_question(client):
    assert "Geen trainers gevonden" in client.get("/trainers/").text


def test_the_fragment_is_in_the_page(client):
    make_trainer()

    fragment = client.get("/trainers/", headers={"HX-Request": "true"}).text
    assert fragment.strip() in client.get("/trainers/").text
    assert "<html" not in fragment


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        make_trainer(levels={make_theme(): "gives", make_theme(): "learns"})

    with django_assert_num_queries(6):
        client.get("/trainers/")


def show(client, trainer, user=None):
    if user:
        client.force_login(user)
    return " ".join(client.get(trainer.get_absolute_url()).text.split())


def test_a_profile_says_what_how_far_and_how_often(client):
    user = member(name="Trudy Trainer", function="adviseur")
    trainer = make_trainer(
        user=user,
        about="Ik leg graag uit.",
        levels={make_theme("Taal"): "expert"},
        formats=[make_learning_format("Training")],
        travels_km=60,
        gives_online=True,
        paused_until=date(2026, 11, 2),
    )
    make_course("Duidelijke taal", trainer=user)
    make_course("Nog niet", trainer=user, published_at=None)

    page = show(client, trainer)

    for text in (
        "Adviseur, gemeente Gemeente",
        "Ik leg graag uit.",
        "Ben ik deskundig in",
        "Tot 60 kilometer, hemelsbreed",
        "Geeft ook online les",
        "<dd>Training</dd>",
        "Trudy Trainer houdt pauze tot en met 2 november 2026.",
        "Duidelijke taal",
        "/kennisvragen/stellen/?thema=taal",
    ):
        assert text in page
    assert "Nog niet" not in page
    assert "Wijzig je profiel" not in page
    assert "Wijzig je profiel" in show(client, trainer, user)


def test_a_pause_ends_and_no_limit_is_the_whole_country(client):
    trainer = make_trainer(paused_until=date(2026, 11, 1))

    page = show(client, trainer)

    assert "houdt pauze" not in page
    assert "Door het hele land" in page


def test_the_profile_of_who_left_does_not_exist(client):
    gone = make_trainer(user=member(is_active=False))

    assert client.get(gone.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_profile_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    user = member()
    trainer = make_trainer(
        user=user,
        levels={make_theme(): "gives" for _ in range(number)},
        formats=[make_learning_format() for _ in range(number)],
    )
    for _ in range(number):
        make_course(trainer=user)

    with django_assert_num_queries(7):
        client.get(trainer.get_absolute_url())


def keep(client, **changes):
    data = {"languages": "Nederlands", "per_quarter": "2"} | changes
    return client.post("/mijn/trainerprofiel/", data)


def test_a_member_becomes_a_trainer_and_changes_her_mind(client):
    user, taal, woo = member(name="Trudy"), make_theme("Taal"), make_theme("Woo")
    training = make_learning_format("Training")
    client.force_login(user)

    answer = keep(
        client,
        about="Ik schrijf.",
        theme_1=taal.pk,
        level_1="expert",
        theme_3=woo.pk,
        formats=[training.pk],
    )

    trainer = Trainer.objects.get()
    levels = dict(trainer.topics.values_list("theme__name", "level"))
    assert answer.url == trainer.get_absolute_url()
    assert (trainer.user, trainer.since, levels) == (user, NOW, {"Taal": "expert", "Woo": "gives"})
    assert list(trainer.formats.all()) == [training]
    page = client.get("/mijn/trainerprofiel/").text
    assert "Ik schrijf." in page
    assert f'<option value="{taal.pk}" selected>' in page

    with time_machine.travel(NOW + timedelta(days=1)):
        keep(client, theme_1=woo.pk, level_1="learns")
    trainer.refresh_from_db()
    assert [str(topic) for topic in trainer.topics.all()] == ["Woo: leer ik zelf"]
    assert trainer.since == NOW


def test_clicking_twice_makes_one_profile():
    user, theme = member(), make_theme()

    for about in ("Eén.", "Twee."):
        keep_profile(Trainer(user=user, about=about), levels={theme: "gives"}, formats=[], now=NOW)

    trainer = Trainer.objects.get()
    assert (trainer.about, trainer.topics.count()) == ("Twee.", 1)


def test_a_trainer_is_found_by_name_theme_and_words(client):
    client.force_login(member(name="Trudy"))
    keep(client, about="Ik werk met brieven.", theme_1=make_theme("Openbaarheid").pk)

    for word in ("Trudy", "openbaarheid", "brieven"):
        query = SearchQuery(word, config="dutch")
        assert Trainer.objects.filter(words=query).exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"theme_1": ""}, "theme_1", "Dit veld is verplicht."),
        ({"theme_2": "zelfde"}, "theme_2", "geldige keuze"),
        ({"level_1": "goeroe"}, "level_1", "geldige keuze"),
        ({"per_quarter": "0"}, "per_quarter", "Vul minstens 1 in, of kies een pauze."),
        ({"per_quarter": "21"}, "per_quarter", "Vul hoogstens 20 in."),
        ({"travels_km": "-1"}, "travels_km", "0"),
        ({"paused_until": "ooit"}, "paused_until", "geldige datum"),
        ({"languages": "Nederlands\nBcc: x"}, "languages", "Schrijf dit op één regel"),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_is_lost(client, changes, field, sentence):
    client.force_login(member())

    answer = keep(client, **{"about": "Dit blijft.", "theme_1": make_theme().pk} | changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert "Dit blijft." in answer.text
    assert not Trainer.objects.exists()


def test_a_theme_is_chosen_once(client):
    client.force_login(member())
    theme = make_theme().pk

    answer = keep(client, theme_1=theme, theme_2=theme)

    assert "Dit thema heb je al gekozen." in answer.text


def test_who_belongs_nowhere_yet_is_told_why_not(client):
    client.force_login(make_user())

    assert "Je account hoort nog niet bij een organisatie" in keep(client).text


def test_the_name_of_a_row():
    assert str(make_trainer(name="Trudy")) == "Trudy"
