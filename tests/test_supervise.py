"""The supervisor: what dies comes back, what should stop stops, nothing outlives it."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from command.clock import FixedClock, stopwatch_s
from command.supervise.journal import Journal
from command.supervise.listening import NoPort, listen
from command.supervise.loop import Supervisor
from command.supervise.parts import Child, Part, StartFailed, program
from tests.valkey import wait_until

SLEEPS = "import time; print('ready', flush=True); time.sleep(600)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('ready', flush=True); time.sleep(600)"
)
WITH_A_CHILD = (
    "import subprocess, sys, time; "
    f"subprocess.Popen([sys.executable, '-c', {SLEEPS!r}]); time.sleep(600)"
)


def part(name: str, code: str, *, ends: bool = False) -> Part:
    """A part that is a few words of Python."""
    start = program([sys.executable, "-c", code], dict(os.environ))
    return Part(name=name, start=start, ends=ends)


class Stand:
    """A supervisor that a test steps, and what its parts said."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.supervisor = Supervisor(lambda name, line: self.said.append((name, line)))

    def run_until(self, holds: Callable[[], bool], within_s: float = 10) -> None:
        """Run the loop until something holds."""
        until_s = stopwatch_s() + within_s
        while not holds():
            assert stopwatch_s() < until_s, self.said
            self.supervisor.step()

    def pids(self, code: str) -> list[int]:
        """Our own children that run some code."""
        children = psutil.Process().children(recursive=True)
        return [one.pid for one in children if _runs(one, code)]


@pytest.fixture
def stand() -> Iterator[Stand]:
    """A supervisor; what it started is stopped at the end."""
    made = Stand()
    with made.supervisor:
        yield made


def test_what_a_part_says_is_passed_on_line_by_line(stand: Stand) -> None:
    stand.supervisor.start(part("talks", "print('one'); print('two'); print('three', end='')"))

    stand.run_until(lambda: ("talks", "three") in stand.said)

    assert stand.said[:3] == [("talks", "one"), ("talks", "two"), ("talks", "three")]


def test_a_killed_part_comes_back(stand: Stand) -> None:
    stand.supervisor.start(part("sleeps", SLEEPS))
    (first,) = stand.pids(SLEEPS)
    os.kill(first, signal.SIGKILL)

    stand.run_until(lambda: stand.pids(SLEEPS) not in ([], [first]))

    assert ("sleeps", "ended with -9; it will be started again") in stand.said


def test_a_part_that_dies_young_is_started_less_and_less_often() -> None:
    child = Child(part=part("dies", "raise SystemExit(3)"))
    pauses = []
    for _ in range(7):
        child.start()
        assert child.bury() == 3
        pauses.append(round(child.start_at_s - stopwatch_s(), 1))

    assert pauses == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]


def test_a_part_that_may_end_is_not_started_again_after_ending_well(stand: Stand) -> None:
    stand.supervisor.start(part("script", "print('done')", ends=True))

    stand.run_until(lambda: stand.supervisor.has_finished("script"))

    assert ("script", "finished") in stand.said


def test_a_part_that_may_end_is_started_again_after_breaking(stand: Stand) -> None:
    stand.supervisor.start(part("script", "raise SystemExit(1)", ends=True))

    stand.run_until(lambda: sum("ended with 1" in line for _, line in stand.said) >= 2)

    assert not stand.supervisor.has_finished("script")


@pytest.mark.parametrize(
    "failure",
    [
        StartFailed("not now"),
        BlockingIOError(errno.EAGAIN, "no more processes"),
        OSError(errno.ENOSPC, "the disk is full"),
        subprocess.SubprocessError("it ended before it was a program"),
    ],
)
def test_a_part_that_does_not_start_again_is_tried_again_while_the_others_run(
    stand: Stand, failure: Exception
) -> None:
    tried: list[int] = []
    good = part("fickle", SLEEPS).start

    def start() -> "subprocess.Popen[bytes]":
        tried.append(1)
        if len(tried) == 2:
            raise failure
        return good()

    stand.supervisor.start(part("healthy", STUBBORN))
    healthy = stand.pids(STUBBORN)
    stand.supervisor.start(Part(name="fickle", start=start))
    os.kill(stand.pids(SLEEPS)[0], signal.SIGKILL)

    stand.run_until(lambda: len(tried) == 3)

    assert ("fickle", f"does not start: {failure}") in stand.said
    assert stand.pids(STUBBORN) == healthy


def test_what_the_others_say_is_heard_while_one_takes_long_to_start(stand: Stand) -> None:
    stand.supervisor.start(part("talks", "print('one')"))

    def start() -> "subprocess.Popen[bytes]":
        while ("talks", "one") not in stand.said:
            stand.supervisor.let_pass()
        return part("slow", SLEEPS).start()

    stand.supervisor.start(Part(name="slow", start=start))

    assert stand.pids(SLEEPS)


def test_a_long_start_ends_when_everything_is_to_stop(stand: Stand) -> None:
    stand.supervisor.stop()

    with pytest.raises(StartFailed):
        stand.supervisor.let_pass()


def test_stopping_ends_even_what_does_not_listen_within_five_seconds(stand: Stand) -> None:
    stand.supervisor.start(part("polite", SLEEPS))
    stand.supervisor.start(part("stubborn", STUBBORN))
    stand.run_until(lambda: ("stubborn", "ready") in stand.said)

    began_s = stopwatch_s()
    stand.supervisor.stop_all()

    assert stopwatch_s() - began_s < 5
    assert stand.pids(SLEEPS) == stand.pids(STUBBORN) == []


def test_what_a_part_started_itself_dies_with_it(stand: Stand) -> None:
    stand.supervisor.start(part("parent", WITH_A_CHILD))
    stand.run_until(lambda: ("parent", "ready") in stand.said)
    (pid,) = stand.pids(SLEEPS)
    grandchild = psutil.Process(pid)
    os.kill(stand.pids(WITH_A_CHILD)[0], signal.SIGKILL)

    stand.run_until(lambda: not _lives(grandchild))


def test_killing_the_supervisor_leaves_nothing_behind(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from command.supervise.loop import Supervisor\n"
        "from command.supervise.parts import Part, program\n"
        "s = Supervisor(lambda name, line: print(line, flush=True))\n"
        f"sleeps = program([sys.executable, '-c', {SLEEPS!r}], dict(os.environ))\n"
        "s.start(Part(name='a', start=sleeps)); s.start(Part(name='b', start=sleeps)); s.run()\n"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert supervisor.stdout is not None
    assert [supervisor.stdout.readline(), supervisor.stdout.readline()] == [b"ready\n"] * 2
    children = psutil.Process(supervisor.pid).children(recursive=True)
    assert len(children) == 2

    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()

    wait_until(lambda: not any(_lives(one) for one in children), within_s=5)


def test_a_port_that_is_taken_gives_the_next_one() -> None:
    with listen("127.0.0.1", 18_700) as first, listen("127.0.0.1", 18_700) as second:
        ports = [first.getsockname()[1], second.getsockname()[1]]

    assert ports[1] > ports[0]


def test_a_host_that_is_not_here_is_an_error() -> None:
    with pytest.raises(OSError, match="assign requested address"):
        listen("192.0.2.1", 18_700)


def test_no_free_port_at_all_is_said_in_both_languages() -> None:
    assert "--port" in str(NoPort("127.0.0.1", 8000))


def test_the_journal_writes_one_log_and_a_file_a_part(tmp_path: Path) -> None:
    terminal = (tmp_path / "terminal").open("w", encoding="utf-8")
    with terminal:
        journal = Journal(tmp_path / "log", FixedClock(at=1_603_593_000_000), terminal)
        journal.say("watch", "a line")
        journal.say("web", "another")

    assert [line[9:] for line in _lines(tmp_path / "terminal")] == [
        "watch  | a line",
        "web    | another",
    ]
    assert _lines(tmp_path / "log" / "web.log")[0].endswith(" another")


def test_a_journal_whose_terminal_is_gone_goes_on(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8", buffering=1) as terminal:
        journal = Journal(tmp_path, FixedClock(at=0), terminal)

        journal.say("web", "nobody reads this")
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)


def _runs(process: psutil.Process, code: str) -> bool:
    try:
        return code in process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()
