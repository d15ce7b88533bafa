"""A mail server with moods: it refuses, stalls and hangs up where a test tells it to."""

import asyncio
import threading
from email import message_from_bytes, policy

DROP = "DROP"
DROP_IN_DATA = "DROP IN DATA"
ACCEPT_THEN_DROP = "ACCEPT THEN DROP"
USUAL = {
    "CONNECT": "220 moody",
    "EHLO": "250 moody",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "RSET": "250 OK",
    "DATA": "354 Go on",
    "DOT": "250 2.0.0 queued",
    "QUIT": "221 Bye",
}


class HangUpError(Exception):
    pass


class MoodyServer:
    """``says["RCPT"] = "550 …"`` changes an answer; a list of answers is used up one by one.

    ``slow["DOT"] = 2`` makes it answer seconds later, ``drips["DOT"] = 2`` a byte every two
    seconds. ``accepted`` holds what it took, ``steps`` all it was told.
    """

    def __init__(self):
        self.says, self.slow, self.drips = {}, {}, {}
        self.accepted, self.steps = [], []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)

    def __enter__(self):
        self.thread.start()
        self.server = self._run(asyncio.start_server(self._session, "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *error):
        self._run(self._stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    async def _stop(self):
        self.server.close()
        sessions = asyncio.all_tasks() - {asyncio.current_task()}
        for session in sessions:
            session.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)

    @property
    def messages(self):
        return [message_from_bytes(each, policy=policy.default) for each in self.accepted]

    def count(self, step):
        return self.steps.count(step)

    async def _session(self, reader, writer):
        try:
            await self._say(writer, "CONNECT")
            while line := await reader.readline():
                step = line.split()[0].decode().upper()
                if await self._say(writer, step) and step == "DATA":
                    await self._take(reader, writer)
        except (HangUpError, ConnectionError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()

    async def _take(self, reader, writer):
        message = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
        if await self._say(writer, "DOT", keep=message):
            self.accepted.append(message)

    async def _say(self, writer, step, keep=None):
        self.steps.append(step)
        answer = self.says.get(step, USUAL.get(step, "502 Unknown"))
        if isinstance(answer, list):
            answer = answer.pop(0) if answer else USUAL[step]
        await asyncio.sleep(self.slow.get(step, 0))
        if answer == ACCEPT_THEN_DROP:
            self.accepted.append(keep)
        if answer in (DROP, ACCEPT_THEN_DROP):
            raise HangUpError
        await self._write(writer, step, USUAL["DATA"] if answer == DROP_IN_DATA else answer)
        if answer == DROP_IN_DATA:
            raise HangUpError
        return answer[0] in "23"

    async def _write(self, writer, step, answer):
        for letter in answer if step in self.drips else "":
            writer.write(letter.encode())
            await asyncio.sleep(self.drips.get(step, 0))
        writer.write(b"\r\n" if step in self.drips else answer.encode() + b"\r\n")
        await writer.drain()
