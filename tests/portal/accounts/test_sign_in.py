import pytest
from django.test import Client

from tests.factories.people import PASSWORD, make_closed_user, make_guest, make_user
from tests.portal.accounts import post

SIGN_IN = "/account/inloggen/"
ASK_CODE = "/account/code/"
FILL_IN = "/account/code/invullen/"


def sign_in(client, email, password=PASSWORD, **fields):
    return client.post(SIGN_IN, {"login": email, "password": password} | fields)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_by_password(client):
    user = make_user()

    response = sign_in(client, user.email.upper())

    assert (response.status_code, response.url) == (302, "/mijn/")
    assert signed_in_as(client) == str(user.pk)
    assert client.session.get_expire_at_browser_close()


def test_may_be_remembered(client):
    sign_in(client, make_user().email, remember="on")

    assert not client.session.get_expire_at_browser_close()


def test_goes_on_to_where_she_was_going_but_never_outside(client):
    user = make_user()

    inside = client.post(
        SIGN_IN + "?next=/account/profiel/", {"login": user.email, "password": PASSWORD}
    )
    client.logout()
    outside = client.post(
        SIGN_IN + "?next=https://kwaad.example/", {"login": user.email, "password": PASSWORD}
    )

    assert (inside.url, outside.url) == ("/account/profiel/", "/mijn/")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    user = make_user()

    wrong = sign_in(client, user.email, "niet-het-wachtwoord")
    unknown = sign_in(Client(), "niemand@soest.example")

    sentence = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
    assert [answer.status_code for answer in (wrong, unknown)] == [422, 422]
    assert wrong.context["form"].non_field_errors() == [sentence]
    assert unknown.context["form"].non_field_errors() == [sentence]


def test_an_unconfirmed_address_gets_a_new_link(client):
    user = make_user(verified=False)

    response = sign_in(client, user.email)

    assert response.url == "/account/bevestigen/"
    assert post.subjects() == [(user.email, "Bevestig je e-mailadres")]
    assert signed_in_as(client) is None


def test_by_a_mailed_code(client):
    user = make_user()

    asked = client.post(ASK_CODE, {"email": user.email})
    page = client.get(FILL_IN)
    letter = post.sent()[0]
    filled_in = client.post(FILL_IN, {"code": post.code_in(letter)})

    assert asked.url == FILL_IN
    assert user.email in page.content.decode()
    assert letter.to == user.email
    assert filled_in.url == "/mijn/"
    assert signed_in_as(client) == str(user.pk)


def test_a_wrong_code_may_be_mended_and_not_guessed(client):
    user = make_user()
    client.post(ASK_CODE, {"email": user.email})

    answers = [client.post(FILL_IN, {"code": "FOUT"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 302]
    assert answers[0].context["form"].errors["code"] == [
        "Deze code klopt niet. Kijk hem na en probeer het nog eens."
    ]
    assert client.post(FILL_IN, {"code": post.code_in(post.sent()[0])}).url == ASK_CODE
    assert signed_in_as(client) is None


def test_asking_a_code_looks_the_same_for_an_unknown_address(client):
    user = make_user()

    known = client.post(ASK_CODE, {"email": user.email})
    elsewhere = Client()
    unknown = elsewhere.post(ASK_CODE, {"email": "niemand@soest.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert elsewhere.get(FILL_IN).status_code == client.get(FILL_IN).status_code == 200
    assert post.subjects()[1] == ("niemand@soest.example", "Je hebt nog geen account")
    assert elsewhere.post(FILL_IN, {"code": "FOUT"}).status_code == 422


def test_who_got_no_code_begins_anew(client):
    user = make_user()
    client.post(ASK_CODE, {"email": user.email})
    assert client.get(SIGN_IN).url == FILL_IN

    response = client.post("/account/uitloggen/", {"next": SIGN_IN})

    assert response.url == SIGN_IN
    assert client.get(SIGN_IN).status_code == 200


def test_only_the_last_code_is_mailed(client):
    user = make_user()

    client.post(ASK_CODE, {"email": user.email})
    Client().post(ASK_CODE, {"email": user.email})

    assert len(post.sent()) == 1


@pytest.mark.parametrize("has_address", [True, False])
def test_a_guest_claims_her_account_by_a_code(client, has_address):
    guest = make_guest()
    if not has_address:
        guest.emailaddress_set.all().delete()

    client.post(ASK_CODE, {"email": guest.email})
    client.post(FILL_IN, {"code": post.code_in(post.sent()[0])})

    assert signed_in_as(client) == str(guest.pk)
    assert guest.emailaddress_set.get().verified
    assert client.get("/mijn/").status_code == 200
    assert client.get("/account/wachtwoord/").url == "/account/wachtwoord/kiezen/"


def test_a_code_takes_the_account_from_who_signed_up_with_her_address(client):
    # Somebody signed up with another's address and waits for her to confirm it.
    victim = make_user(verified=False)

    client.post(ASK_CODE, {"email": victim.email})
    client.post(FILL_IN, {"code": post.code_in(post.sent()[0])})

    assert client.get("/mijn/").status_code == 200
    assert sign_in(Client(), victim.email).status_code == 422


def test_an_address_that_is_not_confirmed_yet_opens_nobodys_account(client):
    make_user().emailaddress_set.create(email="nieuw@soest.example")

    client.post(ASK_CODE, {"email": "nieuw@soest.example"})

    assert post.subjects() == [("nieuw@soest.example", "Je hebt nog geen account")]


def test_a_closed_account_does_not_exist(client):
    closed = make_closed_user()

    response = sign_in(client, closed.email)
    client.post(ASK_CODE, {"email": closed.email})

    assert response.url == "/account/gesloten/"
    assert "Met dit account kun je niet meer inloggen" in client.get(response.url).content.decode()
    assert post.subjects() == [(closed.email, "Je hebt nog geen account")]


def test_too_many_wrong_passwords_are_stopped(client):
    user = make_user()

    answers = [sign_in(client, user.email, "fout-wachtwoord") for _ in range(6)]

    assert answers[-1].context["form"].non_field_errors() == [
        "Dat ging te vaak mis. Probeer het over vijf minuten nog eens."
    ]
    assert sign_in(client, user.email).status_code == 422


def test_too_many_requests_get_a_page_in_dutch(client):
    answers = [client.post(SIGN_IN, {}) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [422] * 30 + [429]
    assert "Even geduld" in answers[-1].content.decode()


def test_signing_out_shows_on_get_and_acts_on_post(client):
    user = make_user()
    client.force_login(user)

    client.get("/account/uitloggen/")
    assert signed_in_as(client) == str(user.pk)

    assert client.post("/account/uitloggen/").url == "/"
    assert signed_in_as(client) is None


def test_a_request_finds_its_user_with_her_rights_in_one_query(client, django_assert_num_queries):
    client.force_login(make_user())

    with django_assert_num_queries(2):  # session, user
        client.get("/over/")
