import pytest

from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor, make_organiser, make_user


def test_mine_shows_who_she_is(client):
    soest = make_municipality("Soest")
    client.force_login(make_organisation_editor(soest, name="Greet", function="adviseur"))

    page = client.get("/mijn/").content.decode()

    for words in ("Dag Greet", "adviseur", "gemeente Soest", "redacteur van de organisatie"):
        assert words in page
    assert "/account/aanvragen/" not in page


def test_mine_leads_an_organiser_to_the_requests(client):
    client.force_login(make_organiser())

    assert "/account/aanvragen/" in client.get("/mijn/").content.decode()


def test_the_profile_can_be_changed(client):
    user = make_user(name="Anneke")
    client.force_login(user)

    response = client.post("/account/profiel/", {"name": "Anneke de Wit", "function": "adviseur"})

    user.refresh_from_db()
    assert response.url == "/mijn/"
    assert (user.name, user.function) == ("Anneke de Wit", "adviseur")


def test_wrong_input_keeps_what_was_typed_and_changes_nothing(client):
    client.force_login(make_user(name="Anneke"))

    response = client.post("/account/profiel/", {"name": "", "function": "adviseur"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["name"]
    assert response.context["form"]["function"].value() == "adviseur"
    assert response.context["request"].user.name == "Anneke"


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", "Anna\nAfmelden: hier"), ("name", "www.boos.example"), ("function", "a\r\nb")],
)
def test_what_others_read_in_a_mail_is_one_line_without_an_address(client, field, text):
    client.force_login(make_user())

    response = client.post("/account/profiel/", {"name": "Anna", "function": ""} | {field: text})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_her_own_data_can_be_downloaded(client):
    user = make_organiser(name="Noël", organisation=make_municipality("Soest"))
    make_user(name="Iemand Anders")
    client.force_login(user)

    response = client.get("/account/mijn-gegevens/")

    assert response["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    assert "Noël" in response.content.decode()
    data = response.json()
    assert (data["e-mailadres"], data["organisatie"]) == (user.email, "Soest")
    assert (data["groepen"], [each["soort"] for each in data["inloggen met"]]) == (
        ["organisers"],
        ["totp", "recovery_codes"],
    )


def test_who_has_neither_group_nor_employer_downloads_that(client):
    client.force_login(make_user())

    data = client.get("/account/mijn-gegevens/").json()

    assert (data["groepen"], data["organisatie"], data["inloggen met"]) == ([], "", [])
