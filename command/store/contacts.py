"""
How people are reached outside the pages: addresses that Apprise understands, by person or unit.

Addresses live here only. Must never be logged, exported or put into an entry.
"""

import json
from collections.abc import Sequence
from typing import cast

import redis

from command.store import keys
from command.store.connect import ask


class Contacts:
    """The addresses of one event: `dg:{EVENT}:contacts`, a hash of id → JSON list of URLs."""

    def __init__(self, client: redis.Redis, event: str) -> None:
        """Take a client made for `write`."""
        self._client = client
        self._key = keys.of_event(event, "contacts")

    def put(self, who: str, urls: Sequence[str]) -> None:
        """Set the addresses of a person or a unit, instead of those before."""
        ask(self._client, "HSET", self._key, who, json.dumps(list(urls)))

    def of(self, who: str) -> tuple[str, ...]:
        """Return the addresses, none where nobody set any."""
        stored = cast("bytes | None", ask(self._client, "HGET", self._key, who))
        return () if stored is None else tuple(json.loads(stored))

    def every(self) -> dict[str, tuple[str, ...]]:
        """Return everybody's addresses, by id."""
        flat = cast("list[bytes]", ask(self._client, "HGETALL", self._key))
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return {who.decode(): tuple(json.loads(stored)) for who, stored in sorted(pairs)}

    def remove(self, who: str) -> bool:
        """Forget somebody's addresses; False where there were none."""
        return ask(self._client, "HDEL", self._key, who) == 1
