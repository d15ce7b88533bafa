"""Asking pages over HTTP, on a connection that stays; ours and the floor in turn."""

import http.client
import statistics
import time

PAIRS, WARM_UP = 40, 5
LONGEST = 8  # seconds for a pair of pages, but seven times at least
AT_LEAST = 7


class Visitor:
    """Somebody with a connection of her own."""

    def __init__(self, address, headers=None):
        self.connection = http.client.HTTPConnection(*address, timeout=60)
        self.headers = {"Host": "localhost", **(headers or {})}

    def ask(self, path, *, method="GET", expected=200, body=None):
        """The text of the answer; another status than expected is an error."""
        for patience in (True, False):
            try:
                self.connection.request(method, path, body, self.headers)
                response = self.connection.getresponse()
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                self.connection.close()  # it was idle for too long
                if not patience:
                    raise
        text = response.read()
        if response.status != expected:
            raise AssertionError(f"{method} {path}: {response.status}")
        return text


def in_turn(*jobs, pairs=PAIRS):
    """The median of each job in milliseconds: one after the other, again and again."""
    for job in jobs * min(WARM_UP, pairs):
        job()
    times, start = [[] for _ in jobs], time.perf_counter()
    for number in range(pairs):
        for took, job in zip(times, jobs, strict=True):
            took.append(milliseconds(job))
        if number >= AT_LEAST and time.perf_counter() - start > LONGEST:
            break
    return [statistics.median(took) for took in times]


def milliseconds(job):
    start = time.perf_counter()
    job()
    return 1000 * (time.perf_counter() - start)
