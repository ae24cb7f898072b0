"""
Join codes: a unit's phone signs in once with eight characters read out or scanned.

Must never keep a code itself, nor let one be used twice.
"""

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from typing import cast

import redis

from command.clock import Clock
from command.store import keys
from command.store.accounts import Standing
from command.store.connect import ask

# Without 0 O 1 I L U: read over the radio and typed with cold fingers.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
LASTS_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a code's holder becomes on joining."""

    standing: Standing
    expires_at: int


class Invitations:
    """Every unused code of this installation."""

    def __init__(self, client: redis.Redis, clock: Clock, secret: bytes) -> None:
        """
        Take a client made for `write`, the real clock and the installation's secret.

        A code is short enough to be tried out by whoever holds a copy of the
        store; with a secret that isn't in the store, trying tells nothing.
        """
        self._client = client
        self._clock = clock
        self._secret = secret

    def issue(self, standing: Standing, lasts_ms: int = LASTS_MS) -> str:
        """Make a code; it's told once, works once and then is gone."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        invitation = Invitation(standing=standing, expires_at=self._clock.now() + lasts_ms)
        stored = json.dumps(asdict(invitation), ensure_ascii=False, sort_keys=True)
        ask(self._client, "SET", self._key(code), stored, "PX", 2 * lasts_ms)
        return code

    def redeem(self, code: str) -> Invitation | None:
        """Use a code up. None where it's unknown, used or expired: callers can't tell which."""
        # One command both reads and removes: of two phones with the same code, one gets in.
        stored = ask(self._client, "GETDEL", self._key(normalise(code)))
        if stored is None:
            return None
        fields = json.loads(cast("bytes", stored))
        invitation = Invitation(**(fields | {"standing": Standing(**fields["standing"])}))
        return invitation if self._clock.now() < invitation.expires_at else None

    def withdraw(self, code: str) -> bool:
        """Make an unused code worthless; False where it already was."""
        return ask(self._client, "DEL", self._key(normalise(code))) == 1

    def _key(self, code: str) -> str:
        return keys.invitation_key(hmac.digest(self._secret, code.encode(), "sha256").hex())


def normalise(code: str) -> str:
    """Read a code as people type it: any case, with spaces or hyphens."""
    return "".join(code.upper().replace("-", "").split())
