"""A mail server on the loopback that keeps what it accepted; it can be slow at the dangerous moment."""

import email
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks enough of SMTP; ``pause`` is waited between accepting a letter and saying so."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, pause: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.pause = pause
        self.accepted: list[bytes] = []
        self.answers: dict[str, str] = {}
        self.connections = 0
        self.accepting = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def letters(self) -> list[Message]:
        return [email.message_from_bytes(data) for data in self.accepted]

    def counts(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(str(letter["Message-ID"]) for letter in self.letters())


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line.split(b" ")[0].strip().upper().decode("ascii", "replace")
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == "DATA" and verb not in self.server.answers:
                self._say("354 go on")
                self._accept()
            else:
                self._say(self.server.answers.get(verb, "250 fine"))

    def _accept(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return  # the sender died within the text: not accepted
            lines.append(line[1:] if line.startswith(b"..") else line)
        if "TEXT" in self.server.answers:
            self._say(self.server.answers["TEXT"])
            return
        self.server.accepted.append(b"".join(lines))
        self.server.accepting.set()
        time.sleep(self.server.pause)
        self._say("250 accepted")

    def _say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            return


@contextmanager
def mail_server(pause: float = 0.0) -> Iterator[MailServer]:
    with MailServer(pause) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
