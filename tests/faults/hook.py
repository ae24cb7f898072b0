"""A webhook on this machine that takes notices, and keeps whoever calls waiting when told to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

ANSWERS_WITHIN_S: Final = 20.0


class Hook:
    """Counts who was told. `hold` keeps the next callers waiting until `release`."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._open = threading.Event()
        self._open.set()
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                hook.told.append(self.path)
                hook.wait()
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def address(self, whose: str) -> str:
        """Spell it as Apprise wants it."""
        return f"json://127.0.0.1:{self._server.server_address[1]}/{whose}"

    def has_told_more_than(self, count: int) -> bool:
        """Whether somebody was told since there were so many."""
        return len(self.told) > count

    def hold(self) -> None:
        """Keep callers waiting from now on."""
        self._open.clear()

    def release(self) -> None:
        """Answer everybody."""
        self._open.set()

    def wait(self) -> None:
        """Wait as a caller does."""
        self._open.wait(ANSWERS_WITHIN_S)

    def close(self) -> None:
        """Answer nobody any more."""
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def running_hook() -> Iterator[Hook]:
    """Run a hook for as long as the block lasts."""
    hook = Hook()
    try:
        yield hook
    finally:
        hook.close()
