import pytest

from portal.accounts.adapter import SecondFactorAdapter
from tests.factories.people import PASSWORD, make_user

NONSENSE = [
    "",
    "geen json",
    "5",
    "[]",
    "{}",
    '{"id": "eA"}',
    '{"id": "eA", "rawId": "eA", "response": []}',
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_signs_nobody_in(client, credential):
    response = client.post("/account/beveiliging/passkeys/inloggen/", {"credential": credential})

    assert response.url == "/account/inloggen/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", NONSENSE)
def test_is_not_added(client, credential):
    user = make_user()
    client.force_login(user)
    client.post("/account/opnieuw-inloggen/", {"password": PASSWORD})
    client.get("/account/beveiliging/passkeys/nieuw/")

    response = client.post(
        "/account/beveiliging/passkeys/nieuw/", {"name": "Nep", "credential": credential}
    )

    assert response.status_code == 422
    assert not user.authenticator_set.exists()


def test_the_next_one_gets_a_name_of_its_own():
    user = make_user()
    user.authenticator_set.create(type="webauthn", data={"name": "Passkey 1"})

    assert SecondFactorAdapter().generate_authenticator_name(user, "webauthn") == "Passkey 2"
