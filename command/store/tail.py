"""
Follows an event's log as it grows, through every break of the line, without a gap.

Must never ask for `$`: whatever was appended between two questions would be lost.
"""

import threading
from collections.abc import Iterator
from typing import cast

import redis

from command.clock import stopwatch_s
from command.store import keys
from command.store.chain import BrokenChain, Head, StoredEntry, follow
from command.store.connect import StoreAway, ask
from command.store.log import Log, parse

BLOCK_MS = 1000
PAGE = 500
FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 2.0


class Tail:
    """
    Yields lists of entries that follow a head, for ever, until stopped.

    Entries are checked against the chain, so what it yields always follows
    from what it yielded before.
    """

    def __init__(self, client: redis.Redis, event: str, after: Head) -> None:
        """Take a client made for `tail`, used by nobody else, and the head already known."""
        self._client = client
        self._key = keys.log_key(event)
        self._log = Log(client, event)
        self._head = after
        self._stopped = threading.Event()
        self._alive_at_s = stopwatch_s()

    @property
    def head(self) -> Head:
        """The head after the last entry that was yielded."""
        return self._head

    @property
    def age_s(self) -> float:
        """Seconds since the store last answered: over 5, the process should be looked at."""
        return stopwatch_s() - self._alive_at_s

    def stop(self) -> None:
        """End the iteration within a second; safe to call from anywhere."""
        self._stopped.set()

    def __iter__(self) -> Iterator[list[StoredEntry]]:
        """
        Yield what is appended, in order, gap-free and once each.

        Raises:
            BrokenChain: the log no longer holds what was read; it was cut or replaced.
        """
        pause_s = FIRST_PAUSE_S
        while not self._stopped.is_set():
            try:
                entries = self._next()
            except StoreAway:
                self._stopped.wait(pause_s)
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
                continue
            self._alive_at_s = stopwatch_s()
            pause_s = FIRST_PAUSE_S
            if entries:
                yield entries

    def _next(self) -> list[StoredEntry]:
        answer = ask(
            self._client,
            *("XREAD", "COUNT", PAGE, "BLOCK", BLOCK_MS),
            *("STREAMS", self._key, f"{self._head.seq}-0"),
        )
        if answer is None:
            self._check_still_ours()
            return []
        (_, rows), *_ = cast("list[tuple[bytes, object]]", answer)
        entries = parse(rows)
        self._head = follow(self._head, entries)
        return entries

    def _check_still_ours(self) -> None:
        # A log that came back shorter would leave us waiting for a seq far ahead, in silence.
        if self._log.hash_at(self._head.seq) != self._head.hash:
            raise BrokenChain(self._head.seq, "this log has another history than the one read")
