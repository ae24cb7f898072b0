"""The watch and the worker as the processes they are: several at once, killed, flushed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from command.cli.asking import open_event
from command.cli.becoming import environment
from command.cli.here import Here
from command.clock import SystemClock
from command.desk import Asking, Desk, Receipt
from command.domain import actions as a
from command.domain.event import EventTime
from command.domain.facts import DeadlineMissed, NoticeIssued, NoticeOutcome
from command.domain.identifiers import ActionId, EventId, IncidentNumber, Instant, TypeId, UnitId
from command.domain.states import EventKind, NoticeStatus, Phase
from command.plan_files import load_plan
from command.settings import Settings, queue_url_of
from command.store.connect import ask, connect
from command.store.contacts import Contacts
from command.store.events import EventRow, Events
from command.store.heartbeats import Heartbeats
from command.store.keys import log_key
from command.store.log import Log
from command.wire.entries import read_entry
from command.wiring import build_stores
from tests.cast import DISPATCHER
from tests.fakes.receiver import Receiver
from tests.valkey import Valkey, wait_until

ROOT = Path(__file__).parents[2]
DAY = EventId("day")
F = TypeVar("F")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


class Room:
    """An open event of the real plan, and the processes beside its pages."""

    def __init__(self, valkey: Valkey, folder: Path, kind: EventKind, rate: int) -> None:
        """Open the event."""
        self.settings = Settings(
            redis_url=valkey.url,
            queue_url=queue_url_of(valkey.url),
            data=folder,
            playbooks=ROOT / "playbooks",
        )
        stores = build_stores(self.settings)
        place = Here(settings=self.settings, stores=stores)
        plan = load_plan(self.settings.playbooks / "double-ninth-2020")
        now = Instant(SystemClock().now())
        time = EventTime(event_at=now, real_at=now, rate=rate)
        self.desk: Desk = open_event(place, DAY, plan, kind=kind, time=time, phase=Phase.LIVE)
        self.client = stores.write
        self.contacts = Contacts(self.client, DAY)
        self.processes: list[subprocess.Popen[bytes]] = []
        self._folder = folder

    def run(self, name: str, module: str = "workers") -> "subprocess.Popen[bytes]":
        """Start a watch or a worker."""
        with (self._folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", module, name],
                env=environment(self.settings, os.environ),
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def wait_for_beat(self, name: str) -> None:
        """Wait until a process of this name gave a sign of life just now."""
        began = SystemClock().now()

        def beats() -> bool:
            age = Heartbeats(self.client).age_ms(name, SystemClock().now())
            return age is not None and SystemClock().now() - age >= began

        wait_until(beats, 30)

    def report(self, name: str, kind: str = "fire") -> None:
        """Tell of something."""
        self.do(name, a.Report(incident_type=TypeId(kind)))

    def do(self, name: str, action: a.Action) -> None:
        """Submit as a dispatcher."""
        asking = Asking(action_id=ActionId(name), by=DISPATCHER, source="dispatch")
        assert isinstance(self.desk.submit(action, asking), Receipt)

    def facts(self, kind: type[F]) -> list[F]:
        """Every fact of one kind in the log."""
        entries = [read_entry(stored.e) for stored in Log(self.client, DAY).scan()]
        return [fact for entry in entries for fact in entry.facts if isinstance(fact, kind)]


@pytest.fixture
def rooms(valkey: Valkey, tmp_path: Path) -> Iterator[list[Room]]:
    """Somewhere to put rooms whose processes are ended with the test."""
    opened: list[Room] = []
    yield opened
    for room in opened:
        for process in room.processes:
            process.kill()
            process.wait()


@pytest.fixture
def live(rooms: list[Room], valkey: Valkey, tmp_path: Path) -> Room:
    """A live event."""
    rooms.append(Room(valkey, tmp_path, EventKind.LIVE, 1))
    return rooms[0]


@pytest.fixture
def fast(rooms: list[Room], valkey: Valkey, tmp_path: Path) -> Room:
    """A drill at a hundred times the speed."""
    rooms.append(Room(valkey, tmp_path, EventKind.DRILL, 100))
    return rooms[0]


@pytest.mark.parametrize("name", ["watch", "worker"])
def test_the_command_becomes_the_process_and_ends_when_asked(live: Room, name: str) -> None:
    process = live.run(name, module="command")
    live.wait_for_beat(name)

    process.terminate()

    assert process.wait(10) == 0


@pytest.mark.parametrize("name", ["watch", "worker"])
def test_an_event_that_cannot_be_opened_keeps_no_other_waiting(fast: Room, name: str) -> None:
    Events(fast.client).add(EventRow(event="a-broken-day", kind="drill", created_at=0))
    ask(fast.client, "XADD", log_key("a-broken-day"), "1-0", "e", b"no entry", "h", "no hash")
    fast.report("fire")

    fast.run(name)
    fast.run("watch")

    fast.wait_for_beat(name)
    wait_until(lambda: bool(fast.facts(DeadlineMissed)), 30)


def test_five_watches_write_each_deadline_once(fast: Room) -> None:
    for _ in range(5):
        fast.run("watch")
    for number in range(8):
        fast.report(f"fire-{number}")
    fast.wait_for_beat("watch")

    wait_until(lambda: len(fast.facts(DeadlineMissed)) >= 40, 60)

    missed = [fact.deadline for fact in fast.facts(DeadlineMissed)]
    assert len(missed) == len(set(missed))


def test_a_watch_killed_among_others_leaves_no_gap(fast: Room) -> None:
    first = fast.run("watch")
    fast.run("watch")
    fast.wait_for_beat("watch")
    first.kill()
    fast.report("fire-1")

    wait_until(lambda: "1.1.dispatch" in [fact.deadline for fact in fast.facts(DeadlineMissed)], 30)


def test_those_told_get_exactly_their_notices_each_with_its_seq(
    live: Room, receiver: Receiver
) -> None:
    live.contacts.put("sun-yuanzhi", [receiver.url])
    live.contacts.put("fire-1", [receiver.url])
    live.run("worker")
    live.report("report-1")
    live.do("assign-1", a.AssignUnit(incident=IncidentNumber(1), unit=UnitId("fire-1")))

    wait_until(lambda: len(live.facts(NoticeOutcome)) == 2, 30)

    assert [body.splitlines()[-1] for body in receiver.bodies] == ["#2", "#3"]
    assert {one.status for one in live.facts(NoticeOutcome)} == {NoticeStatus.SENT}


def test_what_was_reported_while_no_worker_ran_is_told_when_one_does(
    live: Room, receiver: Receiver
) -> None:
    live.contacts.put("sun-yuanzhi", [receiver.url])
    live.report("report-1")
    live.report("report-2")

    live.run("worker")

    wait_until(lambda: len(receiver.bodies) == 2, 30)
    wait_until(lambda: len(live.facts(NoticeOutcome)) == 2)


def test_a_channel_that_fails_is_tried_again_and_both_are_in_the_log(
    live: Room, receiver: Receiver
) -> None:
    receiver.refusing = True
    live.contacts.put("sun-yuanzhi", [receiver.url])
    live.run("worker")
    live.report("report-1")
    wait_until(lambda: len(live.facts(NoticeOutcome)) == 1, 30)
    receiver.refusing = False

    wait_until(lambda: len(receiver.bodies) == 1, 30)

    wait_until(lambda: len(live.facts(NoticeOutcome)) >= 2)
    statuses = [one.status for one in live.facts(NoticeOutcome)]
    assert statuses[0] == NoticeStatus.FAILED
    assert statuses[-1] == NoticeStatus.SENT


def test_flushing_the_queues_and_killing_the_worker_loses_no_notice(
    live: Room, receiver: Receiver
) -> None:
    live.contacts.put("sun-yuanzhi", [receiver.url])
    worker = live.run("worker")
    live.wait_for_beat("worker")
    for number in range(10):
        live.report(f"before-{number}")
    worker.kill()
    ask(connect(queue_url_of(str(live.settings.redis_url)), "write"), "FLUSHDB")
    for number in range(10):
        live.report(f"after-{number}")
    # The cursor is what a crash before it was kept would leave: the start.
    ask(live.client, "DEL", "dg:{day}:follower")

    live.run("worker")

    wait_until(lambda: len(live.facts(NoticeOutcome)) >= len(live.facts(NoticeIssued)), 60)
    told = {body.splitlines()[-1] for body in receiver.bodies}
    assert told == {f"#{fact.notice[1:].partition('-')[0]}" for fact in live.facts(NoticeIssued)}
