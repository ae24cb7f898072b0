"""Many WebSocket listeners in one thread, each arrival noted with its time and its number."""

import base64
import os
import re
import selectors
import socket
import time
from collections.abc import Callable

_CHUNK = 262_144
_SEQ = re.compile(rb'"entry",\{"seq":(\d+),')
_PING = b"\x81\x012"
"""A whole frame, often behind an entry; JSON can't hold these bytes."""


class Listeners:
    """Connections that only listen; `arrivals` maps a message's number to the times it came."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self.selector = selectors.DefaultSelector()
        self.arrivals: dict[int, list[float]] = {}
        self.sizes: dict[int, int] = {}
        self.heard = 0

    def add(self, port: int, path: str, cookie: str | None, *, is_socketio: bool) -> None:
        """Shake hands, say hello where one has to, and listen."""
        sock = socket.create_connection(("127.0.0.1", port), timeout=20)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        ]
        if cookie is not None:
            lines.append(f"Cookie: {cookie}")
        sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        _until(sock, b"\r\n\r\n")
        if is_socketio:
            sock.sendall(masked(b"40"))
            _until(sock, b'40{"sid"')
        sock.setblocking(False)
        self.selector.register(sock, selectors.EVENT_READ, None)

    def say(self, text: bytes) -> None:
        """Have every listener send the same text."""
        for key in list(self.selector.get_map().values()):
            if key.data is None:
                sock = key.fileobj
                if isinstance(sock, socket.socket):
                    sock.sendall(masked(text))

    def listen(self, until: float, also: Callable[[socket.socket], None] | None = None) -> None:
        """Note what arrives until an instant of `perf_counter`; other sockets go to `also`."""
        while (left := until - time.perf_counter()) > 0:
            for key, _ in self.selector.select(left):
                sock = key.fileobj
                if not isinstance(sock, socket.socket):
                    continue
                if key.data is not None:
                    if also is not None:
                        also(sock)
                    continue
                heard = sock.recv(_CHUNK)
                now = time.perf_counter()
                if not heard:
                    raise ConnectionError("a listener was dropped")
                if _PING in heard:
                    sock.sendall(masked(b"3"))
                for found in _SEQ.finditer(heard):
                    number = int(found[1])
                    self.arrivals.setdefault(number, []).append(now)
                    self.heard += 1
                    self.sizes[number] = len(heard)


def masked(text: bytes) -> bytes:
    """A client's text frame; a mask of zeros is as good as any here."""
    if len(text) < 126:
        return bytes([0x81, 0x80 | len(text)]) + bytes(4) + text
    return bytes([0x81, 0x80 | 126]) + len(text).to_bytes(2, "big") + bytes(4) + text


def _until(sock: socket.socket, mark: bytes) -> bytes:
    heard = b""
    while mark not in heard:
        some = sock.recv(4096)
        if not some:
            raise ConnectionError(f"closed before {mark!r}: {heard[:200]!r}")
        heard += some
    return heard
