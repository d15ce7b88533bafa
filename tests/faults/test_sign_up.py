"""Signing up waits for nobody: a real web server, a broker that says nothing, no mail server."""

import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from portal.mail.models import Mail
from portal.runtime.place import ROOT
from portal.runtime.port import listen
from tests import processes
from tests.factories.communities import make_meetup
from tests.factories.people import make_user
from tests.processes import wait_until

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def web(database_url):
    """The address of a web server whose broker takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as frozen, listening() as listener:
        broker = f"redis://127.0.0.1:{frozen.getsockname()[1]}/0"
        environment = processes.environment(database_url)
        environment |= {"REDIS_URL": broker, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": "1"}
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--threads", "4"]
        command += ["--bind", f"fd://{listener.fileno()}", "--log-level", "error"]
        options = {"pass_fds": [listener.fileno()], "cwd": ROOT, "env": environment}
        server = subprocess.Popen(command, **options)
        try:
            yield listener.getsockname()
        finally:
            server.terminate()
            server.wait(20)


@contextmanager
def listening():
    listener = listen(0)
    try:
        yield listener
    finally:
        listener.close()


def ask(web, method, path, *, cookie="", data=None):
    """(Status, body, seconds that it took.)"""
    connection = HTTPConnection(*web, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    start = time.monotonic()
    connection.request(method, path, urlencode(data or {}), headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    passed = time.monotonic() - start
    cookies = [each.split(";")[0] for each in answer.headers.get_all("Set-Cookie", [])]
    connection.close()
    return answer.status, body, passed, "; ".join([cookie, *cookies])


def sign_up(web, client, meetup):
    """The seconds that it took."""
    client.force_login(make_user())
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    _, page, _, cookie = ask(web, "GET", meetup.get_absolute_url(), cookie=cookie)
    form = re.search(r'<form[^>]*action="([^"]*aanmelden[^"]*)"', page)
    data = {"csrfmiddlewaretoken": TOKEN.search(page)[1]}
    status, _, passed, _ = ask(web, "POST", form[1], cookie=cookie, data=data)
    assert status == 302
    return passed


def test_signing_up_waits_for_no_broker_and_no_mail_server(web, client):
    now = timezone.now()
    meetup = make_meetup(starts_at=now + timedelta(days=30), published_at=now, reminder_days=[1])
    wait_until(lambda: ask(web, "GET", "/over/")[0] == 200, 60)

    passed = [sign_up(web, client, meetup) for _ in range(3)]

    assert min(passed) < 1, passed  # the quickest: a busy machine is no broker that is waited for
    assert meetup.participations.seated().count() == 3
    assert Mail.objects.open().filter(kind="gatherings.reminder").count() == 3


def test_the_health_page_sees_the_broker(web):
    """The control: what does ask this broker finds that it says nothing."""
    wait_until(lambda: ask(web, "GET", "/over/")[0] == 200, 60)

    status, body, _, _ = ask(web, "GET", "/gezond/")

    assert status == 503
    assert '"broker": false' in body
