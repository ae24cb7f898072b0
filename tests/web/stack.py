"""The real system for tests: a Valkey, an open drill, web processes under gunicorn, people."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from command.cli.asking import open_event
from command.cli.here import Here
from command.clock import SystemClock
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
from tests.ports import free_port
from tests.valkey import Valkey
from tests.web.clients import EVENT, Client, Socket, new_id, until

__all__ = ["EVENT", "Client", "Socket", "new_id", "until"]

ROOT = Path(__file__).parents[2]
OTHER_EVENT = "drill-2"
PLAN = "double-ninth-2020"
SECRET = "a secret only for tests, 32 characters"
PASSPHRASE = "nine steps up the hill"
UNIT = "ambulance-2"
GROUP = "emergency-support"
STARTS_WITHIN_S = 60.0
SERVING = ("-c", "python:workers.serving")
NO_STANDBY = ("-k", "gevent", "--no-control-socket")
"""gunicorn without our configuration: nobody there watches deadlines."""


class Web:
    """One gunicorn with its processes."""

    def __init__(
        self, settings: Settings, port: int, workers: int = 1, configured: Sequence[str] = SERVING
    ) -> None:
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
        words = [*configured, "-b", f"127.0.0.1:{port}", "-w", str(workers)]
        self.log = Path(settings.data) / f"web-{port}-{secrets.token_hex(4)}.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *words, "command.app:create_app()"],
                cwd=ROOT,
                env=environment,
                stdout=out,
                stderr=out,
            )
        try:
            until(self._answers, STARTS_WITHIN_S, what="the web process")
        except BaseException:
            self.stop()
            raise

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

    def listening(self, role: Role, web: Web | None = None) -> tuple[Socket, dict[str, Any]]:
        """Open a socket for a role that has caught up; return what it began with, too."""
        socket_ = self.socket(self.sign_in(role), web)
        return socket_, socket_.join(self.client(role, web))

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

    def start_web(
        self, workers: int = 1, port: int | None = None, configured: Sequence[str] = SERVING
    ) -> Web:
        """Start web processes on a free port."""
        web = Web(self.settings, port or free_port(), workers, configured)
        self.webs.append(web)
        return web

    def hang_up(self) -> None:
        """Close every line that was opened here."""
        for socket_ in self._sockets:
            socket_.close()
        for client in self._clients:
            client.close()
        self._sockets.clear()
        self._clients.clear()

    def stop(self) -> None:
        """Hang up and end whatever web processes still run; nobody waits for them any more."""
        self.hang_up()
        for web in self.webs:
            if web.process.poll() is None:
                web.kill9()
        self.stores.write.close()
        self.stores.read.close()


@contextmanager
def running_stack(store: Valkey, configured: Sequence[str] = SERVING) -> Iterator[Stack]:
    """Run a stack with one web process for as long as the block lasts."""
    stack = Stack(store)
    try:
        stack.start_web(configured=configured)
        yield stack
    finally:
        stack.stop()
