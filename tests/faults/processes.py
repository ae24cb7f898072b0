"""Real processes for tests: each in a group of its own, to be killed, frozen and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
STOPS_WITHIN_S: Final = 8.0
DIES_WITHIN_S: Final = 60.0


class Process:
    """A program that can be started more than once; what it says goes into one file."""

    def __init__(
        self, name: str, words: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> None:
        """Name the program; nothing runs yet."""
        self.name = name
        self._words = [sys.executable, *words]
        self._environment = {**os.environ, **environment, "PYTHONUNBUFFERED": "1"}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process it is now."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it; it may take a while until it's of use."""
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                self._words,
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def kill9(self) -> None:
        """End it and all its own as the kernel would, without a word."""
        if self._process is not None:
            descendants = descendants_of(self.pid)
            for pid in (self.pid, *descendants):
                signal_group(pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
            # Whichever is left would still hold the port, and the next start take another.
            until(
                lambda: not any(map(is_running, descendants)), DIES_WITHIN_S, what="all their ends"
            )

    def stop(self) -> None:
        """End it in good order, or else not."""
        if self._process is not None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOPS_WITHIN_S)
            self.kill9()

    def freeze(self) -> None:
        """Let it hang without dying."""
        signal_group(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        signal_group(self.pid, signal.SIGCONT)

    def said(self) -> str:
        """Read what it said."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""


def children_of(pid: int) -> list[int]:
    """List the processes that a process started and that still run."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                found += map(int, (task / "children").read_text().split())
    return found


def descendants_of(pid: int) -> list[int]:
    """List those a process started, and those they started in turn."""
    children = children_of(pid)
    return [*children, *(found for child in children for found in descendants_of(child))]


def words_of(pid: int) -> str:
    """Say what a process was started as; nothing when it's gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def is_running(pid: int) -> bool:
    """Whether a process is there and isn't a dead one nobody has buried."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def signal_group(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process and to the group it leads, if it leads one."""
    with suppress(ProcessLookupError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, number)
        else:
            os.kill(pid, number)


def until(holds: Callable[[], Any], within_s: float = 15.0, *, what: object = "it") -> Any:
    """Look again and again until something holds, and return it."""
    until_s = time.monotonic() + within_s
    while True:
        looked_s = time.monotonic()
        if answer := holds():
            return answer
        assert time.monotonic() < until_s, f"{what} did not come about within {within_s} s"
        # A look that takes long must not keep the cores from those it looks at.
        time.sleep(max(0.02, time.monotonic() - looked_s))
