"""Sockets that the supervisor holds and its children serve: nobody takes the port in between."""

import os
import socket

USUAL = 8000
TRIES = 50


def listen(port, host="127.0.0.1"):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError):
        listener.close()
        raise
    return listener


def listen_for_web(say):
    """The asked port or an error; without one the usual port or the next that is free."""
    asked = os.environ.get("PORT")
    if asked:
        return listen_where_asked(asked)
    for port in range(USUAL, USUAL + TRIES):
        try:
            listener = listen(port)
        except OSError:
            continue
        if port != USUAL:
            say(f"LET OP: poort {USUAL} is bezet, daarom poort {port}.")
        return listener
    raise SystemExit(f"Geen vrije poort van {USUAL} tot {USUAL + TRIES - 1}.")


def listen_where_asked(asked):
    try:
        return listen(int(asked))
    except (OSError, ValueError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "dat is geen poort"
        raise SystemExit(
            f"Poort {asked} kan niet ({reason}). Kies een andere: make run PORT=8123"
        ) from None
