"""
Every version of the plan that an event has gone by, file by file, under its digest.

A folder edited on one machine changes nothing for an event that runs: the log names a digest, and
what it stands for lies here, for every process on every machine. Must never hold anybody's number.
"""

import zlib
from collections.abc import Mapping
from typing import cast

import orjson
import redis

from command.store import keys
from command.store.connect import ask


class Plans:
    """The kept versions of one event's plan."""

    def __init__(self, client: redis.Redis, event: str) -> None:
        """Take a client made for `write`."""
        self._client = client
        self._key = keys.plans_key(event)

    def keep(self, digest: str, files: Mapping[str, bytes]) -> None:
        """Keep a version. Keeping it again changes nothing: the digest is of these very files."""
        texts = {name: data.decode() for name, data in files.items()}
        ask(self._client, "HSET", self._key, digest, zlib.compress(orjson.dumps(texts)))

    def find(self, digest: str) -> dict[str, bytes] | None:
        """Return a version's files by their path within the plan's folder; None where unknown."""
        kept = cast("bytes | None", ask(self._client, "HGET", self._key, digest))
        if kept is None:
            return None
        texts = cast("dict[str, str]", orjson.loads(zlib.decompress(kept)))
        return {name: text.encode() for name, text in texts.items()}
