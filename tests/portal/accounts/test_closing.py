from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.test import Client

from portal.accounts import actions, closing
from portal.mail.models import Mail, SuppressedAddress
from tests.factories.organisations import make_organisation
from tests.factories.people import make_administrator, make_editor, make_user
from tests.portal.accounts import post

CLOSE = "/account/sluiten/"
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


def test_closing_asks_first(client):
    user = make_user()
    client.force_login(user)

    page = client.get(CLOSE)
    not_sure = client.post(CLOSE)

    user.refresh_from_db()
    assert "Voormalig lid" in page.content.decode()
    assert not_sure.status_code == 422
    assert not_sure.context["form"].errors["sure"] == ["Vink dit aan als je het zeker weet."]
    assert user.is_active


def test_closing_signs_out_and_says_goodbye(client):
    user = make_user(email="ik@soest.example")
    client.force_login(user)

    response = client.post(CLOSE, {"sure": "on"})

    assert response.url == "/"
    assert "_auth_user_id" not in client.session
    assert post.subjects() == [("ik@soest.example", "Je account is gesloten")]


def test_the_name_goes_and_the_row_stays():
    user = make_editor(organisation=make_organisation("Soest"), function="adviseur")

    actions.close(user, now=NOW)

    user.refresh_from_db()
    assert (user.name, user.function, user.organisation, user.role) == (
        "Voormalig lid",
        "",
        None,
        "member",
    )
    assert user.email.endswith("@gesloten.invalid")
    assert (user.is_active, user.closed_at, user.last_login) == (False, NOW, None)
    assert not user.has_usable_password()
    assert not user.groups.exists()
    assert not user.emailaddress_set.exists()
    assert not user.authenticator_set.exists()


def test_her_other_browsers_are_signed_out_and_nobody_elses():
    user, other = make_user(), make_user()
    hers, theirs, visitor = Client(), Client(), Client()
    hers.force_login(user)
    theirs.force_login(other)
    visitor.post("/account/code/", {"email": "niemand@soest.example"})

    actions.close(user, now=NOW)

    assert hers.get("/mijn/").status_code == 302
    assert theirs.get("/mijn/").status_code == 200
    assert Session.objects.count() == 2


def test_mail_that_waits_is_not_sent_any_more(client):
    user = make_user()
    client.post("/account/code/", {"email": user.email})

    actions.close(user, now=NOW)

    assert [letter.subject for letter in post.sent()] == ["Je account is gesloten"]
    assert Mail.objects.filter(answer="Het account is gesloten.").count() == 1


def test_the_address_is_free_again(client):
    user = make_user(email="ik@soest.example")
    actions.close(user, now=NOW)

    assert make_user(email="ik@soest.example").pk != user.pk


def test_what_the_outbox_and_the_admin_know_her_by_goes_too(client):
    user = make_user(name="Zoë Kwijt", email="zoë@soest.example")
    other = make_user(name="Anneke")
    for address in (user.email, other.email):
        SuppressedAddress.objects.suppress(address, "550 5.1.1", NOW)
    administrator = make_administrator()
    client.force_login(administrator)
    for person in (user, other):
        fields = {"name": person.name, "function": "", "role": "member"}
        client.post(f"/beheer/accounts/user/{person.pk}/change/", fields)
        LogEntry.objects.log_actions(
            *(administrator.pk, [make_organisation()]),
            CHANGE,
            [{"added": {"name": "lid", "object": f"{person} in Inkoop"}}],
        )

    actions.close(user, now=NOW)

    assert [str(each) for each in SuppressedAddress.objects.all()] == [other.email]
    entries = LogEntry.objects.order_by("pk").values_list("object_repr", "change_message")
    assert [name for name, _ in entries][::2] == ["Voormalig lid", "Anneke"]
    assert [message for _, message in entries][1::2] == [
        "",
        '[{"added": {"name": "lid", "object": "Anneke in Inkoop"}}]',
    ]


def test_apps_undo_their_part_in_the_same_transaction(monkeypatch):
    asked = []
    monkeypatch.setattr(closing, "_functions", [])

    @closing.register
    def note(user, *, now):
        asked.append((user.pk, now))

    @closing.register
    def fail(user, *, now):
        raise RuntimeError("Dit gaat mis.")

    user = make_user(name="Anneke")
    with pytest.raises(RuntimeError):
        actions.close(user, now=NOW)

    user.refresh_from_db()
    assert asked == [(user.pk, NOW)]
    assert user.name == "Anneke"
