"""Catches the demo's mail: nothing leaves the machine, each letter becomes a file.

`python -m portal.demo.catcher SOCKET FOLDER`: the number of a listening socket, and a Maildir.
Standard library and aiosmtpd only.
"""

import asyncio
import mailbox
import socket
import sys

from aiosmtpd.smtp import SMTP

LARGEST = 30_000_000  # bytes


class Catcher:
    def __init__(self, folder):
        self.box = mailbox.Maildir(folder)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        recipients = ", ".join(envelope.rcpt_tos)
        self.box.add(f"Delivered-To: {recipients}\n".encode() + envelope.content)
        return "250 bewaard"


async def catch(listener, folder):
    catcher = Catcher(folder)

    def conversation():
        return SMTP(catcher, data_size_limit=LARGEST, enable_SMTPUTF8=True, hostname="demo")

    loop = asyncio.get_running_loop()
    server = await loop.create_server(conversation, sock=listener)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(catch(socket.socket(fileno=int(sys.argv[1])), sys.argv[2]))
