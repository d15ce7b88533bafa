import mailbox
import os
import runpy
import signal
import smtplib
import socket
import sys
import time
from email.message import EmailMessage
from threading import Thread

import pytest

from portal.demo import catcher


def send_and_stop(port):
    """Hand in one letter, then interrupt the catcher."""
    letter = EmailMessage()
    letter["Subject"] = "Welkom"
    letter.set_content("Tot dan, één keer.")
    to = ["asker@example.nl", "hidden@example.nl"]
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as connection:
        connection.send_message(letter, "portaal@example.nl", to)
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGINT)


def test_a_letter_becomes_a_file_that_says_to_whom_it_went(tmp_path, monkeypatch):
    listener = socket.create_server(("127.0.0.1", 0))
    arguments = ["catcher", str(os.dup(listener.fileno())), str(tmp_path / "mail")]
    monkeypatch.setattr(sys, "argv", arguments)
    sender = Thread(target=send_and_stop, args=[listener.getsockname()[1]])
    sender.start()

    with pytest.raises(KeyboardInterrupt):
        runpy.run_path(catcher.__file__, run_name="__main__")

    sender.join()
    listener.close()
    (letter,) = mailbox.Maildir(tmp_path / "mail")
    assert letter["Subject"] == "Welkom"
    assert letter["Delivered-To"] == "asker@example.nl, hidden@example.nl"
