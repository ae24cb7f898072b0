"""
A cache of boards at a seq, so that starts and seeks are fast. Opaque bytes to this module.

Must never be believed by itself: a snapshot whose hash isn't the log's at that seq is discarded.
Throwing all of them away loses nothing.
"""

import zlib
from typing import cast

import redis

from command.store import keys
from command.store.connect import ask
from command.store.log import Log

KEEP = 256
_FAST = 1


class Snapshots:
    """The snapshots of one event."""

    def __init__(self, client: redis.Redis, event: str) -> None:
        """Take a client made for `write`."""
        self._client = client
        self._event = event
        self._index = keys.snapshots_key(event)
        self._log = Log(client, event)

    def save(self, seq: int, h: str, part: str, blob: bytes) -> None:
        """
        Keep one part of the board as it was after the entry `seq`, whose hash is `h`.

        Parts are saved one by one: a reader may find some of them missing and
        then folds the log instead.
        """
        key = keys.snapshot_key(self._event, seq)
        compressed = zlib.compress(blob, level=_FAST)
        ask(self._client, "HSET", key, "h", h, f"part:{part}", compressed)
        ask(self._client, "ZADD", self._index, seq, str(seq))
        self._thin()

    def nearest(self, seq: int) -> int | None:
        """Return the latest snapshot at or before `seq` that the log vouches for."""
        while (found := self._latest_at(seq)) is not None:
            if self._is_of_this_log(found):
                return found
            self._discard(found)
        return None

    def load(self, seq: int, part: str) -> bytes | None:
        """Return one part, or None where it's missing or damaged."""
        key = keys.snapshot_key(self._event, seq)
        compressed = cast("bytes | None", ask(self._client, "HGET", key, f"part:{part}"))
        if compressed is None:
            return None
        try:
            return zlib.decompress(compressed)
        except zlib.error:
            self._discard(seq)
            return None

    def discard_all(self) -> None:
        """Throw the whole cache away."""
        for seq in self._all():
            self._discard(seq)

    def _latest_at(self, seq: int) -> int | None:
        answer = ask(self._client, "ZREVRANGEBYSCORE", self._index, seq, 0, "LIMIT", 0, 1)
        found = cast("list[bytes]", answer)
        return int(found[0]) if found else None

    def _is_of_this_log(self, seq: int) -> bool:
        h = cast(
            "bytes | None", ask(self._client, "HGET", keys.snapshot_key(self._event, seq), "h")
        )
        return h is not None and h.decode() == self._log.hash_at(seq)

    def _all(self) -> list[int]:
        return [
            int(seq) for seq in cast("list[bytes]", ask(self._client, "ZRANGE", self._index, 0, -1))
        ]

    def _thin(self) -> None:
        # Every second one of the older half goes: the start of the day stays within reach of a
        # seek, and the last hour stays dense.
        if cast("int", ask(self._client, "ZCARD", self._index)) > KEEP:
            for seq in self._all()[1 : KEEP // 2 : 2]:
                self._discard(seq)

    def _discard(self, seq: int) -> None:
        # The index first: what's left behind by a crash is then never found again.
        ask(self._client, "ZREM", self._index, str(seq))
        ask(self._client, "DEL", keys.snapshot_key(self._event, seq))
