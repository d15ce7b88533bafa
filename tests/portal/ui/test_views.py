from datetime import date

import pytest
from django.test import RequestFactory

from portal.ui import views
from portal.ui.context import site


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/over/", "Over Lerend werken"),
        ("/privacy/", "Privacy"),
        ("/toegankelijkheid/", "Toegankelijkheid"),
        ("/contact/", "Contact"),
    ],
)
def test_pages_about_the_portal_are_open(client, path, heading):
    response = client.get(path)

    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in response.text


def test_the_components_can_be_seen(client):
    response = client.get("/over/onderdelen/")

    assert response.status_code == 200
    assert "Er is" not in response.text


def test_the_sample_form_shows_wrong_input(client):
    response = client.post("/over/onderdelen/", {"name": "Anneke", "email": "geen adres"})

    assert response.status_code == 422
    assert "Er zijn 7 dingen die je moet aanpassen" in response.text
    assert 'value="Anneke"' in response.text
    assert "<title>Fout: Onderdelen | Lerend werken</title>" in response.text


@pytest.mark.parametrize(
    "what", ["NL Design System", "Figtree", "Tabler Icons", "htmx", "Victor Cazanave", "CBS"]
)
def test_the_page_about_us_names_whose_work_we_use(client, what):
    assert what in client.get("/over/").text


def test_contact_says_where_to_write(client, settings):
    settings.CONTACT_EMAIL = "hallo@voorbeeld.example"

    assert 'href="mailto:hallo@voorbeeld.example"' in client.get("/contact/").text


def test_security_txt_holds_for_half_a_year(client, time_machine, settings):
    time_machine.move_to("2026-11-22 12:00 +0000", tick=False)
    settings.SITE_URL = "https://portaal.example"
    settings.CONTACT_EMAIL = "hallo@voorbeeld.example"

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "Contact: mailto:hallo@voorbeeld.example",
        f"Expires: {date(2027, 5, 21)}T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://portaal.example/.well-known/security.txt",
    ]


def test_a_page_that_is_not_there(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text


@pytest.mark.parametrize(
    ("view", "status", "heading"),
    [
        (views.bad_request, 400, "Deze vraag begrijpen we niet"),
        (views.forbidden, 404, "Deze pagina is er niet"),
    ],
)
def test_pages_that_say_what_went_wrong(client, view, status, heading):
    response = view(request(client), Exception())

    assert response.status_code == status
    assert heading in response.text


def test_a_form_that_stood_open_too_long(client):
    response = views.form_expired(request(client))

    assert response.status_code == 403
    assert "Dit formulier is verlopen" in response.text


def test_an_error_of_ours_needs_nothing_to_say_sorry():
    response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.text
    assert "{%" not in response.text


def request(client):
    return client.get("/over/").wsgi_request


def test_who_only_reads_gets_no_cookie(client):
    assert dict(client.get("/over/").cookies) == {}


@pytest.mark.parametrize(
    ("path", "entries"),
    [("/agenda/2026/", ["Agenda"]), ("/kennisvragen/", ["Cursussen"]), ("/", [])],
)
def test_the_menu_says_where_you_are(path, entries):
    menu = site(RequestFactory().get(path))["NAV"]

    assert [label for _, label, here in menu if here] == entries


def test_the_demo_says_that_it_is_one(client, settings):
    settings.DEMO = True

    assert "Dit is een demo" in client.get("/over/").text


def test_only_the_demo_says_so(client, settings):
    settings.DEMO = False

    assert "demo" not in client.get("/over/").text
