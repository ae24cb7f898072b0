"""Desks on a real server, as several processes would hold them, with a clock moved by hand."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import redis

from command.clock import Clock
from command.desk import Asking, Desk, Receipt
from command.domain.actions import Action
from command.domain.board import Board
from command.domain.identifiers import ActionId, Instant
from command.domain.incident import By
from command.domain.plan import Plan
from command.domain.refusals import Refusal
from command.domain.states import Severity
from command.store.append import Append
from command.store.chain import EMPTY, StoredEntry, follow
from command.store.connect import connect
from command.store.log import Log
from command.store.private import PrivateValues
from command.wire.entries import read_entry
from tests.build import opening
from tests.cast import DISPATCHER, EVENT, FIRE, OPENED_AT, PLAN, THE_MACHINE


@dataclass(slots=True)
class HandClock:
    """A clock that goes when told to."""

    at: int = OPENED_AT

    def now(self) -> int:
        """Return the instant it was moved to."""
        return self.at

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.at += int(seconds * 1_000)


@dataclass(slots=True)
class Place:
    """One server and the desks on it. Each desk has connections of its own."""

    url: str
    clock: HandClock = field(default_factory=HandClock)
    asked: int = 0
    closing: ExitStack = field(default_factory=ExitStack)

    def client(self, url: str | None = None, *, to_write: bool = False) -> redis.Redis:
        """Connect; closed when the place is."""
        client = connect(url or self.url, "write" if to_write else "read")
        self.closing.callback(client.close)
        return client

    def desk(
        self,
        url: str | None = None,
        board: Board | None = None,
        plan: Plan = PLAN,
        clock: Clock | None = None,
    ) -> Desk:
        """A desk that has folded the log, perhaps over another line or by another clock."""
        read, write = self.client(url), self.client(url, to_write=True)
        desk = Desk(
            event_id=EVENT,
            plan=plan,
            clock=clock or self.clock,
            log=Log(read, EVENT),
            append=Append(write, EVENT),
            private=PrivateValues(write, EVENT),
            board=board,
        )
        desk.catch_up()
        return desk

    def opened(self) -> Desk:
        """A desk whose event has begun."""
        desk = self.desk()
        done(desk.submit(opening(), self.asking(by=THE_MACHINE)))
        return desk

    def asking(
        self, *, by: By = DISPATCHER, name: str | None = None, said_at: Instant | None = None
    ) -> Asking:
        """Ask under a fresh id, or a given one."""
        self.asked += 1
        action_id = ActionId(name or f"action-{self.asked:020}")
        return Asking(action_id=action_id, by=by, source="test", occurred_at=said_at)

    def log(self) -> list[StoredEntry]:
        """Read the whole log and check that it fits together."""
        entries = list(Log(self.client(), EVENT).scan())
        follow(EMPTY, entries)
        return entries

    def folded(self) -> Board:
        """The board that the log alone comes to."""
        board = Board()
        for stored in self.log():
            board.fold(read_entry(stored.e), stored.h)
        return board


def done(answer: Receipt | Refusal) -> Receipt:
    """The receipt of something that was not refused."""
    assert isinstance(answer, Receipt), answer
    return answer


def ask(desk: Desk, place: Place, action: Action, by: By = DISPATCHER) -> Receipt:
    """Do something under a fresh id."""
    return done(desk.submit(action, place.asking(by=by)))


def a_plan_that_breaks() -> Plan:
    """A playbook with targets for one grade only; the loader would never let it pass."""
    playbook = PLAN.playbooks[FIRE]
    fewer = {Severity.SERIOUS: playbook.targets[Severity.SERIOUS]}
    return replace(PLAN, playbooks=MappingProxyType({FIRE: replace(playbook, targets=fewer)}))


@contextmanager
def a_place(url: str) -> Iterator[Place]:
    """A place for as long as the block lasts."""
    place = Place(url)
    with place.closing:
        yield place
