"""Build the front end when its sources changed: npm ci, npm run build."""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from . import node
from .place import ROOT, folder

PACKAGES = ("package.json", "package-lock.json")
SOURCES = Path("portal", "ui", "frontend")
BUILT = Path("portal", "ui", "static", "dist")


def build(root, notes):
    packages = [root / name for name in PACKAGES]
    wanted = state_of(root, packages)
    sources = state_of(root, [*packages, *sorted((root / SOURCES).rglob("*"))])
    notes.mkdir(parents=True, exist_ok=True)
    with (notes / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # make run and make test may both be first
        if noted(notes / "sources") == sources and (root / BUILT).exists():
            return
        print("De vormgeving wordt gebouwd …", flush=True)
        if noted(notes / "packages") != wanted or not (root / "node_modules").exists():
            npm(root, "ci", "--no-audit", "--no-fund")
            (notes / "packages").write_text(wanted)
        npm(root, "run", "build")
        (notes / "sources").write_text(sources)


def state_of(root, paths):
    state = hashlib.sha256()
    for path in paths:
        if path.is_file():
            state.update(os.fsencode(path.relative_to(root)) + path.read_bytes())
    return state.hexdigest()


def noted(note):
    return note.read_text() if note.exists() else ""


def npm(root, *arguments):
    """Quiet, unless it fails; scripts find the same Node first on the path."""
    found = node.find()
    path = f"{found.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [*found.npm, *arguments],
        check=False,
        cwd=root,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"npm {' '.join(arguments)} lukte niet:\n{done.stdout}")


if __name__ == "__main__":
    build(ROOT, folder("assets"))
