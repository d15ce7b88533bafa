"""How long the database works on a job: its processor time, which others' work does not touch."""

import os
import statistics
import time
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")


def database_time(job, times):
    """(processor time, median by the clock) of what the job asks, in milliseconds.

    The clock alone counts where the server's process cannot be seen.
    """
    from django.db import connection

    took = []

    def clock(execute, *asked):
        start = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            took[-1] += 1000 * (time.perf_counter() - start)

    job()
    process = _process(connection)
    before = _worked(process)
    with connection.execute_wrapper(clock):
        for _ in range(times):
            took.append(0)
            job()
    median = statistics.median(took)
    return (_worked(process) - before) / times if process.exists() else median, median


def _process(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/stat")


def _worked(process):
    if not process.exists():
        return 0
    fields = process.read_text().rsplit(")", 1)[1].split()
    return TICK * (int(fields[11]) + int(fields[12]))
