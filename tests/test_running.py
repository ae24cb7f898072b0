"""The store under `denggao up`: when it doesn't start again, what runs beside it goes on."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from command.cli.asking import open_event
from command.cli.here import Failure, Here
from command.cli.running import STORE, Running, marker_of
from command.clock import stopwatch_s
from command.domain.event import EventTime
from command.domain.facts import LogRecovered
from command.domain.identifiers import Instant
from command.domain.states import EventKind, Phase
from command.embedded.folder import DataFolder
from command.plan_files import load_plan
from command.settings import Settings
from command.store import keys
from command.store.connect import ask
from command.store.log import Log
from command.supervise.listening import listen
from command.supervise.loop import Supervisor
from command.supervise.parts import Part, program
from command.wire.entries import read_entry
from tests.running_up import PLAYBOOKS
from tests.valkey import short_path

__all__ = ["short_path"]

PLAN = "double-ninth-2020"


class Ground:
    """A data folder, and a supervisor with its store that a test steps."""

    def __init__(self, data: Path) -> None:
        """Take the folder; nothing runs yet."""
        self.folder = DataFolder(data)
        self.settings = Settings(data=data, playbooks=PLAYBOOKS, secret="x" * 40)
        self.said: list[tuple[str, str]] = []

    @contextmanager
    def running(self) -> Iterator[tuple[Supervisor, Here]]:
        """Start the store; it's stopped at the end of the block."""
        supervisor = Supervisor(lambda name, line: self.said.append((name, line)))
        with listen("127.0.0.1", 18_750) as listener, supervisor:
            yield supervisor, Running(self.settings, supervisor, listener).start_store()

    def run_until(self, supervisor: Supervisor, holds: Callable[[], bool]) -> None:
        """Run the loop until something holds."""
        until_s = stopwatch_s() + 10
        while not holds():
            assert stopwatch_s() < until_s, self.said
            supervisor.step()

    def has_said(self, words: str) -> bool:
        """Whether the store said so."""
        return any(name == STORE and words in line for name, line in self.said)

    def servers(self) -> list[psutil.Process]:
        """The store's processes."""
        children = psutil.Process().children()
        return [one for one in children if str(self.folder.redis) in " ".join(one.cmdline())]

    def kill_store(self) -> None:
        """End it as the kernel would."""
        (server,) = self.servers()
        server.kill()

    def tear(self) -> Path:
        """Leave evidence of a cut as a start that was killed then would; return it."""
        cut = b"*3\r\n$3\r\nSET"
        kept = self.folder.evidence / f"{hashlib.sha256(cut).hexdigest()}.aof-tail"
        kept.write_bytes(cut)
        return kept


@pytest.fixture
def ground(short_path: Path) -> Ground:
    """A data folder of the test's own."""
    return Ground(short_path)


def begin(place: Here, event: str) -> None:
    """Open an event."""
    now = Instant(place.clock.now())
    time = EventTime(event_at=now, real_at=now, rate=1)
    plan = load_plan(PLAYBOOKS / PLAN)
    open_event(place, event, plan, kind=EventKind.LIVE, time=time, phase=Phase.LIVE)


def recoveries(place: Here, event: str) -> int:
    """How often an event's log says that a tail was cut."""
    entries = [read_entry(one.e) for one in Log(place.client, event).scan()]
    return sum(isinstance(fact, LogRecovered) for entry in entries for fact in entry.facts)


def beside(supervisor: Supervisor) -> psutil.Process:
    """Start something that stands on the store."""
    supervisor.start(Part(name="web", start=program(["sleep", "600"], {})))
    (found,) = webs()
    return found


def webs() -> list[psutil.Process]:
    """What stands on the store, as it is now."""
    return [one for one in psutil.Process().children() if one.name() == "sleep"]


def test_a_store_that_finds_the_disk_full_is_tried_again_beside_what_runs(ground: Ground) -> None:
    with ground.running() as (supervisor, _):
        web = beside(supervisor)
        ground.folder.configuration.unlink()
        ground.folder.configuration.symlink_to("/dev/full")

        ground.kill_store()
        ground.run_until(supervisor, lambda: ground.has_said("No space left"))
        ground.folder.configuration.unlink()
        ground.run_until(supervisor, lambda: bool(ground.servers()))

        assert webs() == [web]


def test_damaged_files_end_the_first_start_with_what_to_do(ground: Ground) -> None:
    with ground.running():
        pass
    (manifest,) = ground.folder.append_only.glob("*.manifest")
    manifest.unlink()

    with pytest.raises(Failure, match="Restore a backup"), ground.running():
        pass


def test_files_damaged_while_it_runs_leave_the_others_running(ground: Ground) -> None:
    with ground.running() as (supervisor, _):
        web = beside(supervisor)
        (manifest,) = ground.folder.append_only.glob("*.manifest")
        kept = manifest.read_bytes()
        manifest.unlink()

        ground.kill_store()
        ground.run_until(supervisor, lambda: ground.has_said("Restore a backup"))
        manifest.write_bytes(kept)
        ground.run_until(supervisor, lambda: bool(ground.servers()))

        assert webs() == [web]


def test_an_event_whose_plan_is_gone_keeps_no_other_from_hearing_of_a_cut(ground: Ground) -> None:
    with ground.running() as (_, place):
        begin(place, "last-year")
        begin(place, "today")
        plans = keys.of_event("last-year", "plans")
        assert ask(place.client, "RENAME", plans, "aside") == b"OK"
    ground.settings = Settings(data=ground.folder.root, playbooks=ground.folder.media)
    kept = ground.tear()

    for _ in range(2):
        with ground.running() as (_, place):
            assert [recoveries(place, one) for one in ("last-year", "today")] == [0, 1]
    assert ground.has_said("event=last-year can't be opened")
    assert not marker_of(kept).exists()

    with ground.running() as (_, place):
        ask(place.client, "RENAME", "aside", plans)
    with ground.running() as (_, place):
        assert [recoveries(place, one) for one in ("last-year", "today")] == [1, 1]
    assert marker_of(kept).exists()


def test_a_log_that_does_not_fit_together_keeps_no_other_from_hearing_of_a_cut(
    ground: Ground,
) -> None:
    with ground.running() as (_, place):
        begin(place, "last-year")
        begin(place, "today")
        ask(place.client, "XADD", keys.log_key("last-year"), "2-0", "e", "{}", "h", "0" * 64)
    ground.tear()

    with ground.running() as (_, place):
        assert recoveries(place, "today") == 1

    assert ground.has_said("event=last-year can't be opened")


def test_what_runs_folds_anew_once_for_a_cut_even_if_one_log_cannot_say_it(ground: Ground) -> None:
    with ground.running() as (supervisor, place):
        begin(place, "last-year")
        ask(place.client, "XADD", keys.log_key("last-year"), "2-0", "e", "{}", "h", "0" * 64)
        first = beside(supervisor)
        ground.tear()

        ground.kill_store()
        ground.run_until(supervisor, lambda: webs() not in ([], [first]))
        (second,) = webs()
        said = len(ground.said)
        ground.kill_store()
        ground.run_until(
            supervisor, lambda: any("cut an unfinished" in line for _, line in ground.said[said:])
        )

        assert webs() == [second]


def test_a_start_that_cannot_tell_leaves_no_server_behind(ground: Ground) -> None:
    with ground.running() as (_, place):
        ask(place.client, "HSET", keys.events_key(), "day", "no row of ours")
    ground.tear()

    with pytest.raises(ValueError, match="Expecting value"), ground.running():
        pass

    assert ground.servers() == []
