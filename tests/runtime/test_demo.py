"""The real thing, from a checkout of its own with a difficult name, as root or not."""

import os
import signal
import socket

import pytest

from portal.runtime.processes import birth, wait_until
from tests.runtime.checkout import SERVICES, environment

pytestmark = pytest.mark.processes


def test_the_demo_survives_what_a_machine_does_to_it(checkout, new_checkout):
    checkout.up()
    assert wait_until(lambda: checkout.answers() == 200, 60)
    assert checkout.answers("/demo/postvak/") == 200
    with checkout.connect() as connection:
        connection.execute("create table kept as select 1 as row")

    again = checkout.start("portal.runtime", "up", cwd=checkout.root, env=environment())
    assert again.ends() == 0
    assert f"draait al: {checkout.url}" in again.said

    a_run_of_tests_meanwhile_disturbs_nothing(checkout)
    a_checkout_beside_it_disturbs_nothing(checkout, new_checkout("ernaast"))

    for service in SERVICES:
        checkout.kill(service)

    everything = checkout.pids()
    for pid in [checkout.running.pid(), *everything]:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not any(map(birth, everything)), 10)

    last = checkout.up()
    assert wait_until(lambda: checkout.answers() == 200, 60)
    with checkout.connect() as connection:
        assert connection.execute("select * from kept").fetchall() == [(1,)]

    everything = checkout.pids()
    assert "Het portaal is gestopt." in checkout.stop()
    assert last.ends() == 0
    assert not any(map(birth, everything))


def a_run_of_tests_meanwhile_disturbs_nothing(here):
    mine = here.pids()
    tests = here.start(
        "pytest", "-q", "tests/portal/themes/test_models.py", cwd=here.root, env=environment()
    )
    assert tests.ends(300) == 0, tests.said
    assert " passed" in tests.said
    assert (here.answers(), here.pids()) == (200, mine)
    with here.connect() as connection:
        assert connection.execute("select * from kept").fetchall() == [(1,)]


def a_checkout_beside_it_disturbs_nothing(here, beside):
    mine, second = here.pids(), beside.up()
    others = beside.pids()
    for each in (here, beside):
        assert wait_until(lambda each=each: each.answers() == 200, 60)
    assert here.url != beside.url
    with beside.connect() as connection:
        assert connection.execute("select to_regclass('kept')").fetchone() == (None,)

    assert "Het portaal is gestopt." in beside.stop()
    assert second.ends() == 0
    assert not any(map(birth, others))
    assert (here.answers(), here.pids()) == (200, mine)


def test_stopping_what_does_not_run(checkout):
    assert "draait niet" in checkout.stop()


def test_a_port_that_is_taken(checkout):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        asked = environment() | {"PORT": port}
        up = checkout.start("portal.runtime", "up", cwd=checkout.root, env=asked)
        assert up.ends() == 1
    assert f"Poort {port} kan niet" in up.said
    assert checkout.running.read() == {}
