from tests.factories.people import make_administrator, make_editor, make_user


def test_administrators_say_who_holds_which_office(client):
    user = make_user()
    client.force_login(make_administrator())

    assert user.email in client.get("/beheer/accounts/user/").content.decode()
    page = client.get(f"/beheer/accounts/user/{user.pk}/change/")
    editors = page.context["adminform"].form.fields["groups"].queryset.get(name="editors")
    response = client.post(
        f"/beheer/accounts/user/{user.pk}/change/",
        {"name": user.name, "function": "", "role": "member", "groups": [editors.pk]},
    )

    assert response.status_code == 302
    assert list(user.groups.all()) == [editors]


def test_accounts_are_not_made_or_deleted_there(client):
    user = make_user()
    client.force_login(make_administrator())

    assert client.get("/beheer/accounts/user/add/").status_code == 404
    assert client.get(f"/beheer/accounts/user/{user.pk}/delete/").status_code == 404
    assert client.get("/beheer/auth/group/").status_code == 404


def test_a_visitor_signs_in_where_everybody_does(client):
    response = client.get("/beheer/", follow=True)

    assert response.redirect_chain[-1] == ("/account/inloggen/?next=/beheer/", 302)


def test_others_find_nothing(client):
    client.force_login(make_user())
    assert client.get("/beheer/", follow=True).status_code == 404


def test_editors_keep_the_themes_and_nothing_else(client):
    client.force_login(make_editor())

    statuses = [client.get(f"/beheer/{page}/").status_code for page in ("themes", "accounts/user")]

    assert statuses == [200, 404]
