"""Where the embedded servers keep their files, and the addresses that follow from it."""

import hashlib
import json
import os
import re
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from . import identity, programs

ROOT = Path(__file__).resolve().parent.parent.parent
SHELF = Path("/var/lib/lerend-werken")  # where nobody cannot reach the checkout
SOCKET_MAX = 100  # bytes; the system allows 108, on macOS 104
PLAIN = re.compile(r"[\w/.-]+", re.ASCII)  # what an address holds without quoting
NOTE = "place.json"


@dataclass(frozen=True)
class Place:
    folder: str  # what we write: notes, logs, the broker's data
    base: str  # the database's data; within reach of the user as whom it runs
    sockets: str
    identity: str = "self"
    postgres_programs: str = ""

    @property
    def database_socket(self):
        return Path(self.sockets) / "db"

    @property
    def broker_socket(self):
        return Path(self.sockets) / "broker" / "valkey.sock"

    def database_url(self, name="portal"):
        return f"postgresql://portal@/{name}?host={quote(str(self.database_socket))}"

    def redis_url(self):
        return f"unix://{self.broker_socket}?db=0"


def folder(name):
    return Path(os.environ.get("PORTAL_VAR") or ROOT / "var") / name


def known(folder):
    """The place as it was last prepared, so that settings find servers that run."""
    try:
        return Place(**json.loads((folder / NOTE).read_text()))
    except (OSError, ValueError, TypeError):
        return Place(str(folder), str(folder), str(folder / "run"))


def prepare(folder, *, database=True):
    """Choose identity and folders, make them, and write them down."""
    folder.mkdir(parents=True, exist_ok=True)
    who, source, base = "self", "", folder
    if database:
        who, source = identity.choose(), programs.find_postgres()
    if who == "setuid":
        base, source = within_reach(folder, source)
    place = Place(str(folder), str(base), str(sockets_for(base, who)), who, str(source))
    make_private(Path(place.sockets), "self", mode=0o711)
    make_private(place.database_socket, who)
    make_private(place.broker_socket.parent, "self")
    note = folder / f"{NOTE}.new"
    note.write_text(json.dumps(asdict(place)))
    note.replace(folder / NOTE)
    return place


def within_reach(folder, source):
    base = folder
    if not reachable(folder, source / "postgres"):
        base = SHELF / short_hash(folder)
        base.mkdir(parents=True, exist_ok=True)
        for each in (SHELF, base):
            each.chmod(0o755)
    if not reachable(source / "postgres"):
        source = programs.copy_postgres(source, SHELF)
    return base, source


def reachable(*paths):
    """Whether nobody can read and enter (or run) these."""
    script = 'for path; do test -x "$path" -a -r "$path" || exit 1; done'
    asked = ["sh", "-c", script, "sh", *map(str, paths)]
    options = identity.popen_options("setuid")
    return subprocess.run(asked, check=False, **options).returncode == 0


def short_hash(path):
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def sockets_for(base, who):
    """Beside the data, or in the user's runtime folder when that is too long or not plain."""
    near = base / "run"
    if len(os.fsencode(near / "broker" / "valkey.sock")) <= SOCKET_MAX and PLAIN.fullmatch(
        str(near)
    ):
        return near
    runtime = os.environ.get("XDG_RUNTIME_DIR") if who == "self" else None
    return Path(runtime or "/tmp") / f"lerend-werken-{os.geteuid()}-{short_hash(base)}"  # noqa: S108 - made private


def make_private(folder, who, mode=0o700):
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    about = folder.lstat()
    if folder.is_symlink() or about.st_uid not in (os.geteuid(), identity.NOBODY):
        raise SystemExit(f"{folder} is niet van ons. Haal die map weg en probeer het opnieuw.")
    identity.own(who, folder)
    folder.chmod(mode)
