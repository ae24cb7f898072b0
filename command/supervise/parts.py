"""One part of the system as a process: start it, hear what it says, stop it and all its own."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from command.clock import stopwatch_s
from command.supervise.tether import tether

FIRST_PAUSE_S: Final = 0.2
LONGEST_PAUSE_S: Final = 5.0
# Having run for so long, it died of something new: it's started again at once.
STEADY_AFTER_S: Final = 10.0
_READ_AT_ONCE: Final = 64 * 1024


class StartFailed(Exception):
    """It didn't start this time; trying again may help."""


Start = Callable[[], subprocess.Popen[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    What is to be kept running.

    `ends` says that it may finish: leaving with 0 is then no failure, and it isn't started again.
    """

    name: str
    start: Start
    ends: bool = False


def program(
    words: Sequence[str], environment: Mapping[str, str], keep_open: Sequence[int] = ()
) -> Start:
    """Make the start of a program in a process group of its own, tied to this process."""

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=keep_open,
            start_new_session=True,
            # The supervisor has one thread, so nothing can hold a lock between fork and exec.
            preexec_fn=tether(os.getpid()),
        )

    return start


@dataclass(slots=True, kw_only=True)
class Child:
    """A part and the process it is now, if it is one."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started_s: float = 0.0
    start_at_s: float = 0.0
    pause_s: float = FIRST_PAUSE_S
    has_finished: bool = False
    _rest: bytes = field(default=b"", repr=False)
    _is_silent: bool = False

    def start(self) -> None:
        """Start it; what it says is read without waiting."""
        self._is_silent = False
        self.process = self.part.start()
        self.started_s = stopwatch_s()
        if self.process.stdout is not None:
            os.set_blocking(self.process.stdout.fileno(), False)

    def bury(self) -> int:
        """Note that it died and when to start it again. Return what it left with."""
        process = self._running()
        code = process.wait()
        # What it started itself dies with it: a half-dead part would hold the port or the lock.
        _signal_group(process, signal.SIGKILL)
        if process.stdout is not None:
            process.stdout.close()
        self.process = None
        self.has_finished = self.part.ends and code == 0
        if stopwatch_s() - self.started_s >= STEADY_AFTER_S:
            self.pause_s = FIRST_PAUSE_S
        self.put_off()
        return code

    def put_off(self) -> None:
        """Say when to start it again: each time it dies young, later."""
        self.start_at_s = stopwatch_s() + self.pause_s
        self.pause_s = min(2 * self.pause_s, LONGEST_PAUSE_S)

    def is_to_start(self) -> bool:
        """Whether it isn't running, should be, and has waited long enough."""
        return self.process is None and not self.has_finished and stopwatch_s() >= self.start_at_s

    def lines(self) -> list[str]:
        """Return the whole lines it has said since last time."""
        pipe = self.pipe()
        if pipe is None:
            return []
        said, self._is_silent = _read(pipe)
        *whole, self._rest = (self._rest + said).split(b"\n")
        if self._is_silent and self._rest:
            whole.append(self._rest)
            self._rest = b""
        return [line.decode(errors="replace").rstrip("\r") for line in whole]

    def ask_to_stop(self) -> None:
        """Send SIGTERM to it; what it started itself it stops itself."""
        if self.process is not None and self.is_alive():
            self.process.terminate()

    def kill(self) -> None:
        """End it and everything it started, and wait until it's gone."""
        if self.process is not None:
            _signal_group(self.process, signal.SIGKILL)
            self.process.wait()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def pipe(self) -> int | None:
        """Return the descriptor on which it's heard, while it is."""
        if self.process is None or self.process.stdout is None or self._is_silent:
            return None
        return self.process.stdout.fileno()

    def has_died(self) -> bool:
        """Whether it was started and is no more."""
        return self.process is not None and self.process.poll() is not None

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise ValueError(f"{self.part.name} isn't running.")
        return self.process


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        # None of the group is left, or on a Mac only dead ones are.
        return


def _read(descriptor: int) -> tuple[bytes, bool]:
    """Return what there is to read, and whether nothing more will ever come."""
    said = b""
    while True:
        try:
            more = os.read(descriptor, _READ_AT_ONCE)
        except BlockingIOError:
            return said, False
        if not more:
            return said, True
        said += more
