"""The note of what runs from a folder: one run at a time, and no leftovers of a killed one."""

import fcntl
import json
import os
import signal

from .processes import birth, group_ended, signal_group, wait_until

NOTE = "running.json"
PATIENCE = 10  # seconds that a leftover gets to end in order


class Running:
    def __init__(self, folder):
        self.folder, self.lock = folder, None
        self.note = folder / NOTE

    def take(self):
        """Whether this run is the one; the lock goes when the process does, however it ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = (self.folder / "lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self.lock = lock
        return True

    def release(self):
        self.note.unlink(missing_ok=True)
        self.lock.close()

    def read(self):
        try:
            return json.loads(self.note.read_text())
        except (OSError, ValueError):
            return {}

    def write(self, processes, url=""):
        alive = [process for process in processes if process.alive()]
        text = json.dumps(
            {
                "pid": os.getpid(),
                "birth": birth(os.getpid()),
                "url": url,
                "processes": [
                    (each.pid, birth(each.pid), int(each.service.stop_signal)) for each in alive
                ],
            }
        )
        new = self.note.with_suffix(".new")
        new.write_text(text)
        new.replace(self.note)

    def pid(self):
        """The process that holds the lock, None when it is gone."""
        note = self.read()
        alive = note and birth(note["pid"]) == note["birth"] != ""
        return note["pid"] if alive else None

    def end_leftovers(self):
        """End what a killed run left, last started first; never what is another's by now."""
        for pid, born, stop_signal in reversed(self.read().get("processes", [])):
            if birth(pid) not in (born, ""):
                continue  # the group may outlive its first process, so no birth is no proof
            signal_group(pid, stop_signal)
            if not wait_until(lambda pid=pid: group_ended(pid), PATIENCE):
                signal_group(pid, signal.SIGKILL)
