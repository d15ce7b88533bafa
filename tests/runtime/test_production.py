import os
import re
import subprocess
import sys

import pytest

from portal.runtime.place import ROOT

MANUAL = ROOT / "docs" / "beheer.md"
SETTINGS = ROOT / "portal" / "settings.py"


def check(**told):
    """Django's own check of a machine, with warnings as failures."""
    environment = {"PATH": os.environ["PATH"], "SITE_URL": "https://portaal.example"} | told
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_settings_are_clean(tmp_path):
    secret = tmp_path / "secret_key"
    secret.write_text("een-geheim-van-meer-dan-vijftig-tekens-0123456789-abcdefg\n")
    address = tmp_path / "database_url"
    address.write_text("postgresql://portal:geheim@database/portal\n")
    done = check(
        SECRET_KEY_FILE=str(secret),
        DATABASE_URL_FILE=str(address),
        REDIS_URL="redis://broker:6379/0",
        ALLOWED_HOSTS="portaal.example",
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("address", ["https://portaal.example", "http://portaal.example"])
def test_production_asks_for_a_secret(address):
    done = check(SITE_URL=address)
    assert done.returncode == 1
    assert "Zet SECRET_KEY of SECRET_KEY_FILE in de omgeving." in done.stderr


def test_the_manual_names_every_setting():
    asked = set(re.findall(r'\benv\("(\w+)"', SETTINGS.read_text()))
    rows = [line for line in MANUAL.read_text().splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])}
    assert named == asked
