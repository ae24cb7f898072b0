"""Those who ask: a browser's requests and its socket, as they are on the wire."""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

import requests
import websocket

from command.clock import stopwatch_s

EVENT = "drill-1"
HEARS_WITHIN_S = 10.0


PATIENCE_S = 30.0
"""Nobody's promise: how long a busy machine may take for what is done in a second elsewhere."""


def until(holds: Callable[[], Any], seconds: float = PATIENCE_S, *, what: str = "it") -> Any:
    """Ask again and again until the answer is truthy, and return it."""
    until_s = stopwatch_s() + seconds
    while True:
        looked_s = stopwatch_s()
        answer = holds()
        if answer:
            return answer
        assert stopwatch_s() < until_s, f"{what} did not come about within {seconds} s"
        # A look that takes long must not keep the cores from those it looks at.
        time.sleep(max(0.01, stopwatch_s() - looked_s))


class Client(requests.Session):
    """Somebody with a cookie or a token, on one web address."""

    def __init__(self, url: str, secret: str | None = None, *, event: str = EVENT) -> None:
        """Take the address and what was handed out at sign-in."""
        super().__init__()
        self.url = url
        self.event = event
        self.headers["X-Denggao"] = "1"
        self.headers["Accept-Language"] = "en"
        if secret is not None and secret.startswith("dgt_"):
            self.headers["Authorization"] = f"Bearer {secret}"
        elif secret is not None:
            self.cookies.set("denggao", secret)

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> Any:
        """Ask; a path alone is about the event, one with a slash in front is as it stands."""
        path = url.decode() if isinstance(url, bytes) else url
        if not path.startswith("/"):
            path = f"/api/v1/events/{self.event}/{path}"
        kwargs.setdefault("timeout", 30)
        return super().request(str(method), self.url + path, *args, **kwargs)

    def act(self, kind: str, **fields: Any) -> requests.Response:
        """Ask for one thing with a fresh id."""
        fields.setdefault("id", new_id())
        answer: requests.Response = self.post("actions", json={"type": kind, **fields})
        return answer

    def report(self, **fields: Any) -> int:
        """Tell of something and return its incident's number."""
        answer = self.act("report", **{"incident_type": "illness", **fields})
        assert answer.status_code == 200, answer.text
        number: int = answer.json()["incident"]
        return number


def new_id() -> str:
    """Make an action's id as a page would."""
    return secrets.token_urlsafe(16)


class Socket:
    """A raw Socket.IO client: what it hears is kept as it came."""

    def __init__(self, url: str, secret: str | None, *, event: str = EVENT, **more: Any) -> None:
        """Connect, and say who one is; `refusal` then holds why not."""
        address = url.replace("http", "ws") + f"/socket.io/?EIO=4&transport=websocket&event={event}"
        header = [] if secret is None else [f"Cookie: denggao={secret}"]
        header += more.pop("header_more", [])
        self.line = cast("Any", websocket.WebSocket(sockopt=more.pop("sockopt", None)))
        self.line.settimeout(10)
        try:
            self.line.connect(address, header=header, **more)
        except BaseException:
            self.line.shutdown()
            raise
        self.line.recv()
        self.line.send("40")
        said = self.line.recv()
        self.refusal = said if str(said).startswith("44") else None

    def hello(self, cursor: Mapping[str, Any] | None) -> Any:
        """Say how far one has come, and return the welcome."""
        self.line.send("42" + json.dumps(["hello", {"cursor": cursor}]))
        return self.next("welcome")

    def join(self, client: Client) -> dict[str, Any]:
        """Begin with everything, and listen from there; return that everything."""
        snapshot: dict[str, Any] = client.get("sync").json()
        assert self.hello(snapshot["head"])["mode"] == "delta"
        return snapshot

    def raw(self) -> str:
        """Return the next packet as it came, answering the pings between."""
        while True:
            text = str(self.line.recv())
            if text != "2":
                return text
            self.line.send("3")

    def next(self, name: str) -> Any:
        """Return what the next message of that name says, passing over others."""
        start = f'42["{name}",'
        until_s = stopwatch_s() + HEARS_WITHIN_S
        while True:
            # Ticks come for ever, so the line's own timeout isn't enough.
            assert stopwatch_s() < until_s, f"no {name} came"
            text = self.raw()
            if text.startswith(start):
                return json.loads(text[2:])[1]
            if not text:
                raise ConnectionError("closed")

    def is_closed_within(self, seconds: float) -> bool:
        """Read on until the other side closes, or the time is up."""
        until_s = stopwatch_s() + seconds
        while (left_s := until_s - stopwatch_s()) > 0:
            self.line.settimeout(left_s)
            try:
                if self.raw() in {"", "41"}:
                    return True
            except websocket.WebSocketTimeoutException:
                return False
            except (websocket.WebSocketException, OSError):
                return True
        return False

    def close(self) -> None:
        """Hang up."""
        self.line.shutdown()
