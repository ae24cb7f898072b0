"""When the watch and the worker were last seen alive, for the pages' tick. Never a fact."""

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

    def age_ms(self, name: str, at: int) -> int | None:
        """Return how long ago it was last alive; None where it never was."""
        stored = cast("bytes | None", ask(self._client, "HGET", self._key, name))
        return None if stored is None else max(0, at - int(stored))
