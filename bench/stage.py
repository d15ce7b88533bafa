"""Where a job is measured: a database, this process's Django on it, and a web server at it."""

from contextlib import contextmanager

from . import seeding
from .asking import PAIRS
from .servers import web


class Stage:
    def __init__(self, databases, pairs=PAIRS):
        self.databases, self.pairs = databases, pairs

    @contextmanager
    def database(self, kind, size, *, to_change=False):
        """Its address; this process's Django is at it, too. What is to be changed is a copy."""
        name = self.databases.seeded(kind, size, getattr(seeding, kind))
        name = self.databases.copy(name) if to_change else name
        with at(name):
            yield self.databases.url_of(name)

    @contextmanager
    def site(self, kind, size, *, to_change=False):
        """(Host and port, the process) of the portal at such a database."""
        with self.database(kind, size, to_change=to_change) as url, web(url) as site:
            yield site


@contextmanager
def at(name):
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()


def told(size):
    """1000000 as 1M, 10000 as 10k."""
    for amount, letter in ((1_000_000, "M"), (1_000, "k")):
        if size % amount == 0:
            return f"{size // amount}{letter}"
    return str(size)


def read(text):
    """1M as 1000000."""
    number = text.rstrip("kM")
    return int(number) * {"": 1, "k": 1_000, "M": 1_000_000}[text[len(number) :]]
