"""`python -m bench.sink <fd>`: a mail server that takes everything and keeps nothing."""

import asyncio
import socket
import sys

GREETING, DONE, GO_ON, BYE = b"220 sink\r\n", b"250 OK\r\n", b"354 Go on\r\n", b"221 Bye\r\n"


async def session(reader, writer):
    writer.write(GREETING)
    while line := await reader.readline():
        command = line[:4].upper()
        if command == b"DATA":
            writer.write(GO_ON)
            await reader.readuntil(b"\r\n.\r\n")
        writer.write(BYE if command == b"QUIT" else DONE)
        if command == b"QUIT":
            break
    writer.close()


async def serve(listener):
    server = await asyncio.start_server(session, sock=listener, limit=2**20)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(socket.socket(fileno=int(sys.argv[1]))))
