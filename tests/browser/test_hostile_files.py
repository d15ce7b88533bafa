"""Hostile files, opened in Chromium on the portal's own address: no script of theirs runs."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ValidationError
from playwright.sync_api import Error

from portal.files import access, storage
from portal.files.formats import Kind
from portal.files.models import File
from tests.factories.files import make_file
from tests.factories.gatherings import NOW
from tests.portal.files import corpus
from tests.portal.files.hostile import RUN

pytestmark = pytest.mark.browser
TYPES = ["image/webp", "text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"]
RAN = "RAN"


@pytest.fixture(autouse=True)
def _shown(monkeypatch, transactional_db, settings, tmp_path):
    """Every file is published, so that nothing but its own headers keeps it harmless."""
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(access, "_readable", [lambda user: File.objects.all()])


@pytest.fixture(scope="module")
def scripts():
    """Of the corpus, each that runs something in a browser that takes it for a page."""
    found = {one.content: one for one in corpus.every() if RUN.encode() in one.content}
    return list(found.values())


@pytest.fixture
def visitor(browser, live_server):
    """A page, and what it asked for at /ran: an address for each script that ran."""
    context = browser.new_context(base_url=live_server.url)
    ran = []
    context.on("request", lambda request: "/ran?" in request.url and ran.append(request.url))
    yield context.new_page(), ran
    context.close()


def test_what_was_taken_runs_nothing(visitor, scripts):
    taken = [file for file in map(received, scripts) if file]

    assert len(taken) > 20
    assert opened(visitor, [file.get_absolute_url() for file in taken]) == []


def test_even_the_bytes_as_they_came_run_nothing(visitor, scripts):
    # As if the cleaning let all of it through, and the row lied about what it is.
    files = [raw(one, TYPES[number % len(TYPES)]) for number, one in enumerate(scripts)]

    assert len(files) > 40
    assert opened(visitor, [file.get_absolute_url() for file in files]) == []


def test_as_a_page_says_they_are_they_run_nothing_either(visitor, scripts):
    page, ran = visitor
    file = raw(next(one for one in scripts if one.label == "gif that is a script"), "image/webp")
    page.goto("/over/")

    for how in ("script", "iframe", "object", "embed"):
        page.evaluate(EMBED, [how, file.get_absolute_url()])

    page.wait_for_timeout(300)
    assert ran == []


def test_the_control_without_our_headers_they_do_run(visitor, scripts, tmp_path):
    with plain_server(tmp_path) as address:
        urls = []
        for number, one in enumerate(scripts):
            ending = "svg" if b"<svg" in one.content else "html"
            (tmp_path / f"{number}.{ending}").write_bytes(one.content)
            urls.append(f"{address}/{number}.{ending}")

        ran = opened(visitor, urls)

    assert len({url.rpartition("?")[2] for url in ran}) > 20


EMBED = """([how, url]) => {
  const element = document.createElement(how);
  element[how === "object" ? "data" : "src"] = url;
  document.body.append(element);
}"""


def received(one):
    try:
        return make_file(one.name, one.content)
    except ValidationError:
        return None


def raw(one, mime_type):
    """Put straight into the store, as an image that is shown in the page."""
    file = File.objects.create(
        name=f"foto.{one.extension[:5]}",
        kind=Kind.IMAGE,
        mime_type=mime_type,
        size=len(one.content),
        sha256="0" * 64,
        width=1,
        height=1,
        state=File.State.CLEAN,
        uploaded_at=NOW,
    )
    path = storage.path_of(file.key)
    path.parent.mkdir(parents=True)
    path.write_bytes(one.content)
    return file


def opened(visitor, urls):
    """Open each, and answer what ran."""
    page, ran = visitor
    for url in urls:
        try:
            assert page.goto(url).status == 200
        except Error as error:
            if "Download is starting" not in error.message:  # which documents do
                raise
        ran += [url] * (page.title() == RAN)
    page.wait_for_timeout(300)
    return ran


@contextmanager
def plain_server(folder):
    """Serves a folder as any web server does: the type by the name, and no headers of ours."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass
