"""A virus scanner that is not ours to trust: it speaks the protocol, on a real socket."""

import socketserver
import struct
import threading

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Scanner:
    """Finds Eicar in what holds its name or ``also``; ``answer`` makes it say something else."""

    def __init__(self):
        self.scanned, self.answer, self.also = [], None, EICAR
        scanner = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self):
                assert self.rfile.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!L", self.rfile.read(4))[0]:
                    content += self.rfile.read(size)
                scanner.scanned.append(content)
                self.wfile.write(scanner.verdict(content))

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.02])

    def verdict(self, content):
        found = EICAR in content or self.also in content
        said = b"stream: Eicar-Signature FOUND" if found else b"stream: OK"
        return (self.answer or said) + b"\0"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
