from datetime import date, timedelta

import pytest
import time_machine

from courses import actions
from courses.models import KnowledgeRequest
from tests.factories.courses import make_course, make_question, make_trainer
from tests.factories.gatherings import NOW
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_learning_format, make_theme

TODAY = date(2026, 11, 2)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def member(organisation=None, **fields):
    return make_user(organisation=organisation or make_municipality(), **fields)


def found(client, query=""):
    page = client.get(f"/kennisvragen/{query}")
    assert page.status_code == 200
    return [question.title for question in page.context["page"]]


def test_the_list_shows_open_questions_newest_first(client):
    theme, training = make_theme(), make_learning_format(code="training")
    make_question(title="Eerst", themes=[theme], asked_at=NOW - DAY, until_on=TODAY)
    make_question(title="Laatst", learning_format=training)
    make_question(title="Verlopen", until_on=TODAY - DAY)
    make_question(title="Ingetrokken", withdrawn_at=NOW)

    assert found(client) == ["Laatst", "Eerst"]
    assert found(client, f"?thema={theme.slug}") == ["Eerst"]
    assert found(client, "?werkvorm=training") == ["Laatst"]
    assert found(client, "?werkvorm=onzin") == ["Laatst", "Eerst"]
    page = client.get("/kennisvragen/?werkvorm=onzin").text
    assert "We lieten dit filter weg: Werkvorm." in page
    assert "Uiterlijk 2 november 2026" in page


def test_the_list_says_how_many_ask_the_same(client):
    question = make_question()
    for _ in range(2):
        actions.back(question, user=member(), now=NOW)

    assert "2 andere organisaties vragen dit ook" in " ".join(
        client.get("/kennisvragen/").text.split()
    )


def test_nothing_found_leads_to_a_question(client):
    assert "Geen kennisvragen gevonden" in client.get("/kennisvragen/").text


def test_the_fragment_is_in_the_page(client):
    make_question()

    fragment = client.get("/kennisvragen/", headers={"HX-Request": "true"}).text
    assert fragment.strip() in client.get("/kennisvragen/").text
    assert "<html" not in fragment


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        actions.back(make_question(themes=[make_theme()]), user=member(), now=NOW)

    with django_assert_num_queries(4):
        client.get("/kennisvragen/")


def filled_in(**changes):
    return {
        "title": "Hoe schrijf je helder?",
        "explanation": "Onze brieven zijn te moeilijk.",
        "setting": "open",
        "themes": [make_theme().pk],
    } | changes


def test_a_member_asks_for_her_organisation(client):
    soest, theme = make_municipality("Soest"), make_theme("Taal")
    asker = member(soest)
    client.force_login(asker)

    answer = client.post(
        "/kennisvragen/stellen/",
        filled_in(themes=[theme.pk], people="8", from_on="2026-12-01", until_on="2026-12-31"),
    )

    question = KnowledgeRequest.objects.get()
    assert answer.url == question.get_absolute_url()
    assert (question.organisation, question.asked_by, question.asked_at) == (soest, asker, NOW)
    assert (question.people, list(question.themes.all())) == (8, [theme])
    assert str(question) == "Hoe schrijf je helder?"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", "Dit veld is verplicht."),
        ({"title": "Hoe?\nBcc: iedereen"}, "title", "Schrijf dit op één regel"),
        ({"themes": []}, "themes", "Kies minstens één thema"),
        ({"people": "0"}, "people", "Vul minstens 1 in."),
        ({"people": "99999"}, "people", "32767"),
        ({"setting": "geheim"}, "setting", "geldige keuze"),
        ({"until_on": "2026-11-01"}, "until_on", "Deze dag is al geweest."),
        (
            {"from_on": "2026-12-02", "until_on": "2026-12-01"},
            "__all__",
            "De laatste dag ligt voor de eerste.",
        ),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_is_lost(client, changes, field, sentence):
    client.force_login(member())

    answer = client.post("/kennisvragen/stellen/", filled_in(audience="Dit blijft.", **changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert "Dit blijft." in answer.text
    assert not KnowledgeRequest.objects.exists()


def test_the_address_can_fill_in_the_form(client):
    theme = make_theme("Taal")
    client.force_login(member())

    page = client.get(
        "/kennisvragen/stellen/?vraag=Hoe+dan%3F&toelichting=Wij+zoeken.&thema=taal&thema=x"
    )

    assert 'value="Hoe dan?"' in page.text
    assert "Wij zoeken." in page.text
    assert list(page.context["form"].initial["themes"]) == [theme]
    assert not KnowledgeRequest.objects.exists()


def test_who_belongs_nowhere_yet_is_told_why_not(client):
    client.force_login(make_user())

    answer = client.post("/kennisvragen/stellen/", filled_in())

    assert "Je account hoort nog niet bij een organisatie" in answer.text
    assert not KnowledgeRequest.objects.exists()


def show(client, question, user=None):
    if user:
        client.force_login(user)
    page = client.get(question.get_absolute_url())
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_the_page_says_who_asks_what(client):
    soest = make_municipality("Soest")
    question = make_question(
        by=member(soest),
        audience="teamleiders",
        people=1,
        setting="in_company",
        municipality=soest,
        learning_format=make_learning_format("Training"),
        from_on=TODAY,
        until_on=TODAY + 28 * DAY,
        themes=[make_theme("Taal")],
    )

    page = show(client, question)

    for text in (
        "Kennisvraag van gemeente Soest",
        "Onze brieven zijn te moeilijk.",
        "Teamleiders",
        "1 collega ",
        "Alleen Soest",
        "Training",
        "Vanaf 2 november 2026",
        "Uiterlijk 30 november 2026",
        "Log in en zeg «wij ook»",
        "Nog geen trainer koos dit thema.",
        "Er is nog geen cursus over.",
    ):
        assert text in page
    assert "Vera Vraagsteller" not in page


def test_trainers_and_courses_that_share_themes_most_first(client):
    taal, schulden, other = make_theme("Taal"), make_theme("Schulden"), make_theme("Anders")
    asker = member(name="Vera Vraagsteller")
    question = make_question(by=asker, themes=[taal, schulden])
    make_trainer(name="Anna", levels={taal: "gives", other: "gives"})
    make_trainer(name="Zoë", levels={taal: "learns", schulden: "expert"})
    make_trainer(name="Niemand", levels={other: "gives"})
    make_trainer(user=member(name="Weg", is_active=False), levels={taal: "gives"})
    make_trainer(user=asker, levels={taal: "gives"})
    make_course("Brieven", themes=[taal, other])
    make_course("Zware brieven", themes=[taal, schulden])
    make_course("Andere", themes=[other])
    make_course("Voorstel", themes=[taal], published_at=None)

    page = client.get(question.get_absolute_url())

    shared = [
        (trainer.user.name, [str(topic) for topic in topics])
        for trainer, topics in page.context["trainers"]
    ]
    assert shared == [
        ("Zoë", ["Schulden: ben ik deskundig in", "Taal: leer ik zelf"]),
        ("Anna", ["Taal: geef ik vaak"]),
    ]
    courses = [
        (course.title, {theme.name for theme in themes})
        for course, themes in page.context["courses"]
    ]
    assert courses == [("Zware brieven", {"Taal", "Schulden"}), ("Brieven", {"Taal"})]


def back(client, question, user, **data):
    client.force_login(user)
    return client.post(f"{question.get_absolute_url()}wij-ook/", data)


def test_another_organisation_says_so_too_once_and_takes_it_back(client):
    baarn = make_municipality("Baarn")
    question, backer = make_question(), member(baarn)
    assert "Wij ook" in show(client, question, backer)

    for user in (backer, member(baarn)):
        back(client, question, user)

    row = question.backers.get()
    assert (row.organisation, row.backed_by, row.backed_at) == (baarn, backer, NOW)
    assert str(row) == "Baarn: Wie leert ons duidelijk schrijven?"
    page = show(client, question)
    assert "<li>Baarn</li>" in page
    assert "Wij toch niet" in page

    back(client, question, backer, **{"niet-meer": "ja"})
    assert not question.backers.exists()


def test_her_own_organisation_asks_it_already(client):
    asker = member()
    question = make_question(by=asker)
    guest = make_user()

    for user in (asker, guest):
        back(client, question, user)
        assert "Wij ook" not in show(client, question, user)

    assert not question.backers.exists()


def test_getting_changes_nothing(client):
    question = make_question()
    client.force_login(question.asked_by)

    for act in ("wij-ook", "intrekken"):
        assert client.get(f"{question.get_absolute_url()}{act}/").url == question.get_absolute_url()
    question.refresh_from_db()
    assert question.withdrawn_at is None


def test_who_asked_takes_it_off(client):
    question = make_question()
    url = f"{question.get_absolute_url()}intrekken/"
    client.force_login(member())
    assert client.post(url).status_code == 404
    assert "Trek de vraag in" in show(client, question, question.asked_by)

    client.post(url)

    assert "Je hebt deze vraag ingetrokken" in show(client, question)
    client.force_login(member())
    assert client.get(question.get_absolute_url()).status_code == 404
    client.logout()
    assert client.get(question.get_absolute_url()).status_code == 404


def test_what_is_over_says_so(client):
    question = make_question(until_on=TODAY - DAY)

    page = show(client, question, member())

    assert "Deze vraag is verlopen" in page
    assert "Wij ook" not in page


def test_the_question_of_who_left_is_nobodys(client):
    question = make_question()
    KnowledgeRequest.objects.update(asked_by=None, withdrawn_at=NOW)

    assert client.get(question.get_absolute_url()).status_code == 404
    assert not KnowledgeRequest.objects.editable_by(member()).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many(client, django_assert_num_queries, number):
    themes = [make_theme() for _ in range(number)]
    question = make_question(themes=themes)
    for _ in range(number):
        make_course(themes=themes, trainer=member())
        make_trainer(levels=dict.fromkeys(themes, "gives"))
        actions.back(question, user=member(), now=NOW)

    with django_assert_num_queries(10):
        client.get(question.get_absolute_url())
