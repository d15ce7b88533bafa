"""A Python that everybody may run: ours, or a copy where ours stands where only root comes."""

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from portal.runtime.place import reachable

NOT_NEEDED = ("site-packages", "test", "idlelib", "config-*", "__pycache__")


class Python(NamedTuple):
    program: str
    told: dict  # what it finds in its environment


def of_everybody(folder):
    program = Path(sys.executable).resolve()
    if os.geteuid() != 0 or reachable(program):
        return Python(sys.executable, {})
    return Python(str(copy(program, folder)), {"LD_LIBRARY_PATH": str(folder / "lib")})


def copy(program, folder):
    base = Path(sys.base_prefix)
    lib = Path("lib") / f"python{sys.version_info.major}.{sys.version_info.minor}"
    shutil.copytree(base / lib, folder / lib, ignore=shutil.ignore_patterns(*NOT_NEEDED))
    for library in base.glob("lib/libpython*.so.*"):
        shutil.copy2(library, folder / "lib")
    (folder / "bin").mkdir()
    return shutil.copy2(program, folder / "bin" / "python3")
