"""What every test may use: the database, a mail server, and a real browser where there is one."""

import os
import shutil
import signal
from importlib import import_module
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings as current
from django.db import connections

from portal.runtime import node
from tests.mailserver import MoodyServer

# A run in the background ignores Ctrl-C and a closed terminal, and what it starts inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Playwright gives this thread another connection object: it must know the rows too."""
    mine = connections["default"]
    if hasattr(mine, "_test_serialized_contents"):  # not when all chosen tests empty the database
        type(mine)._test_serialized_contents = mine._test_serialized_contents


@pytest.fixture(scope="session", autouse=True)
def _addresses():
    """Those of the portal, also where the first test that asks for one sets up a demo."""
    import_module(current.ROOT_URLCONF)


@pytest.fixture(scope="session", autouse=True)
def _files(tmp_path_factory):
    """What tests upload goes with the run."""
    current.FILES_ROOT = tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _database(db, django_db_serialized_rollback):
    """Every test may use the database; one that empties it finds the migrations' rows in it."""


def find_chromium():
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    if not found and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER=1, but there is no Chromium: set CHROMIUM or install it.")
    if not found:
        pytest.skip("NO CHROMIUM: THE BROWSER TESTS DID NOT RUN. On Debian: apt install chromium")
    return found


@pytest.fixture
def smtp(settings):
    """A mail server, and the portal set to send by it."""
    with MoodyServer() as server:
        settings.EMAIL_BACKEND = "portal.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 5
        yield server


@pytest.fixture
def database_url():
    """The tests' database, for a process of its own."""
    database = current.DATABASES["default"]
    quoted = {name: quote(str(database[name]), safe="") for name in database}
    return "postgresql://{USER}:{PASSWORD}@:{PORT}/{NAME}?host={HOST}".format(**quoted)


@pytest.fixture(scope="session")
def browser():
    """Chromium, one for all tests; Playwright is driven by a Node that needs no extra library."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node.find().program))
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def trouble():
    """What went wrong in the browser; a test that expects some reads it and clears it."""
    return []


@pytest.fixture
def context(browser, live_server, trouble):
    """A fresh visitor's browser at the live server, in Dutch, that notes what goes wrong."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    watch(context, urlsplit(live_server.url).netloc, trouble)
    yield context
    context.close()


@pytest.fixture
def page(context, trouble):
    """A page at the live server; the test fails when anything went wrong in it."""
    yield context.new_page()
    assert trouble == []


def watch(context, host, trouble):
    """Note console errors, scripts that fail, failed requests and requests to other hosts."""

    def console(message):
        # A failed request is noted as such; a 404 or 422 page itself is no trouble.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            trouble.append(f"console: {message.text}")

    def request(request):
        if urlsplit(request.url).netloc not in (host, ""):
            trouble.append(f"outside: {request.url}")

    def response(response):
        if response.status >= 400 and not response.request.is_navigation_request():
            trouble.append(f"{response.status}: {response.url}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # left the page or swapped it before it came
            trouble.append(f"{request.failure}: {request.url}")

    context.on("console", console)
    context.on("weberror", lambda error: trouble.append(f"script: {error.error}"))
    context.on("request", request)
    context.on("response", response)
    context.on("requestfailed", failed)
