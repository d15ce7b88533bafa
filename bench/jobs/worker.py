"""What a worker of the web server weighs, and how long the portal takes to be there."""

import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

from bench.asking import WARM_UP, Visitor
from bench.results import Result, at_most

MOST_MB, MOST_TIMES = 65, 2
PAGES = ("/", "/praktijkvoorbeelden/", "/praktijkvoorbeelden/voorbeeld-1/", "/zoeken/?q=leren",
         "/themas/", "/agenda/")  # fmt: skip
START = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
OURS = "from portal.wsgi import application; import portal.urls"
BARE = (
    "from django.conf import settings; from django.conf.global_settings import *; "
    "settings.configure(SECRET_KEY='x', ROOT_URLCONF='django.contrib.auth.urls', "
    "INSTALLED_APPS=['django.contrib.' + name for name in ('admin', 'auth', 'contenttypes', "
    "'messages', 'sessions', 'staticfiles')], "
    "DATABASES={'default': {'ENGINE': 'django.db.backends.postgresql'}}); "
    "from django.core.wsgi import get_wsgi_application; get_wsgi_application(); "
    "import django.contrib.admin.sites, django.contrib.auth.urls; "
    "import django.db.backends.postgresql.base"
)


def measure(stage, sizes):
    size = max(sizes)
    with stage.site("cases", size) as (address, process):
        _warm_up(address)
        weight = max(map(_megabytes, _children(process.pid)))
    yield Result("worker", "memory (PSS)", size, f"{weight:.0f} MB",
                 **at_most(weight, MOST_MB, "MB"))  # fmt: skip
    yield _import(size, min(stage.pairs, 7))


def _warm_up(address):
    for _ in range(WARM_UP * 2):  # a new connection goes to the worker that is free
        visitor = Visitor(address)
        for page in PAGES:
            visitor.ask(page)
        visitor.connection.close()


def _children(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _megabytes(pid):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) / 1024


def _import(size, times):
    ours, bare = [], []
    for _ in range(times):
        ours.append(_seconds(OURS))
        bare.append(_seconds(BARE))
    ours, bare = statistics.median(ours), statistics.median(bare)
    growth = ours / bare
    return Result("worker", "import", size, f"{ours:.2f} s", f"{bare:.2f} s", bare / ours,
                  f"≤ {MOST_TIMES} × a bare Django", growth <= MOST_TIMES)  # fmt: skip


def _seconds(code):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    asked = [sys.executable, "-c", START.format(code)]
    return float(subprocess.check_output(asked, env=environment, text=True))  # noqa: S603
