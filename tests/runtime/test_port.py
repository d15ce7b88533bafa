import socket

import pytest

from portal.runtime import port


@pytest.fixture
def usual(monkeypatch):
    """The usual port, taken by somebody else."""
    monkeypatch.delenv("PORT", raising=False)
    with port.listen(0) as taken:
        number = taken.getsockname()[1]
        monkeypatch.setattr(port, "USUAL", number)
        yield number


def test_the_next_free_port_is_said_loudly(usual):
    said = []
    with port.listen_for_web(said.append) as listener:
        number = listener.getsockname()[1]
    assert number > usual
    assert said == [f"LET OP: poort {usual} is bezet, daarom poort {number}."]


def test_the_usual_port_is_not_worth_a_word(usual, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(port, "USUAL", free.getsockname()[1])
    said = []
    with port.listen_for_web(said.append) as listener:
        assert listener.getsockname()[1] == port.USUAL
    assert said == []


def test_all_ports_taken(usual, monkeypatch):
    monkeypatch.setattr(port, "TRIES", 1)
    with pytest.raises(SystemExit, match="Geen vrije poort"):
        port.listen_for_web(print)


@pytest.mark.parametrize("asked", ["taken", "tachtig", "123456", "-1"])
def test_an_asked_port_that_cannot_be_used_is_an_error(usual, monkeypatch, asked):
    monkeypatch.setenv("PORT", str(usual) if asked == "taken" else asked)
    with pytest.raises(SystemExit, match="kan niet"):
        port.listen_for_web(print)


def test_an_asked_port_is_used(usual, monkeypatch):
    with port.listen(0) as listener:
        number = listener.getsockname()[1]
    monkeypatch.setenv("PORT", str(number))
    with port.listen_for_web(print) as listener:
        assert listener.getsockname()[1] == number
