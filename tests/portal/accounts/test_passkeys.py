import re

import pytest

from portal.accounts.models import EDITORS
from tests.factories.people import PASSWORD, make_user

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(page):
    """The browser's own pretended authenticator, that agrees to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"options": AUTHENTICATOR}
    return devtools, devtools.send("WebAuthn.addVirtualAuthenticator", options)["authenticatorId"]


def sign_in(page, user):
    page.goto("/account/inloggen/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def add_passkey(page, *, passwordless=False):
    page.goto("/account/beveiliging/passkeys/nieuw/")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Naam van de passkey").fill("Werktelefoon")
    if passwordless:
        page.get_by_label("Ook inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Voeg toe").click()
    page.wait_for_url("**/herstelcodes/")


def test_a_passkey_is_a_second_step(page, device):
    editor = make_user(groups=[EDITORS])
    sign_in(page, editor)
    page.wait_for_url("**/account/beveiliging/")

    add_passkey(page)
    page.goto("/mijn/")
    page.get_by_role("button", name="Uitloggen").click()
    sign_in(page, editor)
    page.get_by_role("button", name="Gebruik mijn passkey").click()

    page.wait_for_url("**/mijn/")


def test_a_passkey_signs_in_without_a_password(page, device):
    user = make_user()
    sign_in(page, user)
    page.wait_for_url("**/mijn/")
    add_passkey(page, passwordless=True)
    page.get_by_role("button", name="Uitloggen").click()

    page.goto("/account/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()

    page.wait_for_url("**/mijn/")


def test_a_passkey_confirms_that_it_is_still_her(page, device):
    user = make_user()
    sign_in(page, user)
    page.wait_for_url("**/mijn/")
    add_passkey(page)

    page.context.clear_cookies()
    sign_in(page, user)
    page.get_by_role("button", name="Gebruik mijn passkey").click()
    page.wait_for_url("**/mijn/")
    page.goto("/account/beveiliging/herstelcodes/")
    page.get_by_role("link", name="Met je passkey").click()
    page.get_by_role("button", name="Gebruik mijn passkey").click()

    page.wait_for_url(re.compile("/herstelcodes/$"))


def test_a_refused_passkey_is_told(page, device):
    devtools, authenticator = device
    user = make_user()
    sign_in(page, user)
    page.wait_for_url("**/mijn/")
    page.get_by_role("button", name="Uitloggen").click()

    devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
    devtools.send(
        "WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | {"isUserVerified": False}}
    )
    page.goto("/account/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()

    page.get_by_text("Het lukte niet met de passkey").wait_for()


def test_a_passkey_is_renamed_and_removed(page, device):
    user = make_user()
    sign_in(page, user)
    page.wait_for_url("**/mijn/")
    add_passkey(page)

    page.goto("/account/beveiliging/passkeys/")
    page.get_by_role("link", name="naam").click()
    page.get_by_label("Naam van de passkey").fill("Oude telefoon")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("rowheader", name="Oude telefoon").wait_for()
    page.get_by_role("link", name="verwijderen").click()
    page.get_by_role("button", name="Verwijder de passkey").click()

    page.get_by_text("Je hebt nog geen passkey.").wait_for()
    assert not user.authenticator_set.exists()
