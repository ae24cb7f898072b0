"""
People's data beside the log: the log holds a salted commitment, the value lies here.

A value can be destroyed later and the log still verifies. Must never hand a value to a log line.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import cast

import orjson
import redis

from command.store import keys
from command.store.connect import ask

_SALT_BYTES = 16
_SECRET_BYTES = 32
_DIGEST_KEY = "action-digest"


def commit(value: str) -> tuple[str, bytes]:
    """
    Commit to a value without revealing it.

    The salt is fresh each time, so the same name twice gives two commitments
    that nobody can tell belong together.

    Returns:
        The commitment (`w:` and a SHA-256) for the log, and the bytes to store beside it.
    """
    salt = secrets.token_hex(_SALT_BYTES)
    return _commitment(salt, value), orjson.dumps({"salt": salt, "value": value})


def opens(commitment: str, stored: bytes) -> bool:
    """Say whether stored bytes are what a commitment was made from."""
    opened: dict[str, str] = orjson.loads(stored)
    return _commitment(opened["salt"], opened["value"]) == commitment


class PrivateValues:
    """The values of one event, by commitment."""

    def __init__(self, client: redis.Redis, event: str) -> None:
        """Take a client made for `write` where values are destroyed, else for `read`."""
        self._client = client
        self._key = keys.private_key(event)
        self._secrets = keys.secrets_key(event)

    def read(self, refs: Sequence[str]) -> dict[str, str | None]:
        """Return the value behind each commitment; None where it was destroyed."""
        if not refs:
            return {}
        answers = cast("list[bytes | None]", ask(self._client, "HMGET", self._key, *refs))
        return {ref: _value(stored) for ref, stored in zip(refs, answers, strict=True)}

    def every_ref(self) -> list[str]:
        """List every commitment that still has a value, to find those no entry points at."""
        return [ref.decode() for ref in cast("list[bytes]", ask(self._client, "HKEYS", self._key))]

    def destroy(self, refs: Iterable[str]) -> int:
        """
        Destroy values for good; the log stays as it is and still verifies.

        The append-only file keeps the old bytes until `rewrite_file` was run.

        Returns:
            How many there were.
        """
        refs = list(refs)
        return cast("int", ask(self._client, "HDEL", self._key, *refs)) if refs else 0

    def event_secret(self) -> bytes:
        """Return the key for HMACs of this event's action digests, made when first asked for."""
        fresh = secrets.token_bytes(_SECRET_BYTES)
        # Two processes may both come first; whichever wins, both read the same one.
        ask(self._client, "HSETNX", self._secrets, _DIGEST_KEY, fresh)
        return cast("bytes", ask(self._client, "HGET", self._secrets, _DIGEST_KEY))


def rewrite_file(client: redis.Redis) -> None:
    """
    Have Redis write its append-only file anew, without what was destroyed.

    Not during the event: it forks and needs the space twice.
    """
    ask(client, "BGREWRITEAOF")


def is_rewriting(client: redis.Redis) -> bool:
    """Say whether Redis is writing its file anew just now, or is about to."""
    said = cast("bytes", ask(client, "INFO", "persistence"))
    return b"aof_rewrite_in_progress:1" in said or b"aof_rewrite_scheduled:1" in said


def _commitment(salt: str, value: str) -> str:
    return "w:" + hashlib.sha256((salt + value).encode()).hexdigest()


def _value(stored: bytes | None) -> str | None:
    return None if stored is None else cast("str", orjson.loads(stored)["value"])
