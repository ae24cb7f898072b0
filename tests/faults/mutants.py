"""
Wrong versions of the system, to show that these tests would notice. No product code knows of them.

`python -m tests.faults.mutants NAME MODULE ...` runs a module of the product with one thing wrong.
`python -m tests.faults.mutants play NAME SEED` plays the scenario that has to fail on it, and
writes what it found as JSON.
"""

import json
import runpy
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, cast

import redis

from command.domain.board import Board, Remembered
from command.domain.identifiers import ActionId
from command.store import connect, keys, tail
from command.store.append import Append, Appended
from command.store.chain import EMPTY, Head, StoredEntry, follow, link
from command.store.log import parse
from tests.faults.day import Day
from tests.faults.parts import PartsTown, parts_town
from tests.faults.phones import phone_sends_thrice
from tests.faults.scenarios import cut_replies, cut_web_off, kill_store_on_slow_disk

# ---- what is wrong with each


class _Forgetful(dict[ActionId, Remembered]):
    """Holds what was asked before, and never finds it."""

    def get(self, key: ActionId, default: Any = None) -> Any:
        return default

    def __contains__(self, key: object) -> bool:
        return False


def forget_what_was_asked() -> None:
    """The fold has no memory: an action that comes again is a new one."""
    begin = Board.__init__

    def forgetful(board: Board, *arguments: Any, **named: Any) -> None:
        begin(board, *arguments, **named)
        board.remembered = _Forgetful(board.remembered)

    Board.__init__ = forgetful  # type: ignore[method-assign]


def allow_every_second() -> None:
    """The application starts on a Redis that flushes once a second."""
    known = dict(connect._MUST_BE)
    del known["appendfsync"]
    connect._MUST_BE = known


def follow_from_now() -> None:
    """The tail asks for what comes after its question, not after what it has read."""

    def next_ones(self: tail.Tail) -> list[StoredEntry]:
        words = ("XREAD", "COUNT", tail.PAGE, "BLOCK", tail.BLOCK_MS, "STREAMS", self._key, "$")
        answer = connect.ask(self._client, *words)
        if answer is None:
            return []
        (_, rows), *_ = cast("list[tuple[bytes, object]]", answer)
        entries = parse(rows)
        self._head = follow(self._head, entries)
        return entries

    tail.Tail._next = next_ones  # type: ignore[method-assign]


def append_blindly() -> None:
    """A plain XADD through redis-py as it comes: it sends again whatever was not answered."""
    begin = Append.__init__

    def with_defaults(self: Append, client: redis.Redis, event: str) -> None:
        begin(self, client, event)
        address = client.connection_pool.connection_kwargs
        where = {name: address[name] for name in ("host", "port")}
        self.plain = redis.Redis(**where)  # type: ignore[attr-defined]
        self.log_key = keys.log_key(event)  # type: ignore[attr-defined]

    def append(
        self: Append,
        head: Head,
        entries: Sequence[bytes],
        private: Mapping[str, bytes] | None = None,
    ) -> Appended:
        for e in entries:
            head = Head(seq=head.seq + 1, hash=link(head.hash or EMPTY.hash, e))
            row = {"e": e, "h": head.hash}
            self.plain.xadd(self.log_key, row, id=f"{head.seq}-*")  # type: ignore[attr-defined]
        return Appended(head=head)

    Append.__init__ = with_defaults  # type: ignore[method-assign]
    Append.append = append  # type: ignore[method-assign]


MUTANTS: Final[Mapping[str, Callable[[], None]]] = {
    "forgets": forget_what_was_asked,
    "every-second": allow_every_second,
    "from-now": follow_from_now,
    "blind": append_blindly,
}

# ---- the scenario that each must fail


def play(name: str, seed: int) -> None:
    """Play the scenario for a mutant, to its end or to what is wrong."""
    slow = name == "every-second"
    if slow:
        # The test's own desk has to start on such a Redis, too.
        allow_every_second()
    changes = {"appendfsync": "everysec"} if slow else None
    with parts_town(webs=2, mutant=name, changes=changes, slow_disk=slow) as town:
        day = Day(town, seed)
        try:
            _scenario(name)(town, day)
        finally:
            for proxy in town.proxies:
                proxy.set("pass")
            day.close()


def _scenario(name: str) -> Callable[[PartsTown, Day], object]:
    return {
        "forgets": lambda town, day: phone_sends_thrice(town, day, 50),
        "every-second": lambda town, day: kill_store_on_slow_disk(town, day, 5),
        "from-now": lambda town, day: cut_web_off(town, day, "reset", seconds=2),
        "blind": lambda town, day: cut_replies(town, day, 3),
    }[name]


def main(words: list[str]) -> int:
    """Run a module with one thing wrong, or play its scenario."""
    if words[0] == "play":
        _, name, seed = words
        try:
            play(name, int(seed))
        except AssertionError as violation:
            sys.stdout.write(json.dumps({"violation": str(violation)}) + "\n")
        else:
            sys.stdout.write(json.dumps({"violation": None}) + "\n")
        return 0
    name, module, *rest = words
    MUTANTS[name]()
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
