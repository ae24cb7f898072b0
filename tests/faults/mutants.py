"""
Wrong versions of the system, to show that these tests would notice. No product code knows of them.

`python -m tests.faults.mutants NAME MODULE ...` runs a module of the product with one thing wrong.
`python -m tests.faults.mutants play NAME SEED` plays the scenario that has to fail on it, and
writes what it found as JSON.
"""

import json
import runpy
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from command.domain.board import Board, Remembered
from command.domain.identifiers import ActionId
from tests.faults.day import Day
from tests.faults.mistakes import tail_from_the_end
from tests.faults.parts import PartsTown, parts_town
from tests.faults.phones import phone_sends_thrice
from tests.faults.scenarios import miss_the_last_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """What is done wrong, the scenario that must fail on it, and the words it fails with."""

    make: Callable[[], None]
    webs: int
    scenario: Callable[[PartsTown, Day], object]
    noticed_as: str


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


MUTANTS: Final[Mapping[str, Mutant]] = {
    # Without the fold's memory, what a phone sends again is done again.
    "forgets": Mutant(
        make=forget_what_was_asked,
        webs=1,
        scenario=lambda town, day: phone_sends_thrice(town, day, 50),
        noticed_as="I2",
    ),
    # A tail that asks for `$` never hears what came while its line was cut.
    "from-the-end": Mutant(
        make=tail_from_the_end,
        webs=2,
        scenario=lambda town, day: miss_the_last_word(town, day, 1),
        noticed_as="the last word",
    ),
}


def play(name: str, seed: int) -> None:
    """Play the scenario of a mutant to its end or to what is wrong."""
    mutant = MUTANTS[name]
    with parts_town(webs=mutant.webs, mutant=name) as town:
        day = Day(town, seed)
        try:
            mutant.scenario(town, day)
        finally:
            day.close()


def main(words: list[str]) -> int:
    """Run a module with a mistake in it, or play the mistake's scenario."""
    if words[0] == "play":
        violation: str | None = None
        try:
            play(words[1], int(words[2]))
        except AssertionError as found:
            violation = str(found)
        sys.stdout.write(json.dumps({"violation": violation}) + "\n")
        return 0
    name, module, *rest = words
    MUTANTS[name].make()
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
