"""A supervisor over services that cost nothing: `python -m tests.runtime.standin FOLDER NAME…`.

Each name is a service that writes in FOLDER/story when it starts and when it ends in order.
"""

import sys
from pathlib import Path

from portal.runtime.running import Running
from portal.runtime.service import Service
from portal.runtime.supervisor import Supervisor

KINDS = {
    "obedient": "trap 'say ended; exit' TERM; say started; while :; do sleep 0.05; done",
    "stubborn": "trap '' TERM; say started; while :; do sleep 0.05; done",
    "broken": "say started; echo 'geen schijfruimte'; exit 3",
    "once": "say started; say ended",
    "failing": "echo 'tabel bestaat niet'; exit 3",
    "parent": "sleep 1000 & say started; wait",
}


def service(folder, word):
    name, _, kind = word.partition(":")
    say = f'say() {{ echo "{name} $1" >> "$1.story"; echo "{name} $1" >> story; }}'
    return Service(
        name,
        ["sh", "-c", f"{say}; {KINDS[kind or 'obedient']}"],
        once=kind in ("once", "failing"),
        ready=lambda process: (folder / "story").exists(),
        options={"cwd": folder},
        stop_seconds=60 if kind == "stubborn" else 5,
    )


def main(folder, *words):
    running = Running(folder)
    assert running.take()
    running.end_leftovers()
    services = [service(folder, word) for word in words]
    return Supervisor(running, pause=0.01).run(lambda: services, "Alles draait.")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
