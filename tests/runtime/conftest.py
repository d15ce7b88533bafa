import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from portal.runtime import assets, place
from portal.runtime.place import ROOT, SHELF, short_hash
from portal.runtime.processes import wait_until
from tests.runtime.checkout import Checkout
from tests.runtime.python import of_everybody


@pytest.fixture(scope="session")
def python():
    folder = Path(tempfile.mkdtemp(prefix="lerend-werken-python-"))
    folder.chmod(0o755)
    yield of_everybody(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def built():
    """The front end of this state, as every `make` builds it first."""
    assets.build(ROOT, place.folder("assets"))


@pytest.fixture
def folder():
    """A folder with the characters that addresses and shells trip over, which all may enter."""
    top = Path(tempfile.mkdtemp(prefix="lerend-werken-test-"))
    top.chmod(0o755)
    folder = top / "één & twee 100%"
    folder.mkdir()
    yield folder
    shutil.rmtree(top, ignore_errors=True)
    shutil.rmtree(SHELF / short_hash(folder), ignore_errors=True)


class Started:
    """A supervisor in a process of its own, and what it says."""

    def __init__(self, output, *command, **options):
        self.output = output
        with output.open("w") as file:
            self.process = subprocess.Popen(command, **({"stdout": file, "stderr": file} | options))

    @property
    def said(self):
        return self.output.read_text()

    def says(self, words, seconds=60):
        wait_until(lambda: words in self.said or self.process.poll() is not None, seconds)
        assert words in self.said, self.said

    def send(self, number):
        os.kill(self.process.pid, number)

    def ends(self, seconds=30):
        return self.process.wait(seconds)


@pytest.fixture
def start(folder):
    """Start a Python module; what still runs at the end of the test is stopped."""
    started = []

    def start(*command, cwd=ROOT, under=(), **options):
        output = folder.parent / f"output-{len(started)}"
        whole = [*under, sys.executable, "-m", *map(str, command)]
        started.append(Started(output, *whole, cwd=cwd, **options))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.terminate()
            each.ends(60)


@pytest.fixture
def new_checkout(start, folder):
    """Make checkouts, each in a place of its own."""
    made = []

    def new_checkout(name="portaal"):
        made.append(Checkout(folder / name, start))
        return made[-1]

    yield new_checkout
    for each in made:
        shutil.rmtree(SHELF / short_hash(each.running.folder), ignore_errors=True)


@pytest.fixture
def checkout(new_checkout):
    return new_checkout()


@pytest.fixture
def standin(start, folder):
    """Start a supervisor over cheap services and wait until all of them are up."""

    def standin(*words, until="Alles draait.", **options):
        started = start("tests.runtime.standin", folder, *words, **options)
        started.says(until)
        return started

    return standin
