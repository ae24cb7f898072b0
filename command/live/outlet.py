"""
The one writer of one socket's connection, with a bounded backlog.

Every byte to a socket, the library's own included, goes through here: two writers on one line
would sooner or later cut a frame in two. A socket that doesn't read is dropped; it comes back
with its cursor and misses nothing.
"""

import socket as plain
from collections import deque
from collections.abc import Callable
from typing import Protocol

import gevent
from gevent.socket import wait_write

MOST_FRAMES_WAITING = 200
MOST_BYTES_WAITING = 256 * 1024
STUCK_AFTER_S = 20

_TEXT_FRAME = 0x81
_ONE_BYTE_LENGTH = 125
_TWO_BYTE_LENGTH = 0xFFFF


class Line(Protocol):
    """The non-blocking socket below gevent's."""

    def send(self, data: bytes, /) -> int:
        """Take what fits now, or raise BlockingIOError."""

    def fileno(self) -> int:
        """Return its number."""

    def shutdown(self, how: int, /) -> None:
        """End it in both directions."""

    def setsockopt(self, level: int, option: int, value: int, /) -> None:
        """Set an option of it."""


class Connection(Protocol):
    """What the server hands over for a websocket: gevent's socket over a line."""

    def recv(self, size: int, /) -> bytes:
        """Wait for bytes."""

    def close(self) -> None:
        """Close it."""


def frame(text: bytes) -> bytes:
    """Wrap text in one unmasked WebSocket frame. Source: RFC 6455, 5.2."""
    length = len(text)
    if length <= _ONE_BYTE_LENGTH:
        return bytes((_TEXT_FRAME, length)) + text
    if length <= _TWO_BYTE_LENGTH:
        return bytes((_TEXT_FRAME, 126)) + length.to_bytes(2, "big") + text
    return bytes((_TEXT_FRAME, 127)) + length.to_bytes(8, "big") + text


def packet(name: str, body: bytes) -> bytes:
    """Write a Socket.IO message of the root namespace whose JSON is already encoded."""
    return b'42["' + name.encode("ascii") + b'",' + body + b"]"


class Outlet:
    """
    The one writer of one connection.

    Sends at once where the kernel takes it, else keeps a bounded backlog that
    one greenlet drains. A full backlog ends the connection.
    """

    __slots__ = ("_backlog", "_dropped", "_line", "_on_slow", "_waiting", "closed")

    def __init__(self, line: Line, on_slow: Callable[[], None]) -> None:
        """Take the connection's own non-blocking socket, below gevent's."""
        self._line = line
        self._on_slow = on_slow
        self._backlog: deque[bytes] = deque()
        self._waiting = 0
        self._dropped = False
        self.closed = False

    def write(self, data: bytes) -> None:
        """Send, or keep in order behind what's waiting; never blocks, never raises."""
        if self.closed:
            return
        if self._backlog:
            self._keep(data)
            return
        sent = self._try(data)
        if sent < len(data) and not self.closed:
            self._keep(data[sent:])
            gevent.spawn(self._drain)

    def close(self) -> None:
        """Forget what is waiting; the connection's owner closes the line."""
        self.closed = True
        self._backlog.clear()
        self._waiting = 0

    def _keep(self, data: bytes) -> None:
        full = len(self._backlog) >= MOST_FRAMES_WAITING
        if full or self._waiting + len(data) > MOST_BYTES_WAITING:
            self._drop()
            return
        self._backlog.append(data)
        self._waiting += len(data)

    def _try(self, data: bytes) -> int:
        try:
            return self._line.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self.close()
            return 0

    def _drain(self) -> None:
        while self._backlog and not self.closed:
            data = self._backlog[0]
            sent = self._try(data)
            if sent == len(data) and not self.closed:
                self._backlog.popleft()
                self._waiting -= sent
            elif not self.closed:
                self._backlog[0] = data[sent:]
                self._waiting -= sent
                self._wait()

    def _wait(self) -> None:
        try:
            wait_write(self._line.fileno(), timeout=STUCK_AFTER_S)
        except TimeoutError:
            self._drop()
        except (OSError, ValueError):
            # The owner closed the line under us.
            self.close()

    def _drop(self) -> None:
        self.close()
        self._on_slow()
        try:
            # The reading side of this connection wakes up and ends it in the ordinary way.
            self._line.shutdown(plain.SHUT_RDWR)
        except OSError:
            return


class Funnel:
    """A connection whose writes all go through its outlet; all else is the connection's own."""

    def __init__(self, connection: Connection, outlet: Outlet) -> None:
        """Take gevent's socket and the outlet over the same line."""
        self._connection = connection
        self._outlet = outlet

    def send(self, data: bytes) -> int:
        """Write through the outlet, all of it."""
        self._outlet.write(data)
        return len(data)

    def recv(self, size: int) -> bytes:
        """Read as ever."""
        return self._connection.recv(size)

    def close(self) -> None:
        """Close the outlet first, so that nothing is written to a reused number."""
        self._outlet.close()
        self._connection.close()
