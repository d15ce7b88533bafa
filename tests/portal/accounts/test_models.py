import pytest
from django.core.management import call_command
from django.db import IntegrityError

from portal.accounts.models import User
from tests.factories.organisations import make_organisation
from tests.factories.people import (
    make_administrator,
    make_editor,
    make_organisation_editor,
    make_organiser,
    make_user,
)


def test_a_person_is_called_by_her_name():
    assert str(User(name="Anneke", email="a@soest.example")) == "Anneke"
    assert str(User(email="a@soest.example")) == "a@soest.example"


def test_an_address_is_used_once_whatever_its_case():
    make_user(email="ik@soest.example")

    with pytest.raises(IntegrityError, match="user_email_once"):
        User.objects.create(email="IK@soest.example", name="Ik")


def test_an_address_is_kept_in_lower_case():
    assert make_user(email="Ik@Soest.example").email == "ik@soest.example"


def test_a_group_is_an_office():
    people = [make_user(), make_editor(), make_organiser(), make_administrator()]

    assert [
        (user.is_editor, user.is_organiser, user.is_administrator, user.has_office)
        for user in people
    ] == [
        (False, False, False, False),
        (True, False, False, True),
        (False, True, False, True),
        (False, False, True, True),
    ]


def test_an_editor_of_an_organisation_edits_that_one():
    soest, baarn = make_organisation("Soest"), make_organisation("Baarn")

    assert make_organisation_editor(soest).edits(soest)
    assert not make_organisation_editor(soest).edits(baarn)
    assert not make_user(organisation=soest).edits(soest)


def test_administrators_may_do_everything_in_the_admin_and_others_nothing():
    administrator, editor = make_administrator(), make_editor()

    assert administrator.is_staff
    assert administrator.has_perm("cases.delete_case")
    assert administrator.has_module_perms("cases")
    assert editor.is_staff
    assert editor.has_perm("themes.change_theme")
    assert not editor.has_perm("cases.view_case")
    assert not editor.has_module_perms("cases")


def test_the_command_line_makes_an_administrator(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "een-lang-wachtwoord")

    call_command(
        "createsuperuser", email="bea@vng.example", name="Bea", interactive=False, verbosity=0
    )

    assert User.objects.get().is_administrator


def test_a_person_at_a_removed_organisation_has_none():
    member = make_user(organisation=make_organisation("Soest"))

    member.organisation.delete()

    member.refresh_from_db()
    assert member.is_waiting
