"""Has a file made harmless in a process of its own.

A decoder that crashes, loops or takes all memory takes that process with it and nothing else.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from django.core.exceptions import ValidationError

from .cleaning.refused import TOO_MUCH

HERE = Path(__file__).parent
# By the folder and not as portal.files.cleaning: importing the portal takes longer than cleaning.
START = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from cleaning import child
child.main(*sys.argv[1:])
"""
# None of the portal's secrets; where Python itself finds its libraries on some machines.
PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
SECONDS = 30  # by the clock; the processor's time is limited in the child
_places = threading.BoundedSemaphore(2)  # of 280 MB each, whoever uploads


def clean(folder, extension):
    """What the child reports of «given» in ``folder``, where it writes «clean» and «small»."""
    command = [sys.executable, "-I", "-c", START, str(HERE), str(folder), extension]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    with _places:
        try:
            answer = subprocess.run(  # noqa: S603 - all of it is ours
                command, capture_output=True, check=True, timeout=SECONDS, env=environment
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            raise ValidationError(TOO_MUCH) from None
    report = json.loads(answer.stdout)
    if "refused" in report:
        raise ValidationError(report["refused"])
    return report
