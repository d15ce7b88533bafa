import os
import subprocess
import sys

import pytest

from portal.runtime import testing
from portal.runtime.place import ROOT
from portal.runtime.processes import birth, wait_until

pytestmark = pytest.mark.processes


@pytest.fixture
def hold(folder):
    """Start a test run's servers, and stop them in order at the end."""
    runs = []

    def hold():
        run = subprocess.Popen(
            [sys.executable, "-m", "tests.runtime.hold"],
            cwd=ROOT,
            env=os.environ | {"PORTAL_VAR": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        runs.append(run)
        number, *pids = map(int, run.stdout.readline().split())
        return run, number, pids

    yield hold
    for run in runs:
        run.communicate()


def test_two_runs_at_once_have_servers_of_their_own(hold):
    _, first, its_servers = hold()
    _, second, other_servers = hold()
    assert (first, second) == (1, 2)
    assert set(its_servers) & set(other_servers) == set()


def test_a_run_uses_the_folder_of_an_ended_one_again(hold):
    run, _, servers = hold()
    run.communicate()
    assert [birth(pid) for pid in servers] == ["", ""]
    _, number, _ = hold()
    assert number == 1


def test_what_a_killed_run_left_is_ended(hold):
    run, _, servers = hold()
    run.kill()
    run.wait()
    _, number, _ = hold()
    assert number == 1
    assert wait_until(lambda: not any(map(birth, servers)), 10)


def test_another_migration_asks_for_another_template(tmp_path, monkeypatch):
    package = tmp_path / "cases" / "migrations"
    package.mkdir(parents=True)
    (tmp_path / "cases" / "__init__.py").touch()
    (tmp_path / "requirements.txt").touch()
    monkeypatch.setattr(testing, "ROOT", tmp_path)
    empty = testing.template_name()
    (package / "0001_initial.py").write_text("operations = []")
    first = testing.template_name()
    (package / "0001_initial.py").write_text("operations = [1]")
    assert len({empty, first, testing.template_name()}) == 3
    assert testing.template_name() == testing.template_name()
