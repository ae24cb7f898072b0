"""
Pages: raw Socket.IO clients that keep a board by the contract, and note whatever breaks it.

They apply only the entry after their own, drop everything at a snapshot, and never fold.
"""

import json
import random
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import websocket

from command.domain.views import View
from tests.faults.history import History
from tests.faults.people import Line, NoAnswer

LOOK_EVERY_S: Final = 0.25
CONNECTS_WITHIN_S: Final = 5.0
PAUSE_S: Final = 0.3
Key = tuple[str, str]
Documents = dict[Key, dict[str, Any]]


class Page(threading.Thread):
    """One page on one web address: connects again for ever, and keeps its cursor and board."""

    def __init__(self, name: str, url: str, cookie: str, view: View, history: History) -> None:
        """Take where it looks and through whose eyes."""
        super().__init__(name=name, daemon=True)
        self.view = view
        self.cursor: dict[str, Any] | None = None
        self.docs: Documents = {}
        self.lines: dict[int, dict[str, Any]] = {}
        self.tick: dict[str, Any] | None = None
        self.ticked_s = 0.0
        self.entries = 0
        self.connects = 0
        self.snapshots = 0
        self.sent_back: list[dict[str, Any]] = []
        """The cursors it had when it was told to begin anew: then it offers what it sent again."""
        self._url = url
        self._cookie = cookie
        self._history = history
        self._http = Line(url, cookie, history)
        self._over = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        pause = random.Random(self.name)
        while not self._over.is_set():
            with suppress(OSError, websocket.WebSocketException, NoAnswer, _Broken):
                self._look()
            self._over.wait(PAUSE_S * pause.uniform(0.5, 1.5))
        self._http.close()

    def close(self) -> None:
        """Stop looking."""
        self._over.set()
        self.join(10)

    def has_come_to(self, seq: int, digest: str) -> bool:
        """Whether it shows the log as it is at this head."""
        cursor = self.cursor
        return cursor is not None and (cursor["seq"], cursor["hash"]) == (seq, digest)

    def _look(self) -> None:
        if self.cursor is None:
            self._begin_anew()
        query = f"EIO=4&transport=websocket&event={self._history.event}"
        address = f"ws://{urlsplit(self._url).netloc}/socket.io/?{query}"
        line = websocket.create_connection(
            address, timeout=CONNECTS_WITHIN_S, header=[f"Cookie: denggao={self._cookie}"]
        )
        try:
            line.recv()
            line.send("40")
            if not str(line.recv()).startswith("40"):
                raise _Broken("refused")
            self.connects += 1
            self._hello(line)
            line.settimeout(LOOK_EVERY_S)
            while not self._over.is_set():
                with suppress(websocket.WebSocketTimeoutException):
                    self._take(str(line.recv()), line)
        finally:
            line.close(timeout=0)

    def _hello(self, line: websocket.WebSocket) -> None:
        line.send("42" + json.dumps(["hello", {"cursor": self.cursor}]))

    def _take(self, packet: str, line: websocket.WebSocket) -> None:
        if packet == "2":
            line.send("3")
            return
        if packet in {"", "1", "41"}:
            raise _Broken("closed")
        if not packet.startswith("42"):
            return
        name, said = json.loads(packet[2:])
        match name:
            case "welcome":
                self._welcome(said, line)
            case "entry":
                self._entry(said, line)
            case "tick":
                self._tick(said)
            case "bye":
                raise _Broken("bye")

    def _welcome(self, said: Mapping[str, Any], line: websocket.WebSocket) -> None:
        if said["mode"] == "snapshot":
            if self.cursor is not None:
                self.sent_back.append(self.cursor)
            self._begin_anew()
            self._hello(line)
            return
        assert self.cursor is not None
        if said["head"]["seq"] < self.cursor["seq"]:
            self._wrong(f"a delta leads back from {self.cursor['seq']} to {said['head']['seq']}")
        self._keep(said["docs"])
        self._write(said["lines"])
        self.cursor = dict(said["head"])
        self._tick(said["tick"])

    def _entry(self, said: Mapping[str, Any], line: websocket.WebSocket) -> None:
        assert self.cursor is not None
        expected = self.cursor["seq"] + 1
        if said["seq"] < expected:
            return
        if said["seq"] > expected:
            self._wrong(f"entry {said['seq']} came where {expected} was next")
            self._hello(line)
            return
        self.entries += 1
        self._keep(said["docs"])
        if said["line"] is not None:
            self._write([said["line"]])
        for doc in said["docs"]:
            if doc["kind"] == "event":
                self.cursor["epoch"] = doc["epoch"]
        self.cursor = {**self.cursor, "seq": said["seq"], "hash": said["hash"]}

    def _tick(self, said: dict[str, Any]) -> None:
        self.tick, self.ticked_s = said, time.monotonic()

    def _begin_anew(self) -> None:
        status, said = self._http.ask("GET", f"/api/v1/events/{self._history.event}/sync")
        if status != 200:
            raise _Broken(f"sync {status}")
        self.snapshots += 1
        self.docs, self.lines = {}, {}
        self._keep(said["docs"])
        self._write(said["lines"])
        self.cursor = dict(said["head"])

    def _keep(self, docs: Iterable[dict[str, Any]]) -> None:
        for doc in docs:
            key = (doc["kind"], doc["id"])
            known = self.docs.get(key)
            if known is None or known["v"] <= doc["v"]:
                self.docs[key] = doc

    def _write(self, lines: Iterable[dict[str, Any]]) -> None:
        for line in lines:
            known = self.lines.setdefault(line["seq"], line)
            if known["h"] != line["h"]:
                self._wrong(f"line {line['seq']} was told twice, with different hashes")

    def _wrong(self, what: str) -> None:
        self._history.page_went_wrong(f"{self.name}: {what}")


class _Broken(Exception):
    """This connection is over; another one follows."""
