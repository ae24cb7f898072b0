"""
People with an outbox: they send the same body until they have an answer, over plain HTTP.

Must never make a new id for an action they already sent.
"""

import http.client
import json
import random
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

from tests.faults.history import UNKNOWN, Answer, Body, Deed, Exchange, History

PROBLEM: Final = "application/problem+json"
ANSWERS_WITHIN_S: Final = 6.0
FIRST_PAUSE_S: Final = 0.05
LONGEST_PAUSE_S: Final = 0.5
FINISHES_WITHIN_S: Final = 60.0
AGAIN_LATER: Final = frozenset({429, 502, 503, 504})


class NoAnswer(Exception):
    """The line broke, or nothing came in time."""


class GaveUp(Exception):
    """Nobody answered for far too long."""


class Line:
    """One keep-alive connection of somebody who is signed in."""

    def __init__(self, url: str, cookie: str, history: History) -> None:
        """Take an address and a session; nothing is connected yet."""
        parts = urlsplit(url)
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._history = history
        self._headers = {"Cookie": f"denggao={cookie}", "X-Denggao": "1", "Accept-Language": "en"}
        self._http: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: Body | None = None) -> tuple[int, Any]:
        """
        Ask once and return the status and the JSON.

        Raises:
            NoAnswer: whether it was taken isn't known.
        """
        began_s = time.monotonic()
        status, kind, raw = self._exchange(method, path, body)
        answer = _json(raw)
        self._history.heard(
            Exchange(
                at_s=time.monotonic(),
                what=f"{method} {path.partition('?')[0]}",
                status=status,
                is_well_formed=_is_well_formed(status, kind, answer),
                took_s=time.monotonic() - began_s,
            )
        )
        return status, answer

    def send_and_hang_up(self, path: str, body: Body, most_bytes: int) -> None:
        """Send the beginning of a request and break the line without waiting."""
        raw = json.dumps(body).encode()
        headers = {**self._headers, "Content-Type": "application/json", "Host": "localhost"}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        request = f"POST {path} HTTP/1.1\r\n{head}Content-Length: {len(raw)}\r\n\r\n".encode() + raw
        with socket.create_connection(self._address, timeout=2) as line:
            line.sendall(request[:most_bytes])

    def close(self) -> None:
        """Hang up."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def _exchange(self, method: str, path: str, body: Body | None) -> tuple[int, str, bytes]:
        headers = dict(self._headers)
        raw = None
        if body is not None:
            raw = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        try:
            if self._http is None:
                self._http = http.client.HTTPConnection(*self._address, timeout=ANSWERS_WITHIN_S)
            self._http.request(method, path, raw, headers)
            answer = self._http.getresponse()
            return answer.status, answer.headers.get_content_type(), answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer(type(error).__name__) from error


class Person:
    """Somebody who asks for one thing after the other, and lets go of none without an answer."""

    def __init__(
        self, name: str, urls: Sequence[str], cookie: str, history: History, *, patience_s: float
    ) -> None:
        """Take the addresses they may use, in turn when one doesn't answer."""
        self.name = name
        self.history = history
        self.event = history.event
        self.patience_s = patience_s
        self._lines = [Line(url, cookie, history) for url in urls]
        self._at = 0

    @property
    def line(self) -> Line:
        """The connection in use."""
        return self._lines[self._at]

    def path(self, rest: str) -> str:
        """Spell an address about their event."""
        return f"/api/v1/events/{self.event}/{rest}"

    def get(self, rest: str) -> tuple[int, Any]:
        """Read once."""
        return self.line.ask("GET", self.path(rest))

    def prepare(self, kind: str, **fields: Any) -> Deed:
        """Put an action into the outbox."""
        return self.history.begin(self.name, {"id": new_id(), "type": kind, **fields})

    def act(self, kind: str, **fields: Any) -> Answer:
        """Ask for something and stay with it until it's answered."""
        return self.deliver(self.prepare(kind, **fields))

    def deliver(self, deed: Deed) -> Answer:
        """
        Send an action until there's a final answer.

        Raises:
            GaveUp: there was none for longer than they are patient.
        """
        pause_s, until_s = FIRST_PAUSE_S, time.monotonic() + self.patience_s
        while True:
            answer = self.try_once(deed)
            if answer.is_final:
                return answer
            if time.monotonic() > until_s:
                raise GaveUp(f"{deed.id}: {answer.code}")
            time.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            self._at = (self._at + 1) % len(self._lines)

    def try_once(self, deed: Deed) -> Answer:
        """Send an action once, and note what came back."""
        try:
            status, said = self.line.ask("POST", self.path("actions"), deed.body)
        except NoAnswer as error:
            answer = Answer(at_s=time.monotonic(), result=UNKNOWN, code=str(error))
        else:
            answer = answer_of(status, said)
        deed.answers.append(answer)
        return answer

    def try_batch(self, deeds: Sequence[Deed]) -> bool:
        """Send up to fifty at once; say whether they were answered."""
        body = {"actions": [deed.body for deed in deeds]}
        try:
            status, said = self.line.ask("POST", self.path("actions"), body)
        except NoAnswer:
            status, said = 0, {}
        if status != 200:
            for deed in deeds:
                deed.answers.append(Answer(at_s=time.monotonic(), result=UNKNOWN))
            return False
        for deed, one in zip(deeds, said["results"], strict=True):
            problem = one.get("problem") or {}
            deed.answers.append(answer_of(200, {**one, "code": problem.get("code")}))
        return True

    def close(self) -> None:
        """Hang up."""
        for line in self._lines:
            line.close()


class Busy(threading.Thread):
    """Somebody at work: does one thing after the other until told to stop."""

    def __init__(self, person: Person, seed: int, work: Callable[[Person, random.Random], None]):
        """Take who, and one turn of what they do."""
        super().__init__(name=person.name, daemon=True)
        self.person = person
        self.trouble: BaseException | None = None
        self._random = random.Random(f"{seed}/{person.name}")
        self._work = work
        self._enough = threading.Event()

    def run(self) -> None:
        """Work."""
        try:
            while not self._enough.is_set():
                self._work(self.person, self._random)
        except BaseException as error:
            # Said by `finish`, in the test's own thread.
            self.trouble = error
        finally:
            self.person.close()

    def enough(self) -> None:
        """Have them finish what they are at."""
        self._enough.set()

    def finish(self) -> None:
        """Wait until they have, and say what went wrong."""
        self.enough()
        self.join(FINISHES_WITHIN_S + self.person.patience_s)
        assert not self.is_alive(), f"{self.name} is still at work"
        if self.trouble is not None:
            raise self.trouble


def answer_of(status: int, said: Any) -> Answer:
    """Read an answer as a phone does: done, refused, or ask again."""
    fields = said if isinstance(said, dict) else {}
    result = str(fields.get("result", "refused"))
    if status in AGAIN_LATER or status >= 500:
        result = UNKNOWN
    elif fields.get("code") == "action-id-reused":
        result = "conflict"
    return Answer(
        at_s=time.monotonic(),
        result=result,
        seq=fields.get("seq") if result in {"done", "repeated"} else None,
        incident=fields.get("incident") if isinstance(fields.get("incident"), int) else None,
        assignment=fields.get("assignment"),
        code=fields.get("code") or (str(status) if result == UNKNOWN else None),
    )


def new_id() -> str:
    """Make an action's id as a page would."""
    return secrets.token_urlsafe(16)


def _json(raw: bytes) -> Any:
    with suppress(ValueError):
        return json.loads(raw)
    return None


def _is_well_formed(status: int, kind: str, answer: Any) -> bool:
    if status < 300:
        return answer is not None
    if kind != PROBLEM or not isinstance(answer, dict) or answer.get("status") != status:
        return False
    # Who is told to ask again must not find anything to go by in it.
    return status < 500 or not {"result", "seq", "v"} & answer.keys()
