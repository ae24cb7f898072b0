"""
Tokens for machines: counters, cameras, other systems that call the API.

Must never keep a token itself; it's shown once, when made.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from typing import cast

import redis

from command.store import keys
from command.store.accounts import Standing
from command.store.connect import ask
from command.store.sessions import digest

PREFIX = "dgt_"
_TOKEN_BYTES = 32
_ID_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What is known of a token: never the token."""

    token_id: str
    label: str
    standing: Standing
    created_at: int


class Tokens:
    """Every token of this installation."""

    def __init__(self, client: redis.Redis) -> None:
        """Take a client made for `write`."""
        self._client = client

    def create(self, label: str, standing: Standing, *, created_at: int) -> str:
        """Make a token for a machine; it's told once."""
        secret = PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
        token = Token(
            token_id=digest(secret)[:_ID_DIGITS],
            label=label,
            standing=standing,
            created_at=created_at,
        )
        stored = json.dumps(asdict(token), ensure_ascii=False, sort_keys=True)
        ask(self._client, "HSET", keys.tokens_key(), digest(secret), stored)
        return secret

    def find(self, secret: str) -> Token | None:
        """Return what a token stands for, or None where it isn't one of ours."""
        if not secret.startswith(PREFIX):
            return None
        stored = ask(self._client, "HGET", keys.tokens_key(), digest(secret))
        return None if stored is None else _token(cast("bytes", stored))

    def every(self) -> list[Token]:
        """List the tokens, oldest first."""
        stored = cast("list[bytes]", ask(self._client, "HVALS", keys.tokens_key()))
        return sorted(map(_token, stored), key=lambda token: (token.created_at, token.token_id))

    def revoke(self, token_id: str) -> bool:
        """Make a token worthless at once; False where no such token is."""
        digests = cast("list[bytes]", ask(self._client, "HKEYS", keys.tokens_key()))
        found = [one for one in digests if one.decode()[:_ID_DIGITS] == token_id]
        return bool(found) and ask(self._client, "HDEL", keys.tokens_key(), *found) != 0


def _token(stored: bytes) -> Token:
    fields = json.loads(stored)
    return Token(**(fields | {"standing": Standing(**fields["standing"])}))
