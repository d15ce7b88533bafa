"""Every address × every role × GET and POST, against one table: tests/permissions/table.py."""

import re
from importlib import import_module

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from portal.discovery.actions import keep_failed
from portal.discovery.finding import find
from tests.factories.gatherings import NOW
from tests.factories.people import PASSWORD
from tests.permissions.table import EVERYBODY, SIGN_IN, TABLE
from tests.permissions.world import ADMINISTRATOR, EDITOR, MEMBER, VISITOR, World

# Written by looking around, and no change of anything that somebody sees.
NOT_CONTENT = ["django_session", "cache"]
CHANGES = """
    SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
    FROM pg_stat_xact_user_tables WHERE relname <> ALL(%s)
"""
TOKEN = {"csrfmiddlewaretoken": "x"}  # what every form sends; the test client asks for none
BY_ITSELF = re.compile(r'"X-CSRFToken": "\w*"|value="\w{64}"|aria-current="\w+"')
OPEN = [row for row in TABLE if row.expected(VISITOR)[0] == 200]
NOWHERE = "?q=kwantumfysica"
CLOSED = [row for row in TABLE if any(map(row.hides_from, EVERYBODY))]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_address_has_one_row():
    assert sorted(row.name for row in TABLE) == sorted(names(get_resolver()))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_each_role_gets_what_the_table_says(row):
    world, url = here(row)

    answers = {role: (get(world, role, url), post(world, role, url)) for role in EVERYBODY}

    assert answers == {role: row.expected(role) for role in EVERYBODY}


def test_asking_what_is_nowhere_changes_nothing_either():
    world = World()

    answers = {
        row.name: get(world, VISITOR, reverse(row.name, kwargs=row.args(world)) + NOWHERE)
        for row in OPEN
    }

    assert answers == {row.name: 200 for row in OPEN}


@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row.name)
def test_what_is_not_hers_looks_like_what_does_not_exist(row):
    world, url = here(row)

    pages = {role: body(world, role, url) for role in EVERYBODY if row.hides_from(role)}

    assert pages == {role: body(world, role, "/bestaat-niet/") for role in pages}


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_admin_is_for_administrators_its_themes_for_editors(role):
    world = World()
    answers = [
        visit(world, role, "get", url, follow=role != VISITOR)[0].status_code
        for url in (
            *("/beheer/", "/beheer/themes/theme/", "/beheer/accounts/user/"),
            *("/beheer/login/", "/beheer/jsi18n/"),
        )
    ]

    # The sign-in page of the admin is not there for who is signed in.
    expected = {
        VISITOR: [302] * 5,
        EDITOR: [200, 200, 404, 404, 200],
        ADMINISTRATOR: [200, 200, 200, 404, 200],
    }
    assert answers == expected.get(role, [404] * 5)


def test_the_harness_sees_a_change():
    # The control: without it «GET changes nothing» would prove nothing.
    world = World()
    world.people[MEMBER].name = "Mia"

    _, changed = visit(world, MEMBER, "post", "/account/uitloggen/")
    before = changes()
    world.people[MEMBER].save()

    assert not changed
    assert changes() == before + 1


def test_a_get_that_writes_is_caught(monkeypatch):
    def find_and_tally(user, asked):
        keep_failed(asked.text, on=NOW.date())
        return find(user, asked)

    module = import_module("portal.discovery.views.search")
    monkeypatch.setattr(module, "find", find_and_tally)

    with pytest.raises(AssertionError, match="changes something"):
        get(World(), VISITOR, reverse("discovery:search") + NOWHERE)


def test_the_one_exception_notes_that_recovery_codes_were_seen():
    # allauth does so when the page is opened first, and has no setting for it. It shows the codes
    # again and again all the same (MFA_RECOVERY_CODES_SHOW_ONCE is off), so nobody sees a change.
    client, editor = Client(), World().people[EDITOR]
    codes = editor.authenticator_set.get(type="recovery_codes")
    del codes.data["viewed_at"]
    codes.save()
    client.force_login(editor)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    changed = []
    for _ in range(2):
        before = changes()
        assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
        changed.append(changes() - before)

    assert changed == [1, 0]


def here(row):
    world = World()
    return world, reverse(row.name, kwargs=row.args(world))


def get(world, role, url):
    response, changed = visit(world, role, "get", url)
    assert not changed, f"GET {url} changes something"
    return answer_of(response)


def post(world, role, url):
    return answer_of(visit(world, role, "post", url)[0])


def visit(world, role, method, url, **options):
    """The response, and whether it changed a row; undone, for each role finds the same world."""
    client = Client()
    with transaction.atomic():
        if user := world.people[role]:
            client.force_login(user)
        before = changes()
        response = getattr(client, method)(url, TOKEN if method == "post" else None, **options)
        changed = changes() != before
        transaction.set_rollback(True)
    return response, changed


def changes():
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, [NOT_CONTENT])
        return cursor.fetchone()[0]


def answer_of(response):
    if response.status_code == 302 and response.url.startswith("/account/inloggen/?next="):
        return SIGN_IN
    return response.status_code


def body(world, role, url):
    """The page without what differs by itself: the token, and where in the menu she is."""
    response, _ = visit(world, role, "get", url)
    return response.status_code, BY_ITSELF.sub("", response.content.decode())


def names(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin":
            prefix = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern, namespace + prefix)
