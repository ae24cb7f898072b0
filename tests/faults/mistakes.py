"""
Mistakes made on purpose in one process, and the tests that have to fail on each.

`python -m tests.faults.mistakes MISTAKE` runs those tests with the mistake in the product's code;
no product code knows of it. The one about memory is played end to end: tests/faults/mutants.py.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

import pytest

from command.embedded import configuration
from command.store import connect, tail
from command.store.chain import StoredEntry, follow
from command.store.connect import ask
from command.store.log import parse
from command.store.tail import BLOCK_MS, PAGE, Tail

REDIS_PYS_RETRIES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is done wrong, and the tests that notice."""

    make: Callable[[], None]
    tests: tuple[str, ...]


def _from_the_end(follower: Tail) -> list[StoredEntry]:
    answer = ask(
        follower._client,
        *("XREAD", "COUNT", PAGE, "BLOCK", BLOCK_MS),
        *("STREAMS", follower._key, "$"),
    )
    if answer is None:
        return []
    (_, rows), *_ = cast("list[tuple[bytes, object]]", answer)
    entries = parse(rows)
    follower._head = follow(follower._head, entries)
    return entries


def tail_from_the_end() -> None:
    """Each question begins at whatever is the end by then: `$`."""
    wrong: Any = tail.Tail
    wrong._next = _from_the_end


def sync_every_second() -> None:
    """The store answers before the disk has it."""
    wrong: Any = configuration
    wrong.SETTINGS = {**configuration.SETTINGS, "appendfsync": "everysec"}


def accept_any_store() -> None:
    """A Redis that could lose acknowledged entries is used all the same."""
    wrong: Any = connect
    wrong.unsafe_settings = lambda _client: ()


def retry_as_the_library_does() -> None:
    """A write that got no answer is sent again by the library, script and all."""
    wrong: Any = connect
    patient = replace(connect._MANNERS["write"], retries=REDIS_PYS_RETRIES)
    wrong._MANNERS = {**connect._MANNERS, "write": patient}


MISTAKES: Final[Mapping[str, Mistake]] = {
    "tail_from_the_end": Mistake(
        make=tail_from_the_end,
        tests=(
            "tests/store/test_tail.py::test_it_yields_what_was_there_and_what_comes",
            "tests/store/test_tail.py::test_it_goes_on_from_the_head_it_was_given",
        ),
    ),
    "sync_every_second": Mistake(
        make=sync_every_second,
        tests=("tests/store/test_connect.py::test_our_own_server_is_safe",),
    ),
    "accept_any_store": Mistake(
        make=accept_any_store,
        tests=("tests/store/test_connect.py::test_each_unsafe_setting_is_refused_by_name",),
    ),
    "retry_as_the_library_does": Mistake(
        make=retry_as_the_library_does,
        # An append has a line of its own that never retries; whatever else is written goes by this.
        tests=("tests/store/test_connect.py::test_a_command_without_an_answer_is_sent",),
    ),
}


def main(words: list[str]) -> int:
    """Make one mistake and run its tests; the exit code is pytest's: 1 where one failed."""
    mistake = MISTAKES[words[0]]
    mistake.make()
    return int(pytest.main(["-q", "-p", "no:cacheprovider", "--timeout", "60", *mistake.tests]))


if __name__ == "__main__":
    ended = main(sys.argv[1:])
    sys.stdout.flush()
    # A test that fails may leave a thread behind that waits for what never comes.
    os._exit(ended)
