import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from portal.accounts.models import EDITORS, User
from tests.factories.people import (
    PASSWORD,
    TOTP_SECRET,
    make_administrator,
    make_editor,
    make_organiser,
    make_user,
)
from tests.portal.accounts import post

SET_UP = "/account/beveiliging/"


def code_of(secret=TOTP_SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def reauthenticate(client):
    """Type the password once more, as the pages of the second factor ask."""
    assert client.post("/account/opnieuw-inloggen/", {"password": PASSWORD}).status_code == 302


@pytest.fixture
def captured(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.parametrize("role", ["editors", "organisers", "administrators"])
def test_who_holds_an_office_sets_one_up_first(client, role):
    client.force_login(make_user(groups=[role]))

    assert client.get("/mijn/").url == SET_UP
    assert client.post("/account/profiel/", {"name": "X"}).url == SET_UP
    assert client.get("/beheer/").url == SET_UP
    assert "Stel een tweede stap in" in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("make", [make_editor, make_organiser, make_administrator])
def test_who_has_one_goes_on(client, make):
    client.force_login(make())

    assert client.get("/mijn/").status_code == 200
    assert "Stel een tweede stap in" not in client.get(SET_UP).content.decode()


def test_recovery_codes_alone_are_no_second_factor(client):
    editor = make_editor()
    editor.authenticator_set.get(type="totp").delete()
    client.force_login(editor)

    assert client.get("/mijn/").url == SET_UP


@pytest.mark.parametrize(
    ("demo", "email", "status"),
    [
        (True, "redactie@demo.example", 200),
        (True, "redactie@vng.example", 302),
        (False, "redactie@demo.example", 302),
    ],
)
def test_only_the_demos_own_people_need_none(client, settings, demo, email, status):
    settings.DEMO = demo
    client.force_login(make_user(email=email, groups=[EDITORS]))

    assert client.get("/mijn/").status_code == status


def test_members_need_none(client):
    client.force_login(make_user())

    assert client.get("/mijn/").status_code == 200


def test_an_app_with_codes_is_set_up(client, captured):
    user = make_user(groups=[EDITORS])
    client.force_login(user)
    assert client.get("/account/beveiliging/app/").url.startswith("/account/opnieuw-inloggen/")
    reauthenticate(client)

    page = client.get("/account/beveiliging/app/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert "data:image/svg+xml;base64," in page.content.decode()

    wrong = client.post("/account/beveiliging/app/", {"code": "000000"})
    with captured():
        right = client.post("/account/beveiliging/app/", {"code": code_of(secret)})

    assert wrong.status_code == 422
    assert right.url == "/account/beveiliging/herstelcodes/"
    assert client.get("/mijn/").status_code == 200
    assert secret not in str(user.authenticator_set.get(type="totp").data)
    assert (user.email, "Inloggen met codes is ingesteld") in post.subjects()


def test_a_wrong_password_does_not_reauthenticate(client):
    client.force_login(make_user())

    response = client.post("/account/opnieuw-inloggen/", {"password": "fout"})

    assert response.status_code == 422
    assert response.context["form"].errors["password"] == ["Dit wachtwoord klopt niet."]


def test_signing_in_asks_a_code(client):
    editor = make_editor()

    asked = client.post("/account/inloggen/", {"login": editor.email, "password": PASSWORD})
    page = client.get("/account/beveiliging/code/")
    wrong = client.post("/account/beveiliging/code/", {"code": "000000"})
    right = client.post("/account/beveiliging/code/", {"code": code_of()})

    assert asked.url == "/account/beveiliging/code/"
    assert "Nog één stap" in page.content.decode()
    assert (wrong.status_code, right.url) == (422, "/mijn/")
    assert client.session["_auth_user_id"] == str(editor.pk)


def test_a_mailed_code_alone_does_not_sign_an_editor_in(client):
    editor = make_editor()

    client.post("/account/code/", {"email": editor.email})
    filled_in = client.post("/account/code/invullen/", {"code": post.code_in(post.sent()[0])})

    assert filled_in.url == "/account/beveiliging/code/"
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(client):
    editor = make_editor()
    client.force_login(editor)
    reauthenticate(client)
    codes = client.get("/account/beveiliging/herstelcodes/").context["unused_codes"]

    answers = []
    for _ in range(2):
        visitor = Client()
        visitor.post("/account/inloggen/", {"login": editor.email, "password": PASSWORD})
        answers.append(visitor.post("/account/beveiliging/code/", {"code": codes[0]}).status_code)

    assert answers == [302, 422]


def test_recovery_codes_can_be_kept_and_made_anew(client, captured):
    editor = make_editor()
    client.force_login(editor)
    reauthenticate(client)

    kept = client.get("/account/beveiliging/herstelcodes/bewaren/")
    assert client.get("/account/beveiliging/herstelcodes/nieuw/").status_code == 200
    with captured():
        made = client.post("/account/beveiliging/herstelcodes/nieuw/")
    anew = client.get("/account/beveiliging/herstelcodes/bewaren/")

    assert kept["Content-Type"] == "text/plain"
    assert made.url == "/account/beveiliging/herstelcodes/"
    assert kept.content != anew.content
    assert post.subjects() == [(editor.email, "Je hebt nieuwe herstelcodes")]


def test_an_app_can_be_removed(client):
    editor = make_editor()
    client.force_login(editor)
    reauthenticate(client)

    assert client.get("/account/beveiliging/app/").url == "/account/beveiliging/app/verwijderen/"
    assert client.get("/account/beveiliging/app/verwijderen/").status_code == 200
    assert client.post("/account/beveiliging/app/verwijderen/").url == SET_UP
    assert not editor.authenticator_set.exists()
    assert post.subjects() == [(editor.email, "Inloggen met codes is uitgezet")]


def test_reauthenticating_goes_by_a_code_too(client):
    client.force_login(make_editor(password=None))

    page = client.get("/account/beveiliging/herstelcodes/")
    assert page.url.startswith("/account/beveiliging/opnieuw/")
    answer = client.post(page.url, {"code": code_of()})

    assert answer.url == "/account/beveiliging/herstelcodes/"


def test_the_ways_to_reauthenticate_are_named_in_dutch(client):
    client.force_login(make_editor())

    page = client.get("/account/opnieuw-inloggen/").content.decode()

    assert "Met een code uit je app" in page
    assert "/account/beveiliging/opnieuw/" in page


def test_none_can_be_added_while_a_new_address_waits_to_be_confirmed(client):
    user = make_user()
    user.emailaddress_set.create(email="nieuw@soest.example")
    client.force_login(user)

    response = client.get("/account/beveiliging/app/", follow=True)

    assert response.redirect_chain == [(SET_UP, 302)]
    assert "Bevestig eerst je nieuwe e-mailadres" in response.content.decode()


def test_rights_and_factors_are_known_without_the_sign_in(client):
    editor = User.objects.get(pk=make_editor().pk)

    assert (editor.group_names, editor.second_factors) == (["editors"], 1)
