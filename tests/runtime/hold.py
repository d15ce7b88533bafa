"""Start the servers of a test run, say where, and hold them until the input ends."""

import sys

from portal.runtime.testing import Servers

servers = Servers()
servers.start()
print(servers.running.folder.name, *(process.pid for process in servers.processes), flush=True)
sys.stdin.read()
servers.stop()
