"""python -m bench [--sizes 1k 10k 100k] [--jobs list search …]: measure, and write README.md."""

import argparse
import os
import time
from pathlib import Path

from portal.runtime.place import folder

from .asking import PAIRS
from .databases import Databases
from .jobs import JOBS
from .note import write
from .results import Book
from .servers import started
from .stage import Stage, read


def main():
    asked = arguments()
    os.environ.setdefault("SECRET_KEY", "only-for-measuring")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    book = Book(asked.kept)
    with started() as url:
        set_up(url)
        stage = Stage(Databases(url), asked.pairs)
        for job in asked.jobs:
            start = time.monotonic()
            for result in JOBS[job](stage, sorted(asked.sizes)):
                print(
                    *(each for each in vars(result).values() if each not in ("", None)), flush=True
                )
                book.write([result])
            print(f"{job}: {time.monotonic() - start:.0f} s", flush=True)
    write(book, asked.note)


def set_up(url):
    """Django in this process, with the settings that the web server gets too."""
    import django

    static = folder("bench") / "static"  # nothing is collected: pages are asked, not their files
    static.mkdir(parents=True, exist_ok=True)
    os.environ |= {"DATABASE_URL": url, "STATIC_ROOT": str(static)}
    django.setup()


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=read, default=[1_000, 10_000, 100_000])
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS))
    parser.add_argument("--pairs", type=int, default=PAIRS, help="times that each is asked")
    parser.add_argument("--note", type=Path, default=Path(__file__).parent / "README.md")
    parser.add_argument("--kept", type=Path, default=folder("bench") / "results.json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
