"""What `make run` starts: the servers, what prepares them, and the portal's own processes."""

import http.client
import os
import sys
from pathlib import Path

from . import place as places
from .place import ROOT
from .port import listen
from .postgres import Postgres
from .service import Service
from .valkey import Valkey

WELCOME = ROOT / "portal" / "demo" / "welcome.txt"


class Demo:
    """The portal with demo people, at a listening socket."""

    def __init__(self, folder, web):
        self.folder, self.web = folder, web
        self.url = f"http://localhost:{web.getsockname()[1]}/"
        self.letters = listen(0)  # where the portal hands in its mail

    def welcome(self):
        return WELCOME.read_text().format(url=self.url)

    def services(self):
        place = places.prepare(self.folder, database=not os.environ.get("DATABASE_URL"))
        environment = self.environment(place)
        if not os.environ.get("DATABASE_URL"):
            yield Postgres(place).service()
        if not os.environ.get("REDIS_URL"):
            yield Valkey(place).service()
        options = {"cwd": ROOT, "pass_fds": (self.web.fileno(), self.letters.fileno())}
        yield from portal_services(self, environment, options)

    def environment(self, place):
        told = {
            "DATABASE_URL": os.environ.get("DATABASE_URL") or place.database_url(),
            "REDIS_URL": os.environ.get("REDIS_URL") or place.redis_url(),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PORTAL_DEMO": "1",
            "SITE_URL": self.url,
            "STATIC_ROOT": str(self.folder / "static"),
            "DEMO_MAIL": str(self.folder / "mail"),
            "FILES_ROOT": str(self.folder / "files"),
            "MAIL_SCAN": "5",  # a newcomer does not wait half a minute
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.letters.getsockname()[1]),
            "PYTHONUNBUFFERED": "1",
        }
        ours = os.environ | told
        ours.pop("PYTHONDONTWRITEBYTECODE", None)  # bytecode makes every start seconds faster
        return ours

    def answers(self, process):
        connection = http.client.HTTPConnection(*self.web.getsockname(), timeout=5)
        try:
            connection.request("GET", "/gezond/")
            return bool(connection.getresponse().status)  # it says itself what is wrong
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def portal_services(demo, env, options):
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "portal"]
    web, letters = demo.web.fileno(), demo.letters.fileno()

    def service(name, *argv, **more):
        return Service(name, argv, env=env, options=options, **more)

    yield service("preparation", python, "manage.py", "prepare_demo", once=True)
    yield service("mail", python, "-m", "portal.demo.catcher", letters, demo.folder / "mail")
    yield service(
        "web", python, "-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{web}",
        "--worker-class", "gthread", "--workers", "2", "--threads", "4",
        "--preload", "--graceful-timeout", "5", "--no-control-socket",
        ready=demo.answers,
    )  # fmt: skip
    yield service(
        "worker", *celery, "worker", "-l", "info", "--without-gossip", "--without-mingle",
        ready=lambda process: " ready." in process.said(),
    )  # fmt: skip
    yield service("beat", *celery, "beat", "-l", "info", "-s", beat_file(demo), "--pidfile=")


def beat_file(demo):
    return Path(demo.folder) / "beat"
