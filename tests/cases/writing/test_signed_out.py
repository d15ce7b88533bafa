from cases.models import Version
from tests.cases.writing.pages import address_of, autosave, opened, save
from tests.factories.organisations import make_municipality
from tests.factories.people import PASSWORD, make_organisation_editor
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

    save(client, case, "verhaal", form)

    assert "typed_signed_out" not in client.session
