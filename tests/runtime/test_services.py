"""Which servers `make run` brings along, and which it is told."""

import pytest

from portal.runtime.demo import Demo
from portal.runtime.port import listen

DATABASE, BROKER = "postgres://elders.example/portaal", "redis://elders.example/1"


@pytest.fixture
def demo(folder):
    web = listen(0)
    demo = Demo(folder, web)
    yield demo
    web.close()
    demo.letters.close()


def services(demo):
    return {service.name: service for service in demo.services()}


def test_without_servers_of_ones_own_it_brings_them_along(demo, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)

    found = services(demo)

    assert list(found)[:2] == ["database", "broker"]
    assert found["web"].env["DATABASE_URL"] != DATABASE


def test_servers_that_it_is_told_are_used_by_every_process(demo, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", DATABASE)
    monkeypatch.setenv("REDIS_URL", BROKER)

    found = services(demo)

    assert list(found) == ["preparation", "mail", "web", "worker", "beat"]
    told = {(each.env["DATABASE_URL"], each.env["REDIS_URL"]) for each in found.values()}
    assert told == {(DATABASE, BROKER)}
