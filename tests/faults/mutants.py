"""
A wrong version of the system, to show that these tests would notice. No product code knows of it.

`python -m tests.faults.mutants forgets MODULE ...` runs a module of the product whose fold has no
memory of what was asked. `python -m tests.faults.mutants play SEED` plays the scenario that has to
fail on it, and writes what it found as JSON.
"""

import json
import runpy
import sys
from typing import Any

from command.domain.board import Board, Remembered
from command.domain.identifiers import ActionId
from tests.faults.day import Day
from tests.faults.parts import parts_town
from tests.faults.phones import phone_sends_thrice

NAME = "forgets"


class _Forgetful(dict[ActionId, Remembered]):
    """Holds what was asked before, and never finds it."""

    def get(self, _key: ActionId, default: Any = None) -> Any:
        return default

    def __contains__(self, _key: object) -> bool:
        return False


def forget_what_was_asked() -> None:
    """The fold has no memory: an action that comes again is a new one."""
    begin = Board.__init__

    def forgetful(board: Board, *arguments: Any, **named: Any) -> None:
        begin(board, *arguments, **named)
        board.remembered = _Forgetful(board.remembered)

    wrong: Any = Board
    wrong.__init__ = forgetful


def play(seed: int) -> None:
    """Play the scenario to its end or to what is wrong."""
    with parts_town(webs=1, mutant=NAME) as town:
        day = Day(town, seed)
        try:
            phone_sends_thrice(town, day, 50)
        finally:
            day.close()


def main(words: list[str]) -> int:
    """Run a module with the mistake in it, or play its scenario."""
    if words[0] == "play":
        violation: str | None = None
        try:
            play(int(words[1]))
        except AssertionError as found:
            violation = str(found)
        sys.stdout.write(json.dumps({"violation": violation}) + "\n")
        return 0
    forget_what_was_asked()
    _, module, *rest = words
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
