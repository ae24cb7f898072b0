"""A webhook on this machine that remembers what it was sent, and can refuse."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """What Apprise's `json://` reaches. `refusing` makes it answer 503."""

    def __init__(self) -> None:
        """Listen on a free port of the loopback."""
        self.messages: list[dict[str, Any]] = []
        self.asked = 0
        self.refusing = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """The address for Apprise."""
        return f"json://127.0.0.1:{self._server.server_address[1]}/told"

    @property
    def bodies(self) -> list[str]:
        """The text of each message taken, in order."""
        return [str(message["message"]) for message in self.messages]

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.asked += 1
                if not receiver.refusing:
                    receiver.messages.append(json.loads(body))
                self.send_response(503 if receiver.refusing else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver for as long as the block lasts."""
    receiver = Receiver()
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()
