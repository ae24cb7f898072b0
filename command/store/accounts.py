"""
Who may sign in. Passwords arrive already hashed (argon2id); nothing here can turn them back.

Must never hold a person's name or phone: `person` is an id of the plan.
"""

import json
from dataclasses import asdict, dataclass
from typing import cast

import redis

from command.store import keys
from command.store.connect import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What someone who signed in may act as. `event` is "*" for every event."""

    role: str
    event: str
    person: str | None = None
    post: str | None = None
    unit: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A name to sign in with."""

    name: str
    password_hash: str
    standing: Standing
    created_at: int
    totp_secret: str | None = None
    is_disabled: bool = False


class Accounts:
    """Every account of this installation. Names are compared without regard to case."""

    def __init__(self, client: redis.Redis) -> None:
        """Take a client made for `write`."""
        self._client = client

    def create(self, account: Account) -> bool:
        """Add an account; False where the name is taken, and then nothing changes."""
        return ask(self._client, "HSETNX", keys.accounts_key(), *_pair(account)) == 1

    def put(self, account: Account) -> None:
        """Add an account or replace the one of that name."""
        ask(self._client, "HSET", keys.accounts_key(), *_pair(account))

    def find(self, name: str) -> Account | None:
        """Return the account of that name."""
        stored = ask(self._client, "HGET", keys.accounts_key(), _folded(name))
        return None if stored is None else _account(cast("bytes", stored))

    def every(self) -> list[Account]:
        """List the accounts by name."""
        stored = cast("list[bytes]", ask(self._client, "HVALS", keys.accounts_key()))
        return sorted(map(_account, stored), key=lambda account: account.name)

    def remove(self, name: str) -> bool:
        """Remove an account. Its sessions are ended by `Sessions.revoke_all`."""
        return ask(self._client, "HDEL", keys.accounts_key(), _folded(name)) == 1


def _folded(name: str) -> str:
    return name.strip().casefold()


def _pair(account: Account) -> tuple[str, str]:
    return _folded(account.name), json.dumps(asdict(account), ensure_ascii=False, sort_keys=True)


def _account(stored: bytes) -> Account:
    fields = json.loads(stored)
    return Account(**(fields | {"standing": Standing(**fields["standing"])}))
