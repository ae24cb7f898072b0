"""From the POST of a report to its document on 1,000 pages, beside a bare broadcast."""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson

from benchmarks.listeners import Listeners
from benchmarks.load import request
from benchmarks.ratio import Bound, Ratio, percentile
from command.cli.asking import ask
from command.domain.actions import SetEventTime
from command.domain.authority import Role
from command.domain.event import EventTime
from command.domain.identifiers import Instant
from tests.ports import free_port
from tests.valkey import Valkey
from tests.web.stack import EVENT, ROOT, Stack, new_id, until

CLIENTS = 1_000
RATE = 20
SECONDS = 8
_ROUNDS = 5
"""Our thousand pings fall into one or two of them; the median leaves these out."""
_PATIENCE_S = 15
_FIRST_BARE = 10**9
_PER_SESSION = 40
"""A session may open sixty sockets a minute."""


def main() -> Iterator[Ratio | Bound]:
    """Connect, send 20 reports a second; then the same bytes through a bare broadcast."""
    with tempfile.TemporaryDirectory(prefix="dg-") as folder:
        store = Valkey(Path(folder))
        store.start()
        stack = Stack(store)
        _stop_the_clock(stack)
        try:
            stack.start_web()
            yield from measured(stack)
        finally:
            stack.stop()
            store.stop()


def measured(stack: Stack) -> Iterator[Ratio | Bound]:
    """Rounds in turn; the ratio of their median p99."""
    # Both sets in one loop: pings of the one are answered while the other is measured, or a
    # thousand late pongs at once would be what the next round measures.
    listeners = Listeners()
    ours = Ours(stack, listeners)
    with bare_server() as (port, trigger):
        bare = Bare(port, trigger, lambda: ours.size, listeners)
        pairs = [(ours.round(), bare.round()) for _ in range(_ROUNDS)]
    for mine, theirs in pairs:
        print(f"  p50/p99 {_tails(mine)} ms against {_tails(theirs)} ms, {ours.size} bytes")
    p99s = sorted(percentile(mine, 0.99) for mine, _ in pairs)
    bare_p99s = sorted(percentile(theirs, 0.99) for _, theirs in pairs)
    yield Ratio(
        name=f"report to document on {CLIENTS:,} pages at {RATE}/s, p99",
        ours=p99s[_ROUNDS // 2],
        theirs=bare_p99s[_ROUNDS // 2],
        unit="ms",
        compared_with="a bare broadcast of the same bytes by `websockets`",
        goal=2,
        at_least=False,
    )
    expected = CLIENTS * RATE * SECONDS * _ROUNDS
    missing = expected - sum(len(mine) for mine, _ in pairs)
    yield Bound(name=f"deliveries lost of {expected:,}", value=missing, unit="lost", goal=0)


class Ours:
    """Walls connected to the real thing, and a phone that reports."""

    def __init__(self, stack: Stack, listeners: Listeners) -> None:
        """Connect everybody and bring them up to date."""
        self._port = stack.webs[0].port
        self._listeners = listeners
        sessions = [stack.sign_in(Role.WALL) for _ in range(CLIENTS // _PER_SESSION + 1)]
        path = f"/socket.io/?EIO=4&transport=websocket&event={EVENT}"
        for place in range(CLIENTS):
            cookie = f"denggao={sessions[place // _PER_SESSION]}"
            self._listeners.add(self._port, path, cookie, is_socketio=True)
        head = stack.client(Role.WALL).get("sync").json()["head"]
        self._listeners.say(b"42" + orjson.dumps(["hello", {"cursor": head}]))
        self._listeners.listen(time.perf_counter() + 2)
        self._cookie = f"denggao={stack.sign_in(Role.DISPATCHER)}"
        self._line = socket.create_connection(("127.0.0.1", self._port))
        self._listeners.selector.register(self._line, 1, "answers")
        self.size = 0

    def round(self) -> list[float]:
        """Waits in ms, one for each delivery."""
        answers: list[bytes] = []
        before = self._listeners.heard

        def take(line: socket.socket) -> None:
            answers.append(line.recv(65536))

        sent = _paced(
            lambda: self._line.sendall(self._report()),
            lambda at: self._listeners.listen(at, take),
        )
        until_at = time.perf_counter() + _PATIENCE_S
        expected = before + CLIENTS * len(sent)
        while self._listeners.heard < expected and time.perf_counter() < until_at:
            self._listeners.listen(time.perf_counter() + 0.2, take)
        heard = _split(answers)
        seqs = [json.loads(one.partition(b"\r\n\r\n")[2])["seq"] for one in heard]
        self.size = self._listeners.sizes[seqs[-1]]
        return _waits(self._listeners, dict(zip(seqs, sent, strict=True)))

    def _report(self) -> bytes:
        action = {"type": "report", "id": new_id(), "incident_type": "crush", "zone": "gate-plaza"}
        body = json.dumps({**action, "what": "检票口西侧有人挤倒"}, ensure_ascii=False).encode()
        path = f"/api/v1/events/{EVENT}/actions"
        return request(path, body, Cookie=self._cookie, X_Denggao="1")


class Bare:
    """The same number of listeners on the bare broadcast, and messages of the same size."""

    def __init__(
        self, port: int, trigger: int, size: Callable[[], int], listeners: Listeners
    ) -> None:
        """Connect everybody."""
        self._size = size
        self._listeners = listeners
        for _ in range(CLIENTS):
            self._listeners.add(port, "/", None, is_socketio=False)
        self._line = socket.create_connection(("127.0.0.1", trigger))
        self._listeners.selector.register(self._line, 1, "answers")
        self._number = _FIRST_BARE

    def round(self) -> list[float]:
        """Waits in ms, one for each delivery."""
        first = self._number
        sent = _paced(
            self._send,
            lambda at: self._listeners.listen(at, _pass_over),
        )
        return _waits(self._listeners, dict(enumerate(sent, first + 1)))

    def _send(self) -> None:
        self._number += 1
        message = b'["entry",{"seq":%d,"hash":"' % self._number
        message += b"x" * (self._size() - len(message) - 6) + b'"}]'
        self._line.sendall(len(message).to_bytes(4, "big") + message)


def _stop_the_clock(stack: Stack) -> None:
    # Nobody answers twenty reports a second. From the second round on their missed deadlines would
    # be sent beside them, three entries for one, and the bare broadcast has nothing like it.
    now = Instant(stack.clock.now())
    ask(stack.desk(), SetEventTime(time=EventTime(event_at=now, real_at=now, rate=0)))


def _paced(send: Callable[[], None], listen: Callable[[float], None]) -> list[float]:
    """Send `RATE` a second for `SECONDS`, listening in between; when each was sent."""
    sent: list[float] = []
    start = time.perf_counter()
    for place in range(RATE * SECONDS):
        listen(start + place / RATE)
        sent.append(time.perf_counter())
        send()
    listen(time.perf_counter() + 1)
    return sent


def _waits(listeners: Listeners, sent: dict[int, float]) -> list[float]:
    return [
        (arrived - at) * 1000
        for number, at in sent.items()
        for arrived in listeners.arrivals.get(number, [])
    ]


def _split(answers: list[bytes]) -> list[bytes]:
    return b"".join(answers).split(b"HTTP/1.1 ")[1:]


def _pass_over(line: socket.socket) -> None:
    line.recv(65536)


def _tails(waits: list[float]) -> str:
    return f"{percentile(waits, 0.5):.1f}/{percentile(waits, 0.99):.1f}"


@contextmanager
def bare_server() -> Iterator[tuple[int, int]]:
    """The bare broadcast in a process of its own: its port, and where to send messages."""
    port, trigger = free_port(), free_port()
    words = [sys.executable, "-m", "benchmarks.bare_broadcast", str(port), str(trigger)]
    process = subprocess.Popen(words, cwd=ROOT)
    try:
        until(lambda: _listens(trigger), what="the bare broadcast")
        yield port, trigger
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    for figure in main():
        print(figure)
