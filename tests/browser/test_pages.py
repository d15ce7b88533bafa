"""Every page in a real browser, as everybody who may open it."""

import pytest
import time_machine
from django.test import Client

from tests.browser.looking import look, send_nothing
from tests.browser.pages import pages_of, roles
from tests.factories.gatherings import NOW
from tests.permissions.world import World

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW):
        yield


@pytest.mark.parametrize("role", roles())
def test_every_page_is_in_order(role, transactional_db, context, live_server, trouble):
    world = World()
    pages = pages_of(role, world)
    sign_in(context, live_server, world.people[role])
    page = context.new_page()

    wrong = {}
    for path, has_form in pages:
        response = page.goto(path)
        found = [] if response.status in (200, 404) else [f"status {response.status}"]
        found += look(page)
        if has_form:
            send_nothing(page)
            found += [f"after sending: {one}" for one in look(page)]
        found += trouble
        trouble.clear()
        if found:
            wrong[path] = found

    assert wrong == {}


def test_the_walk_sees_what_is_wrong(context):
    # The control: without it an empty list would prove nothing.
    page = context.new_page()
    page.set_content(
        '<html lang="nl"><title>T</title><main><h1>Kop</h1><h4>Te diep</h4><img src="data:,">'
        '<p style="color:#999">Bleek</p><div style="width:400px">Breed</div></main>'
    )

    found = {one.split(": ")[1] for one in look(page)}

    assert found == {
        *("color-contrast", "heading-order", "image-alt"),
        *("sticks out 18 pixels", "sticks out 88 pixels"),
    }


def sign_in(context, live_server, user):
    if user:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
