"""`python -m tests.faults reminders|seats [--size N] [--faults N] [--control]…`: a long proof."""

import argparse
import json
import os
import sys

from . import reminders, seats
from .crowds import KINDS


def main():
    os.environ.setdefault("SECRET_KEY", "only-for-tests")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    asked = arguments()
    proof = {"reminders": prove_reminders, "seats": prove_seats}[asked.proof]
    found, is_kept = proof(asked)
    print(json.dumps(found, indent=2, ensure_ascii=False))
    return 0 if is_kept else 1


def prove_reminders(asked):
    app = "tests.faults.marks_first" if asked.control else "portal"
    size = {"mails": asked.size or 1000, "wanted": asked.faults or 1000}
    found = reminders.run(**size, pause=asked.pause or 0.8, seed=asked.seed, app=app)
    return found, reminders.promises_kept(found)


def prove_seats(asked):
    size = {"people": asked.size or 10_000, "wanted": asked.faults or 600}
    kinds = [asked.kind] if asked.kind else KINDS
    how = {"pause": asked.pause or 0.4, "seed": asked.seed, "control": asked.control}
    found = seats.run(kinds=kinds, **size, **how)
    return found, seats.promises_kept(found, kinds)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("proof", choices=["reminders", "seats"])
    parser.add_argument("--size", type=int, help="reminders (1000), or people (10000)")
    parser.add_argument("--kind", choices=KINDS, help="of gathering; without it, both at once")
    parser.add_argument("--faults", type=int, help="1000, or 600 for seats")
    parser.add_argument("--pause", type=float, help="seconds between faults, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true", help="with what protects taken out")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
