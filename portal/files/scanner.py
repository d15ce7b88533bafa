"""Asks ClamAV about a file, over TCP (INSTREAM); off unless the settings name its address."""

import socket
import struct

from django.conf import settings

SECONDS = 20
CHUNK = 65_536


class Away(Exception):  # noqa: N818 - a state, no error of ours
    """The scanner is set and gives no answer."""


def is_on():
    return bool(settings.CLAMAV)


def virus_in(path):
    """The name of what was found, or ""."""
    host, _, port = settings.CLAMAV.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=SECONDS) as connection:
            answer = _ask(connection, path)
    except OSError as error:
        raise Away(str(error)) from error
    if answer == "stream: OK":
        return ""
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise Away(answer)


def _ask(connection, path):
    connection.sendall(b"zINSTREAM\0")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
    connection.sendall(struct.pack("!L", 0))
    answer = b"".join(iter(lambda: connection.recv(4096), b""))
    return answer.rstrip(b"\0\n").decode(errors="replace")
