import pytest

from tests.conftest import watch

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def plain_page(browser, live_server):
    """A phone whose browser runs no JavaScript."""
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport=PHONE, locale="nl-NL"
    )
    trouble = []
    watch(context, live_server.url.removeprefix("http://"), trouble)
    yield context.new_page()
    context.close()
    assert trouble == []
