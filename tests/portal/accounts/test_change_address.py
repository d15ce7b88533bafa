import pytest
from django.test import Client

from portal.accounts.models import User
from tests.factories.organisations import make_organisation
from tests.factories.people import PASSWORD, make_guest, make_organisation_editor, make_user
from tests.portal.accounts import post

CHANGE = "/account/e-mailadres/"


def signed_in(client, user):
    client.force_login(user)
    client.post("/account/opnieuw-inloggen/", {"password": PASSWORD})
    return user


def change(client, email):
    return client.post(CHANGE, {"email": email, "action_add": ""})


def test_another_employers_address_ends_the_role_at_the_old_one(client):
    soest, baarn = make_organisation("Soest"), make_organisation("Baarn")
    baarn.mail_domains.create(domain="baarn.example", approved_at="2026-01-01T00:00Z")
    mover = signed_in(client, make_organisation_editor(soest, email="mo@soest.example"))

    assert change(client, "mo@baarn.example").url == CHANGE
    assert "Stuur de mail opnieuw" in client.get(CHANGE).content.decode()
    client.post(post.path_in(post.sent()[0]))

    mover.refresh_from_db()
    assert (mover.email, mover.organisation, mover.role) == ("mo@baarn.example", baarn, "member")
    assert mover.emailaddress_set.get().email == "mo@baarn.example"
    assert post.subjects() == [
        ("mo@baarn.example", "Bevestig je e-mailadres"),
        ("mo@soest.example", "Je e-mailadres is gewijzigd"),
    ]


def test_an_unknown_domain_waits_again(client):
    mover = signed_in(client, make_user(organisation=make_organisation("Soest")))

    change(client, "mo@onbekend.example")
    client.post(post.path_in(post.sent()[0]))

    mover.refresh_from_db()
    assert mover.is_waiting


def test_nothing_changes_before_the_link_is_used(client):
    user = signed_in(client, make_user(email="ik@soest.example"))

    change(client, "ander@soest.example")

    user.refresh_from_db()
    assert user.email == "ik@soest.example"


def test_it_can_be_taken_back(client):
    user = signed_in(client, make_user(email="ik@soest.example"))
    change(client, "ander@soest.example")

    client.post(CHANGE, {"email": "ander@soest.example", "action_remove": ""})

    assert user.emailaddress_set.get().email == "ik@soest.example"
    assert ("ik@soest.example", "Je e-mailadres blijft zoals het was") in post.subjects()


def test_only_after_the_password_once_more(client):
    client.force_login(make_user())

    response = change(client, "ander@soest.example")

    assert response.url.startswith("/account/opnieuw-inloggen/")
    assert post.sent() == []


@pytest.mark.parametrize(
    ("make", "status"), [(make_user, 422), (lambda: make_guest(password=PASSWORD), 302)]
)
def test_a_private_address_is_for_guests(client, make, status):
    signed_in(client, make())

    assert change(client, "ik@gmail.com").status_code == status


def test_her_own_address_is_refused(client):
    user = signed_in(client, make_user())

    response = change(client, user.email)

    assert response.status_code == 422
    assert response.context["form"].errors["email"] == ["Dit is al jouw e-mailadres."]


def test_an_address_that_became_somebody_elses_stays_hers(client):
    user = signed_in(client, make_user(email="ik@soest.example"))
    change(client, "ander@soest.example")
    make_guest(email="ander@soest.example")
    link = post.path_in(post.sent()[0])

    response = client.post(link, follow=True)

    user.refresh_from_db()
    assert user.email == "ik@soest.example"
    assert "hoort bij een ander account" in response.content.decode()
    assert User.objects.filter(email="ander@soest.example").count() == 1


def test_a_visitor_signs_in_first():
    assert Client().get(CHANGE).url == f"/account/inloggen/?next={CHANGE}"
