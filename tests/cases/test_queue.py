from datetime import timedelta

import pytest
import time_machine

from cases import mail
from cases.actions import assigning
from cases.models import State, Version
from portal.mail.models import Mail
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_user
from tests.factories.themes import make_theme

QUEUE = "/redactie/"
ASSIGN = "/redactie/toewijzen/"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        yield


@pytest.fixture
def editor(client):
    editor = make_editor(name="Rik Redactie")
    client.force_login(editor)
    return editor


def found(client, asked=""):
    return [version.title for version in client.get(QUEUE + asked).context["page"]]


def ago(days):
    return NOW + timedelta(days=20 - days)


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_and_its_fragment(client, editor, number, django_assert_num_queries):
    for n in range(number):
        owner = make_municipality(f"Gemeente {n}")
        make_version(f"Wacht {n}", organisations=[owner], state=State.SUBMITTED)
    make_version("Concept")

    with django_assert_num_queries(7):
        page = client.get(QUEUE).text
    fragment = client.get(QUEUE, headers={"HX-Request": "true"}).text

    assert "Wacht 0" in fragment
    assert "Gemeente 0" in fragment
    assert "bij niemand" in fragment
    assert "Concept" not in page
    assert f'data-live-text="{number} voorbeeld' in fragment


def test_an_empty_queue_says_so(client, editor):
    assert "Alles is gelezen" in client.get(QUEUE).text
    assert "Er wacht niets dat hierbij past." in client.get(f"{QUEUE}?van=mij").text


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "sinds vandaag"), (1, "1 dag"), (13, "13 dagen"), (20, "2 weken (20 dagen)")],
)
def test_how_long_it_waits_is_told_in_days_of_the_calendar(client, editor, days, told):
    make_version(state=State.SUBMITTED, now=ago(days) + timedelta(hours=5))

    assert client.get(QUEUE).context["page"][0].waits == told


def test_narrowed_and_sorted_by_the_address(client, editor):
    soest, theme = make_municipality("Soest"), make_theme("Verzuim")
    make_version("Bij mij", state=State.IN_REVIEW, by=editor, now=ago(3))
    make_version("Oud", organisations=[soest], state=State.SUBMITTED, now=ago(18))
    make_version("Aan tafel", themes=[theme], state=State.SUBMITTED, now=ago(1))

    asked = {
        "": ["Oud", "Bij mij", "Aan tafel"],
        "?van=mij": ["Bij mij"],
        "?van=niemand": ["Oud", "Aan tafel"],
        "?stand=ingediend": ["Oud", "Aan tafel"],
        "?stand=in-beoordeling": ["Bij mij"],
        "?wacht=lang": ["Oud"],
        f"?thema={theme.slug}": ["Aan tafel"],
        f"?organisatie={soest.slug}": ["Oud"],
        "?volgorde=nieuwste": ["Aan tafel", "Bij mij", "Oud"],
        "?volgorde=titel": ["Aan tafel", "Bij mij", "Oud"],
        "?van=niemand&volgorde=nieuwste": ["Aan tafel", "Oud"],
    }
    assert {question: found(client, question) for question in asked} == asked


def test_sorted_by_organisation(client, editor):
    for name in ("Zwolle", "Aalten"):
        owner = make_municipality(name)
        make_version(name, organisations=[owner], state=State.SUBMITTED)

    assert found(client, "?volgorde=organisatie") == ["Aalten", "Zwolle"]


def test_a_question_that_nobody_knows_is_ignored_and_said_so(client, editor):
    make_version("Wacht", state=State.SUBMITTED)

    page = client.get(f"{QUEUE}?van=iedereen&thema=onbekend")

    assert "We lieten dit filter weg: Behandelaar, Thema." in page.text
    assert found(client, "?van=iedereen&thema=onbekend") == ["Wacht"]


def test_several_are_given_to_a_colleague_and_what_could_not_is_said(client, editor):
    mia = make_editor(name="Mia Redactie")
    waiting = make_version("Wacht", state=State.SUBMITTED)
    taken = make_version("Bij Rik", state=State.IN_REVIEW, by=editor)
    done = make_case("Klaar").published
    concept = make_version("Concept")
    pks = [version.pk for version in (waiting, taken, done, concept)]

    response = client.post(f"{ASSIGN}?van=niemand", {"voorbeeld": pks, "editor": mia.pk})

    assert response.url == f"{QUEUE}?van=niemand"
    page = client.get(response.url).text
    assert "Mia Redactie heeft 2 voorbeelden erbij." in page
    assert "«Klaar» wacht niet meer op de redactie." in page
    assert "Wat intussen is ingetrokken, is niet toegewezen." in page
    assert set(Version.objects.filter(assignee=mia)) == {waiting, taken}
    waiting.refresh_from_db()
    assert waiting.state == State.IN_REVIEW
    assert waiting.steps.get(to_state=State.IN_REVIEW).by == editor


def test_assigning_asks_what_and_to_whom(client, editor):
    version = make_version(state=State.SUBMITTED)
    asked = [
        {},
        {"voorbeeld": [version.pk]},
        {"editor": editor.pk},
        {"voorbeeld": ["x"], "editor": editor.pk},
        {"voorbeeld": [version.pk], "editor": make_user().pk},
    ]

    for data in asked:
        response = client.post(ASSIGN, data)
        assert "Vink voorbeelden aan en kies" in client.get(response.url).text
    assert Version.objects.get().assignee is None


def test_one_is_given_to_a_colleague_from_its_own_page(client, editor):
    mia = make_editor(name="Mia Redactie")
    version = make_version("Leren", state=State.IN_REVIEW, by=editor)
    address = f"/redactie/{version.pk}/toewijzen/"

    page = client.get(client.post(address, {"editor": mia.pk}).url).text

    assert "Mia Redactie heeft dit voorbeeld nu." in page
    assert "Mia Redactie heeft dit nu." in page
    assert "Kies aan wie" in client.get(client.post(address).url).text
    done = make_case("Klaar").published
    page = client.get(client.post(f"/redactie/{done.pk}/toewijzen/", {"editor": mia.pk}).url).text
    assert "«Klaar» wacht niet meer op de redactie." in page


def test_when_nothing_could_be_given_only_that_is_said(client, editor):
    done = make_case("Klaar").published

    response = client.post(ASSIGN, {"voorbeeld": [done.pk], "editor": editor.pk})

    page = client.get(response.url).text
    assert "«Klaar» wacht niet meer op de redactie." in page
    assert "erbij." not in page


def test_one_voorbeeld_is_counted_as_one(client, editor):
    version = make_version(state=State.SUBMITTED)

    response = client.post(ASSIGN, {"voorbeeld": [version.pk], "editor": editor.pk})

    assert "Rik Redactie heeft 1 voorbeeld erbij." in client.get(response.url).text


def test_who_gets_it_from_a_colleague_is_mailed_and_who_takes_it_is_not():
    rik, mia = make_editor(name="Rik"), make_editor(name="Mia")
    version = make_version("<b>Leren</b>", state=State.SUBMITTED)
    assigning.assign(version, to=rik, by=rik, now=NOW)
    assert not Mail.objects.filter(kind="case_assigned").exists()

    assigning.assign(version, to=mia, by=rik, now=NOW)

    row = Mail.objects.get(kind="case_assigned")
    letter = mail.render_assigned(row, NOW)
    assert (letter.to, letter.subject) == (mia.email, "Aan jou toegewezen: <b>Leren</b>")
    for body in (letter.text, letter.html):
        assert f"/redactie/{version.pk}/" in body
    assert "&lt;b&gt;Leren" in letter.html
    assert mail.still_assigned(row, NOW) == ""
    assigning.assign(version, to=rik, by=mia, now=NOW)
    assert mail.still_assigned(row, NOW) == "Deze redacteur heeft het voorbeeld niet meer."


def test_only_editors_assign(client):
    client.force_login(make_user())

    assert client.get(QUEUE).status_code == 404
    assert client.post(ASSIGN).status_code == 404
    assert client.get(ASSIGN).status_code == 405
