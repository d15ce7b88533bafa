import pytest
from django.test import Client

from tests.conftest import watch


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def javascript(request):
    return request.param


@pytest.fixture
def enter(browser, live_server, trouble, javascript):
    """``enter(user)`` answers a page in a browser of her own, signed in; no user is a visitor."""
    contexts = []

    def enter_as(user=None):
        context = browser.new_context(
            base_url=live_server.url, locale="nl-NL", java_script_enabled=javascript
        )
        watch(context, live_server.url.removeprefix("http://"), trouble)
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield enter_as
    for context in contexts:
        context.close()
    assert trouble == []
