"""A TCP or unix-socket line that can be made to fail, in eight ways, while a test runs."""

import socket
import struct
import threading
import time
from contextlib import suppress
from typing import Literal

Mode = Literal["pass", "blackhole", "reset", "refuse", "delay", "slow", "cut_reply", "cut_append"]

DELAY_S = 0.4
SLOW_BYTES_S = 20_000
_APPENDS = (b"EVALSHA", b"XADD")
_CHUNK_BYTES = 65536
_BLACKHOLE_LOOK_S = 0.01


class FaultProxy:
    """
    Passes bytes between clients on a local port and a server.

    `pass` does no harm. `blackhole` keeps the bytes until healed. `reset` and
    `refuse` end every line and refuse new ones. `delay` adds 0.4 s, `slow`
    passes 20 kB/s. `cut_reply` lets the request through and ends the line
    instead of passing the answer. `cut_append` does that to appends only.
    """

    def __init__(self, upstream: str) -> None:
        """Listen on a free port; `upstream` is a path of a unix socket or `host:port`."""
        self._upstream = upstream
        self._mode: Mode = "pass"
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._doomed: set[socket.socket] = set()
        self.sent_up: list[bytes] = []
        self.appends_cut = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """What a client connects to."""
        return f"redis://127.0.0.1:{self.port}/0"

    def set(self, mode: Mode) -> None:
        """Fail in another way from now on."""
        self._mode = mode
        if mode in {"reset", "refuse"}:
            self._end_lines()

    def count_sent(self, word: bytes) -> int:
        """Count how often a word went up to the server since the start."""
        return b"".join(self.sent_up).count(word)

    def close(self) -> None:
        """End everything."""
        self._closed = True
        self._mode = "pass"
        # Wakes the thread that waits in accept; closing alone would leave it there.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._end_lines()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._mode in {"reset", "refuse"}:
                _reset(client)
                continue
            try:
                server = self._connect()
            except OSError:
                client.close()
                continue
            with self._lock:
                self._lines |= {client, server}
            self._start(client, server, True)
            self._start(server, client, False)

    def _start(self, source: socket.socket, target: socket.socket, is_up: bool) -> None:
        thread = threading.Thread(target=self._pump, args=(source, target, is_up), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _connect(self) -> socket.socket:
        if self._upstream.startswith("/"):
            server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                server.connect(self._upstream)
            except OSError:
                server.close()
                raise
            return server
        host, _, port = self._upstream.rpartition(":")
        return socket.create_connection((host, int(port)))

    def _pump(self, source: socket.socket, target: socket.socket, is_up: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(_CHUNK_BYTES):
                if not self._let_through(chunk, is_up):
                    self._end_lines()
                    break
                if target in self._doomed:
                    self.appends_cut += 1
                    break
                if is_up:
                    self.sent_up.append(chunk)
                    if self._mode == "cut_append" and any(word in chunk for word in _APPENDS):
                        self._doomed.add(source)
                target.sendall(chunk)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        with self._lock:
            self._lines -= {source, target}
            self._doomed -= {source, target}

    def _let_through(self, chunk: bytes, is_up: bool) -> bool:
        while self._mode == "blackhole":
            time.sleep(_BLACKHOLE_LOOK_S)
        if self._mode == "delay":
            time.sleep(DELAY_S)
        if self._mode == "slow":
            time.sleep(len(chunk) / SLOW_BYTES_S)
        return is_up or self._mode != "cut_reply"

    def _end_lines(self) -> None:
        with self._lock:
            lines, self._lines = self._lines, set()
        for line in lines:
            _reset(line)


def _reset(line: socket.socket) -> None:
    """End a line with RST, as a machine that lost its memory does."""
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with suppress(OSError):
        # Wakes whoever waits in recv on it.
        line.shutdown(socket.SHUT_RDWR)
    line.close()
