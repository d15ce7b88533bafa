"""Build the front end when its sources changed: npm ci, npm run build."""

import fcntl
import hashlib
import os
import subprocess
import sys

from . import node
from .place import ROOT, folder

BUILT = ROOT / "portal" / "ui" / "static" / "dist"
PACKAGES = [ROOT / "package.json", ROOT / "package-lock.json"]
SOURCES = ROOT / "portal" / "ui" / "frontend"


def build():
    packages = state_of(PACKAGES)
    sources = state_of([*PACKAGES, *sorted(SOURCES.rglob("*"))])
    notes = folder("assets")
    notes.mkdir(parents=True, exist_ok=True)
    with (notes / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # make run and make test may both be first
        if noted(notes / "sources") == sources and BUILT.exists():
            return
        print("De vormgeving wordt gebouwd …", flush=True)
        if noted(notes / "packages") != packages or not (ROOT / "node_modules").exists():
            npm("ci", "--no-audit", "--no-fund")
            (notes / "packages").write_text(packages)
        npm("run", "build")
        (notes / "sources").write_text(sources)


def state_of(paths):
    state = hashlib.sha256()
    for path in paths:
        if path.is_file():
            state.update(os.fsencode(path.relative_to(ROOT)) + path.read_bytes())
    return state.hexdigest()


def noted(note):
    return note.read_text() if note.exists() else ""


def npm(*arguments):
    """Quiet, unless it fails; scripts find the same Node first on the path."""
    found = node.find()
    path = f"{found.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [*found.npm, *arguments],
        check=False,
        cwd=ROOT,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"npm {' '.join(arguments)} lukte niet:\n{done.stdout}")


if __name__ == "__main__":
    build()
