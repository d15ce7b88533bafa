"""`make run` and `make stop` as a newcomer types them: not root, and later without a network."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from portal.runtime.identity import NOBODY
from portal.runtime.place import ROOT
from tests.runtime.checkout import environment
from tests.runtime.offline import REFUSED
from tests.runtime.walk import PAGES

pytestmark = pytest.mark.processes
SEEN = {"pages": dict.fromkeys(PAGES, 200), "style": 200, "stop": 0, "run": 0}
NOT_ROOT = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
OFFLINE = [sys.executable, ROOT / "tests" / "runtime" / "offline.py"]
CUT_OFF = "Network is unreachable"


@pytest.fixture
def here(built, checkout, python):
    """A checkout in which a newcomer who never saved anything at home did `make run` before."""
    checkout.install(python)
    checkout.told = python.told
    checkout.home = checkout.root.parent / "home"
    checkout.home.mkdir()
    if NOT_ROOT:
        for each in [checkout.home, checkout.root, *checkout.root.rglob("*")]:
            os.chown(each, NOBODY, NOBODY, follow_symlinks=False)
    return checkout


def run(here, *command, **user):
    return subprocess.run(
        command,
        cwd=here.root,
        env=environment(HOME=str(here.home), npm_config_fetch_retries="0", **here.told),
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        **user,
    )


def walk(here, *under, **user):
    done = run(here, *under, ".venv/bin/python", "-m", "tests.runtime.walk", **user)
    if done.returncode == REFUSED:
        refuse(f"THE DEMO WAS NOT TRIED WITHOUT A NETWORK: {done.stderr}")
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def refuse(why):
    """Never in silence, and where the checks of every change are run (as root) not at all."""
    (pytest.fail if os.geteuid() == 0 else pytest.skip)(why)


def test_an_ordinary_user_with_a_home_of_her_own(here):
    seen = walk(here, **NOT_ROOT)

    assert seen.pop("user") == (NOBODY if NOT_ROOT else os.geteuid()) != 0
    assert seen.pop("outside") != CUT_OFF  # the control of the next test
    assert seen == SEEN


def test_no_network_after_the_first_install(here):
    seen = walk(here, *OFFLINE)

    assert seen == SEEN | {"user": os.geteuid(), "outside": CUT_OFF}


def test_the_first_install_asks_for_a_network(here):
    # The control: without a network, what is missing cannot be fetched in silence.
    shutil.rmtree(here.root / "var" / "assets")

    done = run(here, *OFFLINE, "make", "run")

    assert done.returncode not in (0, REFUSED), done.stderr
    assert "npm ci --no-audit --no-fund lukte niet" in done.stdout + done.stderr
