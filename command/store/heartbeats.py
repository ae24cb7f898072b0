"""When the watch, its standbys and the worker were last alive, for the tick. Never a fact."""

from collections.abc import Sequence
from typing import cast

import redis

from command.store import keys
from command.store.connect import ask


class Heartbeats:
    """The signs of life: `dg:{_}:heartbeats`, a hash of process → real time in ms."""

    def __init__(self, client: redis.Redis) -> None:
        """Take a client made for `write`, or for `read` where nobody beats."""
        self._client = client
        self._key = keys.of_installation("heartbeats")

    def beat(self, name: str, at: int) -> None:
        """Say that the process of this name was alive at a real instant."""
        ask(self._client, "HSET", self._key, name, at)

    def ages_ms(self, names: Sequence[str], at: int) -> list[int | None]:
        """Return for each how long ago it was last alive, in one round trip."""
        stored = cast("list[bytes | None]", ask(self._client, "HMGET", self._key, *names))
        return [None if one is None else max(0, at - int(one)) for one in stored]

    def age_ms(self, name: str, at: int) -> int | None:
        """Return how long ago it was last alive; None where it never was."""
        return self.ages_ms([name], at)[0]
