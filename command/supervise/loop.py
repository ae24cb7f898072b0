"""
The loop that keeps parts running: one thread, no library, nothing to wait for.

Must never leave a process behind: each is in a group of its own, tied to this process by the
kernel, and is asked to stop before it's made to.
"""

import selectors
import signal
import subprocess
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final, Self

from command.clock import stopwatch_s
from command.supervise.parts import Child, Part, StartFailed

LOOK_EVERY_S: Final = 0.1
STOPS_WITHIN_S: Final = 3.0
LAST_STOPS_WITHIN_S: Final = 1.5

Say = Callable[[str, str], None]
"""Takes the name of a part and a line it said."""


class Supervisor:
    """Starts parts, passes on what they say, starts again what dies, until told to stop."""

    def __init__(self, say: Say) -> None:
        """Take where lines go."""
        self.say = say
        self.each_time: Callable[[], None] = _nothing
        """What else is to be done between two looks. It must be quick."""
        self._children: list[Child] = []
        self._stopping = 0

    def __enter__(self) -> Self:
        """Begin; whatever was started is stopped at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop whatever still runs."""
        self.stop_all()

    def start(self, part: Part) -> None:
        """
        Start a part and keep it running from now on.

        Raises:
            StartFailed: it doesn't start, this first time.
        """
        child = Child(part=part)
        child.start()
        self._children.append(child)

    def restart_all_but(self, name: str) -> None:
        """End every other part; the loop starts them again."""
        for child in self._children:
            if child.part.name != name:
                child.kill()

    def has_finished(self, name: str) -> bool:
        """Whether a part that may come to its end has done so."""
        return any(child.has_finished for child in self._children if child.part.name == name)

    def obey_signals(self) -> None:
        """Stop at SIGTERM, SIGINT and when the terminal closes; at once when asked twice."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)

    def stop(self) -> None:
        """Have `run` end."""
        self._stopping += 1

    def run(self) -> None:
        """Keep everything running until told to stop."""
        while not self._stopping:
            self.step()

    def step(self) -> None:
        """Look once: pass on what was said, start again what died."""
        self._wait(self._children)
        self._look()
        self.each_time()

    def let_pass(self) -> None:
        """
        Wait a moment within a start that takes its time: the others are heard meanwhile.

        Raises:
            StartFailed: everything is to stop.
        """
        if self._stopping:
            raise StartFailed("stopping")
        self._wait(self._children)

    def stop_all(self) -> None:
        """Ask the parts to stop, those that use others first; make them when they don't."""
        first, rest = self._children[:1], self._children[1:]
        self._stop_these(rest, STOPS_WITHIN_S)
        # The first is what the others stand on: the store.
        self._stop_these(first, LAST_STOPS_WITHIN_S)

    def _stop_these(self, children: Sequence[Child], within_s: float) -> None:
        until_s = stopwatch_s() + within_s
        for child in children:
            child.ask_to_stop()
        while any(child.is_alive() for child in children):
            if self._stopping > 1 or stopwatch_s() > until_s:
                break
            self._wait(children)
        for child in children:
            child.kill()
        self._pass_on()
        for child in children:
            if child.process is not None:
                child.bury()

    def _look(self) -> None:
        for child in self._children:
            if child.has_died():
                self._pass_on()
                code = child.bury()
                if child.has_finished:
                    self.say(child.part.name, "finished")
                elif not self._stopping:
                    self.say(child.part.name, f"ended with {code}; it will be started again")
            elif child.is_to_start():
                self._start_again(child)

    def _start_again(self, child: Child) -> None:
        try:
            child.start()
        except (StartFailed, OSError, subprocess.SubprocessError) as error:
            # Out of processes, memory or disk: the others, which run, must not end for it.
            child.put_off()
            self.say(child.part.name, f"does not start: {error}")

    def _wait(self, children: Sequence[Child]) -> None:
        with selectors.DefaultSelector() as selector:
            for child in children:
                if (pipe := child.pipe()) is not None:
                    selector.register(pipe, selectors.EVENT_READ)
            selector.select(LOOK_EVERY_S)
        self._pass_on()

    def _pass_on(self) -> None:
        for child in self._children:
            for line in child.lines():
                self.say(child.part.name, line)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping += 1


def _nothing() -> None:
    pass
