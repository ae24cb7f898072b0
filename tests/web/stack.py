"""The real system for tests: a Valkey, an open drill, web processes under gunicorn, people."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import requests
import websocket

from command.cli.asking import open_event
from command.cli.here import Here
from command.clock import SystemClock, stopwatch_s
from command.desk import Desk
from command.domain.authority import Role
from command.domain.event import EventTime
from command.domain.identifiers import EventId, Instant
from command.domain.plan import Plan
from command.domain.states import EventKind, Phase
from command.plan_files import load_plan
from command.settings import Settings
from command.store.accounts import Account, Accounts, Standing
from command.store.invitations import Invitations
from command.store.log import Log
from command.store.sessions import Sessions
from command.web.passwords import hash_password
from command.wiring import build_desk, build_stores
from tests.valkey import Valkey

ROOT = Path(__file__).parents[2]
EVENT = "drill-1"
OTHER_EVENT = "drill-2"
PLAN = "double-ninth-2020"
SECRET = "a secret only for tests, 32 characters"
PASSPHRASE = "nine steps up the hill"
UNIT = "ambulance-2"
GROUP = "emergency-support"
STARTS_WITHIN_S = 20.0
HEARS_WITHIN_S = 10.0


def until(holds: Callable[[], Any], seconds: float = 5.0, *, what: str = "it") -> Any:
    """Ask again and again until the answer is truthy, and return it."""
    until_s = stopwatch_s() + seconds
    while True:
        answer = holds()
        if answer:
            return answer
        assert stopwatch_s() < until_s, f"{what} did not come about within {seconds} s"
        time.sleep(0.01)


class Web:
    """One gunicorn with its processes."""

    def __init__(self, settings: Settings, port: int, workers: int = 1) -> None:
        """Start it, and wait until it answers."""
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        assert settings.redis_url is not None
        environment = {
            **os.environ,
            "REDIS_URL": settings.redis_url,
            "DENGGAO_SECRET": SECRET,
            "DENGGAO_DATA": str(settings.data),
            "DENGGAO_PLAYBOOKS": str(settings.playbooks),
            "DENGGAO_PORT": str(port),
            "DENGGAO_LOG_LEVEL": "warning",
        }
        words = ["-c", "python:workers.serving", "-b", f"127.0.0.1:{port}", "-w", str(workers)]
        self.log = Path(settings.data) / f"web-{port}-{secrets.token_hex(4)}.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *words, "command.app:create_app()"],
                cwd=ROOT,
                env=environment,
                stdout=out,
                stderr=out,
            )
        until(self._answers, STARTS_WITHIN_S, what="the web process")

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text(errors="replace")
        try:
            return requests.get(f"{self.url}/healthz", timeout=2).ok
        except requests.RequestException:
            return False

    def pids(self) -> list[int]:
        """List the processes that serve."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill9(self) -> None:
        """End it as the kernel would; its workers die with it."""
        pids = self.pids()
        self.process.kill()
        self.process.wait()
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), what="their end")

    def stop(self) -> None:
        """End it in good order."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill9()


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


class Stack:
    """Everything on one store."""

    def __init__(self, store: Valkey) -> None:
        """Open a drill on a store; no web process runs yet."""
        self.store = store
        self.settings = Settings(
            redis_url=store.url, data=store.dir, playbooks=ROOT / "playbooks", secret=SECRET
        )
        self.clock = SystemClock()
        self.plan: Plan = load_plan(self.settings.playbooks / PLAN)
        self.stores = build_stores(self.settings)
        self.webs: list[Web] = []
        self._clients: list[Client] = []
        self._sockets: list[Socket] = []
        self._open(EVENT)
        self._open(OTHER_EVENT)

    def _open(self, event: str) -> None:
        place = Here(settings=self.settings, stores=self.stores)
        real_at = Instant(self.clock.now())
        time = EventTime(event_at=self.plan.day_starts_at, real_at=real_at, rate=1)
        open_event(place, event, self.plan, kind=EventKind.DRILL, time=time, phase=Phase.LIVE)

    def standing(self, role: Role, event: str = EVENT) -> Standing:
        """Say what somebody of a role stands for in this plan."""
        person = self.plan.posts[self.plan.commander].holders[0]
        lead = next(group for group in self.plan.groups.values() if group.id == GROUP)
        match role:
            case Role.COMMANDER:
                return Standing(role=role, event=event, person=person, post=self.plan.commander)
            case Role.GROUP_LEAD:
                return Standing(role=role, event=event, person=lead.leads[0], group=GROUP)
            case Role.FIELD_UNIT:
                return Standing(role=role, event=event, unit=UNIT)
        return Standing(role=role, event=event)

    def sign_in(self, role: Role, event: str = EVENT, **changed: str) -> str:
        """Begin a session without a page, and return its cookie."""
        standing = self.standing(role, event)
        if changed:
            fields = {name: getattr(standing, name) for name in ("person", "post", "unit", "group")}
            standing = Standing(role=role, event=event, **{**fields, **changed})
        return self.sessions().begin(f"test-{role}", standing)

    def client(self, role: Role, web: Web | None = None, event: str = EVENT) -> Client:
        """Return somebody of a role who is signed in."""
        return self.stranger(web, self.sign_in(role, event), event=event)

    def stranger(
        self, web: Web | None = None, secret: str | None = None, *, event: str = EVENT
    ) -> Client:
        """Return somebody with the cookie or token given, or with none."""
        client = Client((web or self.webs[0]).url, secret, event=event)
        self._clients.append(client)
        return client

    def socket(self, secret: str | None, web: Web | None = None, **more: Any) -> Socket:
        """Open a socket with a cookie, or without one."""
        opened = Socket((web or self.webs[0]).url, secret, **more)
        self._sockets.append(opened)
        return opened

    def account(self, name: str, role: Role) -> None:
        """Make an account with `PASSPHRASE`."""
        account = Account(
            name=name,
            password_hash=hash_password(PASSPHRASE),
            standing=self.standing(role),
            created_at=self.clock.now(),
        )
        Accounts(self.stores.write).put(account)

    def code(self, unit: str = UNIT) -> str:
        """Make a join code for a unit's phone."""
        standing = Standing(role=Role.FIELD_UNIT, event=EVENT, unit=unit)
        return Invitations(self.stores.write, self.clock, SECRET.encode()).issue(standing)

    def sessions(self) -> Sessions:
        """Return where sign-ins are kept."""
        return Sessions(self.stores.write, self.clock)

    def log(self, event: str = EVENT) -> Log:
        """Return the event's log, to read."""
        return Log(self.stores.read, event)

    def desk(self, event: str = EVENT) -> Desk:
        """Return a desk of the test's own, as another process would have."""
        return build_desk(self.settings, EventId(event), stores=self.stores)

    def start_web(self, workers: int = 1, port: int | None = None) -> Web:
        """Start web processes on a free port."""
        web = Web(self.settings, port or free_port(), workers)
        self.webs.append(web)
        return web

    def stop(self) -> None:
        """Stop whatever web processes still run, and hang up."""
        for socket_ in self._sockets:
            socket_.close()
        for client in self._clients:
            client.close()
        for web in self.webs:
            web.stop()
        self.stores.write.close()
        self.stores.read.close()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running_stack(store: Valkey) -> Iterator[Stack]:
    """Run a stack with one web process for as long as the block lasts."""
    stack = Stack(store)
    try:
        stack.start_web()
        yield stack
    finally:
        stack.stop()
