"""An event on a real log with as many desks as a test needs, and one clock moved by hand."""

from dataclasses import dataclass
from typing import Any

import redis
from rq import Queue

from command.desk import Asking, Desk, Receipt
from command.domain import actions as a
from command.domain.facts import Entry, Fact
from command.domain.identifiers import ActionId, IncidentNumber
from command.domain.incident import By
from command.domain.notice import Notice
from command.domain.states import EventKind
from command.settings import queue_url_of
from command.store.append import Append
from command.store.connect import connect
from command.store.contacts import Contacts
from command.store.log import Log
from command.store.private import PrivateValues
from command.wire.entries import read_entry
from tests.build import opening
from tests.cast import DISPATCHER, EVENT, FIRE, OPENED_AT, PLAN, THE_MACHINE
from tests.valkey import Valkey
from workers.follower import Follower
from workers.queues import notices_queue


@dataclass(slots=True)
class Hand:
    """A clock that a test moves."""

    at: int = OPENED_AT

    def now(self) -> int:
        """The instant it was moved to."""
        return self.at

    def move(self, seconds: float) -> None:
        """Let real time pass."""
        self.at += round(seconds * 1000)


class Stage:
    """Begins with the event opened; `desk` is the console's."""

    def __init__(self, valkey: Valkey, kind: EventKind = EventKind.LIVE, rate: int = 1) -> None:
        """Open the event."""
        self.clock = Hand()
        self.client: redis.Redis = connect(valkey.url, "write")
        self.queue_client: redis.Redis = connect(queue_url_of(valkey.url), "write")
        self.queue: Queue = notices_queue(self.queue_client)
        self.log = Log(self.client, EVENT)
        self.contacts = Contacts(self.client, EVENT)
        self._asked = 0
        self.desk = self.another_desk()
        self.ask(opening(kind, rate=rate), THE_MACHINE)

    def another_desk(self) -> Desk:
        """A desk such as another process would have."""
        desk = Desk(
            event_id=EVENT,
            plan=PLAN,
            clock=self.clock,
            log=Log(self.client, EVENT),
            append=Append(self.client, EVENT),
            private=PrivateValues(self.client, EVENT),
        )
        desk.catch_up()
        return desk

    def ask(self, action: a.Action, by: By = DISPATCHER) -> Receipt:
        """Submit at the console; a refusal fails the test."""
        self._asked += 1
        asking = Asking(action_id=ActionId(f"asked-{self._asked}"), by=by, source="dispatch")
        answer = self.desk.submit(action, asking)
        assert isinstance(answer, Receipt), answer
        return answer

    def report(self, **said: Any) -> IncidentNumber:
        """Somebody tells of a fire."""
        number = self.ask(a.Report(incident_type=FIRE, **said)).incident
        assert number is not None
        return number

    def entries(self) -> list[Entry]:
        """The whole log, read anew."""
        return [read_entry(stored.e) for stored in self.log.scan()]

    def facts(self, kind: type[Fact]) -> list[Any]:
        """Every fact of one kind in the log."""
        return [fact for entry in self.entries() for fact in entry.facts if isinstance(fact, kind)]

    def notices(self) -> list[Notice]:
        """Every notice as the log leaves it."""
        self.desk.catch_up()
        return list(self.desk.board.documents.notices.values())


def follower(stage: Stage) -> Follower:
    """A follower as a process just started has it."""
    return Follower(stage.client, EVENT, stage.queue)


def waiting(stage: Stage) -> list[str]:
    """The jobs in the queue."""
    return list(stage.queue.get_job_ids())


def taken_out(stage: Stage) -> None:
    """Take the next job out of the queue as RQ does, and die before beginning it."""
    assert Queue.lmove(stage.queue_client, stage.queue.key, None) is not None
