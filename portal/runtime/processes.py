"""Processes of the system: recognising one, ending one, not outliving one."""

import contextlib
import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

LINUX = sys.platform.startswith("linux")
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(number):
    """In the child: get this signal when the parent's thread ends, kill -9 included (Linux)."""
    if LINUX:
        libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def birth(pid):
    """When this process started, "" if there is none: a number alone may be another's by now."""
    if LINUX:  # small images have no ps
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
        except OSError:
            return ""
    return ps(pid, "lstart=")


def command_line(pid):
    if LINUX:
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            return ""
    return ps(pid, "args=")


def ps(pid, column):
    asked = ["ps", "-o", column, "-p", str(pid)]
    return subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()


def wait_until(true, seconds, *, pause=0.02):
    end = time.monotonic() + seconds
    while not (answer := true()) and time.monotonic() < end:
        time.sleep(pause)
    return answer


def group_ended(pid):
    try:
        os.killpg(pid, 0)
    except (ProcessLookupError, PermissionError):
        return True
    return False


def signal_group(pid, number):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
