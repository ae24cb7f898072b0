"""
The only writer of the log: compare the head, add the entries, in one round trip.

Must never send a write twice by itself. Whoever gets `Indeterminate` reads the log to learn what
happened, then submits again; an entry can land only directly after the head it was decided on, so
a late copy of it can never be stored a second time.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import Final, cast

import hiredis
import redis

from command.store import keys
from command.store.chain import EMPTY, Head, link
from command.store.connect import Line, StoreAway, own_line, reaching_the_store

SCRIPT = Path(__file__).with_name("append.lua").read_text(encoding="utf-8")
_TURN = Path(__file__).with_name("turn.lua").read_bytes()
_SHA1 = hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest().encode()
_APPENDED = 1
_NOT_OUR_TURN = 0

TURN_MS: Final = 1_000
"""How long a turn lasts at the most: whoever dies having one keeps the others for so long."""

# What redis-py packs with, without its looking at every word again: ours are bytes. By its type
# hints it takes a tuple of one word only.
_pack = cast("Callable[[tuple[bytes, ...]], bytes]", hiredis.pack_command)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """Every entry is in the log and on the disk; this is the head after the last."""

    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """
    Somebody else appended first: decide again on this head.

    `appended` of the entries are in the log nonetheless, always the first
    ones. It's 0 unless another writer came between two of a long batch.
    `is_held`: nobody was first, but it's somebody else's turn; try again in a moment.
    """

    head: Head
    appended: int = 0
    is_held: bool = False


class Indeterminate(Exception):
    """
    The line broke after sending: some of the entries may be in the log, the first ones first.

    `is_silent`: it broke by waiting in vain, so asking the store more would be in vain, too.
    """

    def __init__(self, reason: str, *, is_silent: bool = False) -> None:
        """Say what happened."""
        super().__init__(reason)
        self.is_silent = is_silent


def _nothing() -> None:
    """There is nothing to do meanwhile."""


class Append:
    """Appends to one event's log, on a line of its own. Safe to share: one batch at a time."""

    def __init__(self, client: redis.Redis, event: str) -> None:
        """Take a client made for `write`."""
        self._line = own_line(client)
        self._in_turn = Lock()
        self._log = keys.log_key(event).encode()
        self._private = keys.private_key(event).encode()
        self._turn = keys.turn_key(event).encode()
        self._name = token_hex(8).encode()
        self._has_turn = False

    def append(
        self,
        head: Head,
        entries: Sequence[bytes],
        private: Mapping[str, bytes] | None = None,
        *,
        meanwhile: Callable[[], object] = _nothing,
    ) -> Appended | Stale:
        """
        Append entries that were decided on `head`, all in one round trip and one fsync.

        Args:
            head: where the log ended when the entries were decided.
            entries: the exact bytes, in order.
            private: commitment → stored value, written before the entries, so that no entry
                ever points at nothing. After `Stale` they may stay behind unreferenced.
            meanwhile: done once, when the entries are sent and the store writes them. It may be
                for nothing. It must not ask anything of this line.

        Raises:
            StoreAway: nothing was written.
            Indeterminate: something may have been.
        """
        chained = list(_chain(head, entries))
        commands = [self._evalsha(*step) for step in chained]
        first = [(b"HSET", self._private, *_flat(private))] if private else []
        last = self._end_of_turn()
        answers = self._exchange([*first, *commands, *last], meanwhile)
        answers = answers[len(first) : len(first) + len(commands)]
        if answers and isinstance(answers[0], redis.exceptions.NoScriptError):
            # Nothing was appended, since the first entry was not. The values are written again.
            self._exchange([(b"SCRIPT", b"LOAD", SCRIPT.encode())])
            answers = self._exchange([*first, *commands])[len(first) :]
        return _verdict(head, chained, answers)

    def take_turn(self) -> None:
        """
        Ask that nobody else appends until our next append: who thinks longer loses every race.

        Nothing depends on having got it. It runs out by itself, and the head is compared as ever.
        """
        # Asked for and no answer: it may be ours, and is given back as if it were.
        self._has_turn = True
        with suppress(Indeterminate):
            self._has_turn = self._exchange([self._turn_for(TURN_MS)]) == [1]

    def give_turn_back(self) -> None:
        """End our turn, if we have one and didn't append in it."""
        if self._has_turn:
            with suppress(Indeterminate, StoreAway):
                self._exchange(self._end_of_turn())

    def _end_of_turn(self) -> Sequence[tuple[bytes, ...]]:
        if not self._has_turn:
            return ()
        self._has_turn = False
        return (self._turn_for(0),)

    def _turn_for(self, ms: int) -> tuple[bytes, ...]:
        return (b"EVAL", _TURN, b"1", self._turn, self._name, b"%d" % ms)

    def _evalsha(self, before: Head, e: bytes, after: Head) -> tuple[bytes, ...]:
        return (
            b"EVALSHA",
            _SHA1,
            b"2",
            self._log,
            self._turn,
            b"%d-0" % before.seq,
            before.hash.encode(),
            b"%d-0" % after.seq,
            e,
            after.hash.encode(),
            self._name,
            b"%d" % TURN_MS,
        )

    def _exchange(
        self, commands: Sequence[tuple[bytes, ...]], meanwhile: Callable[[], object] = _nothing
    ) -> list[object]:
        # Below redis-py's pipeline, which can't say whether anything was sent before it failed.
        with self._in_turn:
            if not self._line.is_connected:
                with reaching_the_store():
                    self._line.connect()
            try:
                # In one piece: the store flushes to the disk for each piece it comes upon.
                self._line.send_packed_command([b"".join(map(_pack, commands))])
                meanwhile()
                return [_answer(self._line) for _ in commands]
            except (redis.ConnectionError, redis.TimeoutError, OSError) as error:
                self._line.disconnect()
                is_silent = isinstance(error, redis.TimeoutError)
                reason = f"The line to the store broke: {error}"
                raise Indeterminate(reason, is_silent=is_silent) from error
            except BaseException:
                # Our answers would still be coming, and the next batch would take them for its own.
                self._line.disconnect()
                raise


def _chain(head: Head, entries: Sequence[bytes]) -> Iterator[tuple[Head, bytes, Head]]:
    for e in entries:
        after = Head(seq=head.seq + 1, hash=link(head.hash, e))
        yield head, e, after
        head = after


def _flat(private: Mapping[str, bytes]) -> Iterator[bytes]:
    for commitment, stored in private.items():
        yield commitment.encode()
        yield stored


def _answer(line: Line) -> object:
    try:
        return line.read_response()
    except redis.ResponseError as error:
        return error


def _verdict(
    head: Head, chained: Sequence[tuple[Head, bytes, Head]], answers: Sequence[object]
) -> Appended | Stale:
    for appended, (step, answer) in enumerate(zip(chained, answers, strict=True)):
        if answer == _APPENDED:
            head = step[2]
        elif isinstance(answer, list):
            return Stale(head=_parse_head(answer), appended=appended)
        elif answer == _NOT_OUR_TURN:
            return Stale(head=head, appended=appended, is_held=True)
        elif appended:
            raise Indeterminate(f"{appended} entries are in the log, then: {answer}")
        else:
            raise StoreAway(f"The store refuses to write: {answer}")
    return Appended(head=head)


def _parse_head(answer: list[bytes]) -> Head:
    seq = int(answer[0].partition(b"-")[0])
    return Head(seq=seq, hash=answer[1].decode()) if seq else EMPTY
