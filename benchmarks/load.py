"""A load from one thread: several connections kept alive, each with one request under way."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_CHUNK = 65_536


@dataclass(slots=True)
class Line:
    """One connection and what it waits for."""

    sock: socket.socket
    sent_at: float = 0.0
    heard: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How a load went: waits in ms, answers by status, and how long all of it took."""

    waits_ms: list[float]
    statuses: dict[int, int]
    seconds: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits_ms) / self.seconds


def post_all(port: int, requests: Iterator[bytes], *, connections: int) -> Loaded:
    """Send every request, `connections` at a time, and wait for every answer."""
    selector = selectors.DefaultSelector()
    waits: list[float] = []
    statuses: dict[int, int] = {}
    start = time.perf_counter()
    for _ in range(connections):
        line = Line(socket.create_connection(("127.0.0.1", port)))
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if _send_next(line, requests):
            selector.register(line.sock, selectors.EVENT_READ, line)
    while selector.get_map():
        for key, _ in selector.select():
            line = key.data
            line.heard += line.sock.recv(_CHUNK)
            status = _answered(line.heard)
            if status is None:
                continue
            waits.append((time.perf_counter() - line.sent_at) * 1000)
            statuses[status] = statuses.get(status, 0) + 1
            line.heard.clear()
            if not _send_next(line, requests):
                selector.unregister(line.sock)
                line.sock.close()
    return Loaded(waits_ms=waits, statuses=statuses, seconds=time.perf_counter() - start)


def request(path: str, body: bytes, **headers: str) -> bytes:
    """The bytes of one POST of JSON."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _send_next(line: Line, requests: Iterator[bytes]) -> bool:
    following = next(requests, None)
    if following is None:
        return False
    line.sent_at = time.perf_counter()
    line.sock.sendall(following)
    return True


def _answered(heard: bytearray) -> int | None:
    """The status of a whole answer; none while some of it is still to come."""
    head, gap, body = heard.partition(b"\r\n\r\n")
    if not gap:
        return None
    length = 0
    for header in head.split(b"\r\n")[1:]:
        name, _, value = header.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return int(head.split(b" ", 2)[1]) if len(body) >= length else None
