from django.test import Client

from cases.models import Version
from tests.cases.writing.pages import address_of, autosave, opened, save
from tests.factories.organisations import make_municipality
from tests.factories.people import PASSWORD, make_organisation_editor, make_user
from tests.typing_in import form_of


def test_who_was_signed_out_finds_what_she_typed(client, case, writer):
    form = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    client.logout()

    response = save(client, case, "kort", form)
    assert response.url == f"/account/inloggen/?next={address_of(case)}"
    client.post("/account/inloggen/", {"login": writer.email, "password": PASSWORD})
    page = client.get(address_of(case))

    assert 'value="Lang getypt"' in page.text
    assert "Je was uitgelogd" in page.text
    assert Version.objects.get().title == "Leren"
    save(client, case, "kort", form_of(page, "schrijven"))
    assert Version.objects.get().title == "Lang getypt"
    assert "Je was uitgelogd" not in client.get(address_of(case)).text


def test_a_page_that_saves_itself_is_told_to_sign_in(client, case):
    form = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    client.logout()

    response = autosave(client, case, "kort", form)

    assert "Je bent uitgelogd." in response.text
    assert response.status_code == 200


def test_the_text_of_another_is_not_found_by_who_signs_in(client, case):
    form = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    client.logout()
    save(client, case, "kort", form)

    client.force_login(make_organisation_editor(make_municipality("Vaals")))

    assert client.get(address_of(case)).status_code == 404


def test_no_more_is_kept_of_who_is_signed_out_than_a_long_case(client, case):
    form = opened(client, case, "verhaal") | {"context-body": "x" * 600_000}
    client.logout()

    response = save(client, case, "verhaal", form)
    answer = autosave(client, case, "verhaal", form)

    assert "typed_signed_out" not in client.session
    assert "bewaard" not in response.cookies
    assert answer.status_code == 413
    assert "alleen nog op dit apparaat" in answer.text


def test_what_stood_on_two_steps_is_found_on_both(client, case, writer):
    brief = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    story = opened(client, case, "verhaal") | {"context-body": "Nog meer"}
    client.logout()
    autosave(client, case, "kort", brief)
    autosave(client, case, "verhaal", story)

    client.force_login(writer)
    assert "Lang getypt" in client.get(address_of(case)).text
    save(client, case, "kort", opened(client, case, "kort"))

    assert "Nog meer" in client.get(address_of(case, "verhaal")).text
    assert "Je was uitgelogd" not in client.get(address_of(case)).text


def test_on_a_shared_computer_a_colleague_does_not_find_it(client, case, writer):
    form = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    client.logout()
    save(client, case, "kort", form)

    client.force_login(make_user(organisation=writer.organisation))

    assert "Lang getypt" not in client.get(address_of(case)).text


def test_a_form_of_another_type_is_kept_too(case):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/account/inloggen/")
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}

    response = browser.post(address_of(case), token | {"title-title": "Lang getypt"})

    assert response.status_code == 302
    assert "Lang getypt" in str(browser.session["typed_signed_out"])
