import pytest
from django.test import Client

from tests.factories.people import PASSWORD, make_guest, make_user
from tests.portal.accounts import post

FORGOTTEN = "/account/wachtwoord/vergeten/"
NEW = {"password1": "een-ander-wachtwoord", "password2": "een-ander-wachtwoord"}


def reset(client, email):
    client.post(FORGOTTEN, {"email": email})
    page = client.get(post.path_in(post.sent()[0]))
    return client.post(page.url, NEW)


def signs_in_with(user, password):
    credentials = {"login": user.email, "password": password}
    return Client().post("/account/inloggen/", credentials).status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_a_mailed_link(client):
    user = make_user()

    response = reset(client, user.email)

    assert response.url == "/account/wachtwoord/nieuw/klaar/"
    assert "Log in" in client.get(response.url).content.decode()
    assert signs_in_with(user, NEW["password1"])
    assert not signs_in_with(user, PASSWORD)
    assert post.subjects() == [
        (user.email, "Kies een nieuw wachtwoord"),
        (user.email, "Je hebt een nieuw wachtwoord"),
    ]


def test_the_link_works_once(client):
    user = make_user()
    reset(client, user.email)

    again = client.get(post.path_in(post.sent()[0]))

    assert "Deze link werkt niet meer" in again.content.decode()


def test_two_different_passwords_are_told_at_the_field(client):
    client.post(FORGOTTEN, {"email": make_user().email})
    page = client.get(post.path_in(post.sent()[0]))

    response = client.post(page.url, NEW | {"password2": "iets-heel-anders"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password2"]


def test_somebody_elses_link_signs_nobody_out_by_looking(client):
    reader, forgetful = make_user(), make_user()
    Client().post(FORGOTTEN, {"email": forgetful.email})
    client.force_login(reader)

    client.get(client.get(post.path_in(post.sent()[0])).url)

    assert client.session["_auth_user_id"] == str(reader.pk)


def test_asking_looks_the_same_for_an_unknown_address(client):
    known = client.post(FORGOTTEN, {"email": make_user(email="bekend@soest.example").email})
    unknown = client.post(FORGOTTEN, {"email": "niemand@soest.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "We hebben je een mail gestuurd" in client.get(known.url).content.decode()
    assert post.subjects() == [
        ("bekend@soest.example", "Kies een nieuw wachtwoord"),
        ("niemand@soest.example", "Je hebt nog geen account"),
    ]


def test_an_address_that_is_not_confirmed_yet_opens_nobodys_account(client):
    make_user().emailaddress_set.create(email="nieuw@soest.example")

    client.post(FORGOTTEN, {"email": "nieuw@soest.example"})

    assert post.subjects() == [("nieuw@soest.example", "Je hebt nog geen account")]


@pytest.mark.parametrize("verified", [True, False])
def test_a_guest_claims_her_account_by_a_new_password(client, verified):
    guest = make_guest(verified=verified)

    reset(client, guest.email)

    assert guest.emailaddress_set.get().verified
    assert signs_in_with(guest, NEW["password1"])


def test_changing_asks_for_the_old_one(client):
    user = make_user()
    client.force_login(user)

    wrong = client.post("/account/wachtwoord/", NEW | {"oldpassword": "fout"})
    right = client.post("/account/wachtwoord/", NEW | {"oldpassword": PASSWORD})

    assert (wrong.status_code, right.url) == (422, "/account/beveiliging/")
    assert wrong.context["form"].errors["oldpassword"] == ["Dit is niet je huidige wachtwoord."]
    assert signs_in_with(user, NEW["password1"])
    assert post.subjects() == [(user.email, "Je hebt een nieuw wachtwoord")]
    assert client.get("/mijn/").status_code == 200


def test_who_has_none_chooses_one(client):
    user = make_user(password=None)
    client.force_login(user)

    assert client.get("/account/wachtwoord/kiezen/").status_code == 200
    assert client.post("/account/wachtwoord/kiezen/", NEW).url == "/account/beveiliging/"
    assert signs_in_with(user, NEW["password1"])
    assert post.subjects() == [(user.email, "Je hebt een wachtwoord gekozen")]
