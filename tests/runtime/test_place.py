import os
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from portal import runtime, settings
from portal.runtime import identity, place
from portal.runtime.place import ROOT
from tests.runtime.checkout import PACKAGES

TMP = Path("/tmp")  # noqa: S108 - only a name here


def test_sockets_stand_beside_the_data(tmp_path):
    base = tmp_path.parent
    assert place.sockets_for(base, "self") == base / "run"


@pytest.mark.parametrize("name", ["a" * 100, "één", "a b", "a&b", "100%", "a?b#c"])
def test_sockets_of_a_long_or_strange_path_stand_in_the_runtime_folder(tmp_path, monkeypatch, name):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    assert place.sockets_for(tmp_path / name, "self").parent == Path("/run/user/1000")
    assert place.sockets_for(tmp_path / name, "setuid").parent == TMP


def test_addresses_mean_the_sockets_whatever_the_path():
    strange = place.Place("var", "var", f"{TMP}/één & twee 100%")
    parts = urlsplit(strange.database_url("x"))
    assert parse_qs(parts.query) == {"host": [f"{TMP}/één & twee 100%/db"]}
    assert settings.database(strange.database_url("x"))["HOST"] == f"{TMP}/één & twee 100%/db"


def test_settings_find_the_servers_of_the_demo(folder, monkeypatch):
    monkeypatch.setenv("PORTAL_VAR", str(folder))
    prepared = place.prepare(place.folder("demo"))
    assert runtime.database_url() == prepared.database_url()
    assert runtime.redis_url() == prepared.redis_url()


def test_without_servers_there_are_addresses_too(folder, monkeypatch):
    monkeypatch.setenv("PORTAL_VAR", str(folder / "nothing"))
    assert runtime.redis_url().startswith("unix://")
    assert runtime.database_url().startswith("postgresql://")


def test_a_socket_folder_of_somebody_else_is_refused(folder):
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of somebody else")
    os.chown(folder, 1234, 1234)
    with pytest.raises(SystemExit, match="niet van ons"):
        place.make_private(folder, "self")


def test_programs_that_nobody_can_reach_are_copied(folder, monkeypatch):
    if identity.choose() != "setuid":
        pytest.skip("only root runs PostgreSQL as somebody else")
    monkeypatch.setattr(place, "SHELF", folder / "shelf")
    monkeypatch.setattr(place, "reachable", lambda *paths: str(paths[-1]).startswith(str(folder)))
    prepared = place.prepare(folder / "demo")
    version = [f"{prepared.postgres_programs}/postgres", "--version"]
    assert prepared.postgres_programs.startswith(str(folder / "shelf"))
    assert b"PostgreSQL" in subprocess.check_output(version)


USERS = {
    "as we are": {},
    "as nobody": {"user": identity.NOBODY, "group": identity.NOBODY, "extra_groups": []},
    "as a number without a name": {"user": 54321, "group": 54321, "extra_groups": []},
}


@pytest.mark.processes
@pytest.mark.parametrize("user", USERS.values(), ids=USERS.keys())
def test_servers_start_and_keep_their_rows(folder, python, user):
    if user and os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    folder.chmod(0o777)
    told = {"PORTAL_VAR": str(folder), "HOME": "/nonexistent", "PYTHONPATH": PACKAGES}
    for count in (b"1\n", b"2\n"):
        done = subprocess.run(
            [python.program, "-m", "tests.runtime.visit"],
            cwd=ROOT,
            env=os.environ | python.told | told,
            capture_output=True,
            check=False,
            **user,
        )
        assert done.stdout == count, done.stderr.decode()
