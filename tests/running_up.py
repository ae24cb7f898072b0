"""One `denggao up` as a person starts it, for tests: real processes on a folder of their own."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psutil

from command.domain.facts import Entry
from command.embedded.folder import DataFolder, socket_path
from command.store.connect import StoreAway, connect
from command.store.log import Log, export_line
from command.verify import FITS, verify
from command.wire.entries import read_entry
from tests.valkey import wait_until

ROOT = Path(__file__).parents[1]
PLAYBOOKS = ROOT / "playbooks"
STARTS_WITHIN_S = 60
UP = (sys.executable, "-m", "command", "up")


class Up:
    """One `denggao up` on a folder."""

    def __init__(self, data: Path, *words: str, port: int = 18_900) -> None:
        """Start it; what it says is kept in the folder."""
        self.data = data
        self.out = data / "said.out"
        with self.out.open("ab") as out, (data / "said.err").open("ab") as err:
            self.process = subprocess.Popen(
                [*UP, *words, "--data", str(data), "--port", str(port)],
                stdout=out,
                stderr=err,
                cwd=ROOT,
                env={**os.environ, "DENGGAO_PLAYBOOKS": str(PLAYBOOKS)},
                start_new_session=True,
            )
        wait_until(lambda: "Ctrl-C" in self.said() or self.has_ended(), STARTS_WITHIN_S)
        assert not self.has_ended(), (data / "said.err").read_text(encoding="utf-8")
        self.port = int(self.said().rpartition("http://127.0.0.1:")[2].partition("/")[0].split()[0])

    def said(self) -> str:
        """What it told people."""
        return self.out.read_text(encoding="utf-8")

    def has_ended(self) -> bool:
        """Whether it is no more."""
        return self.process.poll() is not None

    def stop(self) -> int:
        """Ask it to stop, and return what it left with."""
        self.process.terminate()
        return self.process.wait(10)

    def processes(self) -> list[psutil.Process]:
        """Everything it started, at any depth."""
        children: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return children

    def part(self, words: str) -> psutil.Process:
        """The process of its own whose command has these words."""
        found: list[psutil.Process] = []

        def is_there() -> bool:
            children = psutil.Process(self.process.pid).children()
            found[:] = [one for one in children if words in f"{_command(one)} "]
            return len(found) == 1

        wait_until(is_there, 30)
        return found[0]

    def log(self, event: str) -> list[Entry]:
        """An event's entries, read from the store itself."""
        return [read_entry(one.e) for one in self._stored(event).scan()]

    def has_reached(self, event: str, seq: int) -> bool:
        """Whether an event's log has come so far; False while the store is away."""
        try:
            return self._stored(event).head().seq >= seq
        except StoreAway:
            return False

    def whole_log(self, event: str) -> int:
        """Verify an event's log and count its entries."""
        verdict = verify(map(export_line, self._stored(event).scan()))
        assert verdict.exit_code == FITS, verdict
        return verdict.entries

    def get(self, path: str, **headers: str) -> tuple[int, Any, str]:
        """Ask the pages; also give the cookie they set."""
        return self._ask("GET", path, None, headers)

    def sign_in(self, name: str) -> str:
        """Sign in as an account of the demonstration and return the cookie."""
        passphrase = json.loads((self.data / "demo.json").read_text())["passphrase"]
        body = {"name": name, "password": passphrase}
        status, _, cookie = self._ask("POST", "/api/v1/session", body, {})
        assert status == 200
        return cookie

    def answers(self) -> bool:
        """Whether the pages answer and are ready."""
        try:
            return self.get("/readyz")[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def board(self, cookie: str) -> list[Any]:
        """The documents of the demonstration's board."""
        status, answer, _ = self.get("/api/v1/events/demo-1/board", Cookie=cookie)
        assert status == 200
        return list(answer["docs"])

    def _stored(self, event: str) -> Log:
        path = socket_path(DataFolder(self.data), os.environ)
        return Log(connect(f"unix://{path}?db=0", "read"), event)

    def _ask(
        self, method: str, path: str, body: object, headers: dict[str, str]
    ) -> tuple[int, Any, str]:
        sent = {"X-Denggao": "1", "Content-Type": "application/json", **headers}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with closing(line):
            line.request(method, path, None if body is None else json.dumps(body), sent)
            answer = line.getresponse()
            said = answer.read()
        cookie = (answer.headers.get("Set-Cookie") or "").partition(";")[0]
        return answer.status, json.loads(said) if said[:1] in b"{[" else said, cookie


def lives(process: psutil.Process) -> bool:
    """Whether a process is there and isn't only waiting to be collected."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@contextmanager
def taken(port: int) -> Iterator[None]:
    """Hold a port, as another program would."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", port))
        holder.listen()
        yield


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return ""
