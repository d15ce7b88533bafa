from threading import Barrier, Thread

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from tests.factories.organisations import make_organisation
from tests.factories.people import PASSWORD, make_guest, make_user
from tests.portal.accounts import post

SIGN_UP = "/account/aanmaken/"
SENT = "/account/bevestigen/"


def fields(**changes):
    return {
        "name": "Nel Nieuw",
        "email": "nel@soest.example",
        "function": "HR-adviseur",
        "password1": PASSWORD,
    } | changes


def domain_of(organisation, domain):
    organisation.mail_domains.create(domain=domain, approved_at="2026-01-01T00:00Z")


def test_signing_up_mails_a_link_to_confirm(client):
    response = client.post(SIGN_UP, fields())

    user = User.objects.get()
    assert (response.status_code, response.url) == (302, SENT)
    assert (user.name, user.email, user.function) == (
        "Nel Nieuw",
        "nel@soest.example",
        "HR-adviseur",
    )
    assert not user.emailaddress_set.get().verified
    assert post.subjects() == [("nel@soest.example", "Bevestig je e-mailadres")]
    assert "Kijk in je mailbox" in client.get(SENT).content.decode()


def test_the_link_shows_on_get_and_acts_on_post(client):
    soest = make_organisation("Soest")
    domain_of(soest, "soest.example")
    client.post(SIGN_UP, fields())
    link = post.path_in(post.sent()[0])

    shown = client.get(link)
    assert "Nel Nieuw" in shown.content.decode()
    assert not User.objects.get().emailaddress_set.get().verified

    confirmed = client.post(link)
    assert (confirmed.status_code, confirmed.url) == (302, "/mijn/")
    assert User.objects.get().emailaddress_set.get().verified
    assert User.objects.get().organisation == soest
    assert "Soest" in client.get("/mijn/").content.decode()


def test_in_another_browser_the_link_confirms_and_signs_nobody_in(client):
    client.post(SIGN_UP, fields())
    elsewhere = Client()

    confirmed = elsewhere.post(post.path_in(post.sent()[0]))

    assert confirmed.url == "/account/inloggen/"
    assert User.objects.get().emailaddress_set.get().verified
    assert "_auth_user_id" not in elsewhere.session


def test_a_link_works_once(client):
    client.post(SIGN_UP, fields())
    link = post.path_in(post.sent()[0])
    client.post(link)

    again = client.get(link)
    assert "Deze link werkt niet meer" in again.content.decode()
    assert client.post(link).status_code == 404


def test_somebody_elses_link_signs_nobody_out_by_looking(client):
    Client().post(SIGN_UP, fields())
    reader = make_user()
    client.force_login(reader)

    client.get(post.path_in(post.sent()[0]))
    assert client.session["_auth_user_id"] == str(reader.pk)

    client.post(post.path_in(post.sent()[0]))
    assert "_auth_user_id" not in client.session


def test_at_an_unknown_domain_she_waits(client):
    client.post(SIGN_UP, fields(email="nel@onbekend.example"))
    client.post(post.path_in(post.sent()[0]))

    user = User.objects.get()
    assert user.is_waiting
    assert list(User.objects.waiting_for_approval()) == [user]
    assert "We kijken nog bij welke organisatie" in client.get("/mijn/").content.decode()


@pytest.mark.parametrize("existing", [make_user, make_guest])
def test_the_answer_is_the_same_for_a_known_address(client, existing):
    existing(email="nel@soest.example", name="Al Bekend")

    known = client.post(SIGN_UP, fields())
    unknown = Client().post(SIGN_UP, fields(email="noor@soest.example"))

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [str(message) for message in get_messages(known.wsgi_request)] == [
        "We hebben een mail gestuurd naar nel@soest.example."
    ]
    assert post.subjects() == [
        ("nel@soest.example", "Je hebt al een account"),
        ("noor@soest.example", "Bevestig je e-mailadres"),
    ]
    assert User.objects.get(email="nel@soest.example").name == "Al Bekend"


def sign_in_by_code(client, email):
    client.post("/account/code/", {"email": email})
    return client.post("/account/code/invullen/", {"code": post.code_in(post.sent()[-1])})


def test_a_guest_who_signs_up_waits_under_the_name_that_she_gave(client):
    guest = make_guest(email="nel@onbekend.example", name="N.")
    client.post(SIGN_UP, fields(email=guest.email))

    sign_in_by_code(client, guest.email)

    assert list(User.objects.waiting_for_approval()) == [guest]
    guest.refresh_from_db()
    assert (guest.name, guest.function) == ("Nel Nieuw", "HR-adviseur")


def test_a_name_that_was_typed_elsewhere_is_nobodys(client):
    guest = make_guest(email="nel@onbekend.example", name="Nel")
    Client().post(SIGN_UP, fields(name="Boze Buur", email=guest.email))
    client.post(SIGN_UP, fields(name="Nog Iemand", email="anders@onbekend.example"))

    sign_in_by_code(client, guest.email)

    assert list(User.objects.waiting_for_approval()) == [guest]
    guest.refresh_from_db()
    assert guest.name == "Nel"


@pytest.mark.parametrize(
    ("email", "refused_at"),
    [("gast@gmail.com", None), ("gast@onbekend.example", "2026-05-01T09:00Z")],
)
def test_without_a_work_address_or_once_refused_she_stays_a_guest(client, email, refused_at):
    guest = make_guest(email=email, refused_at=refused_at)

    sign_in_by_code(client, email)

    guest.refresh_from_db()
    assert guest.is_guest
    assert "Je doet mee als gast" in client.get("/mijn/").content.decode()


def test_an_address_that_somebody_only_wants_to_change_to_is_free(client):
    make_user().emailaddress_set.create(email="nel@soest.example")

    client.post(SIGN_UP, fields())

    assert User.objects.filter(email="nel@soest.example").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"email": "nel@gmail.com"}, "email", "Gebruik je werkadres."),
        ({"email": "nel"}, "email", "Voer een geldig e-mailadres in."),
        ({"name": ""}, "name", "Dit veld is verplicht."),
        ({"name": "x" * 121}, "name", "niet meer dan 120 tekens"),
        ({"name": "Nel\nAfmelden: hier"}, "name", "zonder regeleinde"),
        ({"name": "Nel van https://boos.example"}, "name", "geen webadres"),
        ({"password1": "kort"}, "password1", "te kort"),
        ({"password1": "nel@soest.example"}, "password1", "lijkt te veel op"),
    ],
)
def test_wrong_input_is_told_at_the_field(client, changes, field, sentence):
    response = client.post(SIGN_UP, fields(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert sentence in response.context["form"].errors[field][0]
    assert response.context["form"]["function"].value() == "HR-adviseur"
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_account(monkeypatch):
    both_checked = Barrier(2, timeout=20)
    save = User.save

    def save_together(user, **options):
        both_checked.wait()
        save(user, **options)

    monkeypatch.setattr(User, "save", save_together)
    answers = []

    def click():
        answers.append(Client().post(SIGN_UP, fields()))
        connection.close()

    clicks = [Thread(target=click), Thread(target=click)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    assert {(answer.status_code, answer.url) for answer in answers} == {(302, SENT)}
    assert User.objects.count() == 1


def test_who_is_signed_in_does_not_sign_up(client):
    client.force_login(make_user())

    assert client.get(SIGN_UP).url == reverse("accounts:mine")
