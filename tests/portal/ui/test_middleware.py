import pytest

from tests.factories.people import make_administrator


@pytest.mark.parametrize(
    "address",
    [
        "/account/wachtwoord/nieuw/%00/abc/",
        "/account/aanvragen/%00/",
        "/beheer/mail/mail/?state=%00",
        "/beheer/accounts/user/?q=a%00b",
    ],
)
def test_an_address_with_nul_is_not_understood(client, address):
    client.force_login(make_administrator())

    response = client.get(address)

    assert response.status_code == 400
    assert "Deze vraag begrijpen we niet" in response.text


def test_a_written_out_nul_is_text(client):
    assert client.get("/organisaties/?q=%2500").status_code == 200


def test_htmx_is_sent_to_sign_in_with_the_whole_page(client):
    response = client.post("/mijn/bijeenkomsten/", headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert response["HX-Redirect"] == "/account/inloggen/?next=/mijn/bijeenkomsten/"
    assert "Location" not in response


def test_a_browser_is_sent_to_sign_in_as_ever(client):
    assert client.get("/mijn/bijeenkomsten/").status_code == 302
