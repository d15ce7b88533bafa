import json
import os
import pty
import signal
import subprocess
from threading import Thread

import pytest

from portal.runtime.processes import birth, command_line, wait_until
from portal.runtime.running import Running

pytestmark = pytest.mark.processes
ORDER = ["database started", "web started", "beat started"]
STOPPED = [*ORDER, "beat ended", "web ended", "database ended"]


def story(folder):
    return (folder / "story").read_text().splitlines()


def pids(folder):
    return [pid for pid, _, _ in Running(folder).read()["processes"]]


def test_stops_in_the_opposite_order_when_asked(standin, folder):
    supervisor = standin("database", "web", "beat")
    supervisor.send(signal.SIGTERM)
    assert supervisor.ends() == 0
    assert sorted(story(folder)[:3]) == sorted(ORDER)
    assert story(folder)[3:] == STOPPED[3:]
    assert Running(folder).read() == {}


def test_ctrl_c_stops_in_order(standin, folder):
    supervisor = standin("database", "web")
    supervisor.send(signal.SIGINT)
    assert supervisor.ends() == 0
    assert story(folder)[2:] == ["web ended", "database ended"]


def test_ctrl_c_twice_does_not_wait(standin, folder):
    supervisor = standin("database", "web:stubborn")
    supervisor.send(signal.SIGINT)
    supervisor.says("Alles wordt gestopt")
    supervisor.send(signal.SIGINT)
    assert supervisor.ends(10) == 0
    assert story(folder)[2:] == ["database ended"]


def test_a_closed_terminal_stops_everything(standin, folder):
    terminal, ours = pty.openpty()

    with open(folder / "note", "w") as nothing:
        supervisor = standin(
            "database",
            until="",
            under=["setsid", "--ctty"],
            stdin=ours,
            stdout=ours,
            stderr=nothing,
        )
    os.close(ours)
    assert wait_until((folder / "story").exists, 20)
    os.close(terminal)
    assert supervisor.ends() == 0
    assert story(folder) == ["database started", "database ended"]


def test_nohup_survives_a_closed_terminal(standin):
    supervisor = standin("database", under=["nohup"])
    supervisor.send(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        supervisor.ends(0.5)
    supervisor.send(signal.SIGTERM)
    assert supervisor.ends() == 0


def test_a_killed_supervisor_takes_its_services_along(standin, folder):
    supervisor = standin("database", "web")
    services = pids(folder)
    supervisor.send(signal.SIGKILL)
    supervisor.ends()
    assert wait_until(lambda: not any(map(birth, services)), 10)
    again = standin("database")
    again.send(signal.SIGTERM)
    assert again.ends() == 0


def test_everything_killed_starts_again(standin, folder):
    supervisor = standin("database", "web")
    services = pids(folder)
    supervisor.send(signal.SIGKILL)
    for pid in services:
        os.kill(pid, signal.SIGKILL)
    supervisor.ends()
    again = standin("database", "web")
    again.send(signal.SIGTERM)
    assert again.ends() == 0
    assert story(folder)[-2:] == ["web ended", "database ended"]


def test_a_killed_service_is_said_and_started_again(standin, folder):
    supervisor = standin("database", "web")
    killed = pids(folder)[1]
    os.kill(killed, signal.SIGKILL)
    supervisor.says("web viel om en start opnieuw")
    assert wait_until(lambda: story(folder).count("web started") == 2, 10)
    assert wait_until(lambda: len(pids(folder)) == 2 and killed not in pids(folder), 10)


def test_what_a_killed_service_started_goes_with_it(standin, folder):
    supervisor = standin("web:parent")
    children = wait_until(lambda: children_of(pids(folder)[0]), 10)
    os.kill(pids(folder)[0], signal.SIGKILL)
    supervisor.says("web viel om")
    assert wait_until(lambda: not any(map(birth, children)), 10)


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def test_a_service_that_keeps_falling_over_ends_the_run(standin, folder):
    supervisor = standin("database", "web:broken", until="valt steeds om")
    assert supervisor.ends(60) == 1
    assert "geen schijfruimte" in supervisor.said
    assert story(folder)[-1] == "database ended"


def test_what_comes_once_is_done_before_the_rest(standin, folder):
    supervisor = standin("database", "tables:once", "web")
    supervisor.send(signal.SIGTERM)
    assert supervisor.ends() == 0
    assert story(folder) == [
        "database started",
        "tables started",
        "tables ended",
        "web started",
        "web ended",
        "database ended",
    ]


def test_a_step_that_fails_is_said_and_ends_the_run(standin, folder):
    supervisor = standin("database", "tables:failing", "web", until="tables lukte niet")
    assert supervisor.ends() == 1
    assert "tabel bestaat niet" in supervisor.said
    assert story(folder) == ["database started", "database ended"]


def test_the_next_run_ends_what_a_killed_one_left(folder):
    left = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    other = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    entries = [[left.pid, birth(left.pid), 15], [other.pid, "another's", 15]]
    (folder / "running.json").write_text(json.dumps({"processes": entries}))
    reaper = Thread(target=left.wait)  # an orphan is reaped by the system, a child by us
    reaper.start()
    running = Running(folder)
    assert running.take()
    running.end_leftovers()
    reaper.join(10)
    assert left.returncode == -signal.SIGTERM
    assert "sleep 1000" in command_line(other.pid)
    other.kill()
    other.wait()
    running.release()


def test_one_run_at_a_time(folder):
    first, second = Running(folder), Running(folder)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()
