"""`denggao up --demo`: it shows the day, survives what dies, leaves nothing behind."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from command.cli.asking import open_event
from command.cli.here import Here
from command.cli.running import Told, record_recovery
from command.domain.event import EventTime
from command.domain.facts import DeadlineMissed, LogRecovered
from command.domain.identifiers import Instant
from command.domain.states import EventKind, Phase
from command.embedded.aof import TailCut
from command.plan_files import load_plan
from command.settings import Settings
from command.store.log import Log
from command.wire.entries import read_entry
from command.wiring import build_stores
from tests.ports import free_port
from tests.running_up import PLAYBOOKS, ROOT, Up, lives, taken
from tests.valkey import Valkey, _shared_server, _short_folder, store, wait_until

__all__ = ["_shared_server", "store"]

# What a power cut leaves of a write: the beginning of one command.
TORN = b"*5\r\n$4\r\nXADD\r\n$15\r\ndg:{demo"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder with a short path."""
    with _short_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def demo(data: Path) -> Iterator[Up]:
    """The demonstration, running for all tests of this file in their order."""
    up = Up(data, "--demo")
    yield up
    if not up.has_ended():
        up.stop()


def test_people_are_told_where_to_look(demo: Up) -> None:
    said = demo.said()

    for path in ("/wall?event=demo-1", "/dispatch?event=demo-1", "/replay?event=demo-1", "/join#"):
        assert f"http://127.0.0.1:{demo.port}{path}" in said


def test_incidents_are_on_the_board_within_a_minute(demo: Up) -> None:
    cookie = demo.sign_in("demo-wall")

    def reported() -> bool:
        found = [one for one in demo.board(cookie) if one["kind"] == "incident"]
        return len(found) >= 3

    wait_until(reported, 60)


def test_the_folder_is_refused_to_another_up(demo: Up) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "command", "up", "--data", str(demo.data)],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=ROOT,
        check=False,
    )

    assert second.returncode == 1
    assert "is in use by up, process" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("words", ["workers watch ", "workers worker ", "gunicorn "])
def test_a_part_that_is_killed_comes_back(demo: Up, words: str) -> None:
    before = demo.part(words)

    before.kill()

    wait_until(lambda: demo.part(words).pid != before.pid, 15)
    wait_until(demo.answers, 30)


def test_a_killed_player_goes_on_without_doubling(demo: Up) -> None:
    before = demo.part("workers drill ")

    before.kill()

    wait_until(lambda: demo.part("workers drill ").pid != before.pid, 15)
    played = len(demo.log("demo-1"))
    wait_until(lambda: demo.has_reached("demo-1", played + 5), 30)
    asked = [one.action_id for one in demo.log("demo-1") if one.source == "drill"]
    assert len(asked) == len(set(asked))


def test_a_killed_store_comes_back_with_everything_in_it(demo: Up) -> None:
    store = demo.part("valkey-server")
    before = demo.whole_log("demo-1")

    store.kill()

    wait_until(lambda: demo.part("valkey-server").pid != store.pid, 15)
    wait_until(lambda: demo.has_reached("demo-1", before + 3), 30)
    assert demo.whole_log("demo-1") >= before


def test_silence_climbs_to_the_commander_and_is_said_once(demo: Up) -> None:
    cookie = demo.sign_in("demo-dispatch")

    def told_to_the_commander() -> bool:
        return any(
            one["kind"] == "notice" and one["post"] == "commander" and one["rung"] is not None
            for one in demo.board(cookie)
        )

    wait_until(told_to_the_commander, 100)

    missed = [
        fact.deadline
        for entry in demo.log("demo-1")
        for fact in entry.facts
        if isinstance(fact, DeadlineMissed)
    ]
    assert len(missed) == len(set(missed)) > 0


def test_stopping_takes_less_than_five_seconds_and_leaves_nothing(demo: Up) -> None:
    children = demo.processes()

    code = demo.stop()

    assert code == 0
    assert len(children) >= 5
    assert not [one for one in children if lives(one)]


def test_a_later_start_goes_on_with_the_same_drill_and_the_same_passphrase(demo: Up) -> None:
    passphrase = json.loads((demo.data / "demo.json").read_text())["passphrase"]
    demo.out.unlink()
    again = Up(demo.data, "--demo")

    said = again.said()
    entries = again.whole_log("demo-1")
    children = again.processes()
    again.process.kill()
    again.process.wait()

    assert f"demo-wall / {passphrase}" in said
    assert "event demo-1" in said
    assert entries > 20
    # Killed with -9, it could not tell anybody to stop; still nothing is left.
    wait_until(lambda: not any(lives(one) for one in children), 10)


def test_a_torn_tail_is_cut_kept_and_said_in_every_log(demo: Up) -> None:
    (file,) = (demo.data / "redis" / "appendonlydir").glob("*.incr.aof")
    with file.open("ab") as torn:
        torn.write(TORN)
    demo.out.unlink()

    again = Up(demo.data, "--demo")
    recovered = [
        fact
        for entry in again.log("demo-1")
        for fact in entry.facts
        if isinstance(fact, LogRecovered)
    ]
    again.whole_log("demo-1")
    again.stop()

    (kept,) = (demo.data / "redis" / "evidence").glob("*.aof-tail")
    assert [(fact.cut_bytes, fact.cut_sha256) for fact in recovered] == [(len(TORN), kept.stem)]


def test_a_taken_port_is_said_and_the_next_one_used(demo: Up, tmp_path: Path) -> None:
    port = free_port()
    with taken(port):
        demo.out.unlink()
        fresh = Up(demo.data, "--demo", "--fresh", port=port)

        said, complaint = fresh.said(), (demo.data / "said.err").read_text(encoding="utf-8")
        fresh.stop()

    assert fresh.port > port
    assert f"Port {port} is taken; using {fresh.port}." in complaint
    assert "event demo-2" in said


def test_after_a_cut_every_log_begins_a_new_epoch(store: Valkey, tmp_path: Path) -> None:
    settings = Settings(redis_url=store.url, data=tmp_path, playbooks=PLAYBOOKS)
    place = Here(settings=settings, stores=build_stores(settings))
    plan = load_plan(PLAYBOOKS / "double-ninth-2020")
    now = Instant(place.clock.now())
    time = EventTime(event_at=now, real_at=now, rate=1)
    open_event(place, "day", plan, kind=EventKind.LIVE, time=time, phase=Phase.LIVE)
    kept = tmp_path / "kept"
    kept.write_bytes(b"cut off")
    cut = TailCut(bytes=7, sha256="0" * 64, kept_in=kept)

    told = record_recovery(place, cut)

    last = read_entry(list(Log(place.client, "day").scan())[-1].e)
    (fact,) = last.facts
    assert told == Told(recorded=1, left=())
    assert isinstance(fact, LogRecovered)
    assert fact.cut_bytes == 7
