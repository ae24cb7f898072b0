"""
Sign-ins: an opaque random id in a cookie, everything else here, so that any can be ended at once.

Must never keep the id itself: whoever reads the store can't sign in with what is in it.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import cast

import redis

from command.clock import Clock
from command.store import keys
from command.store.accounts import Standing
from command.store.connect import StoreAway, ask, ask_together

LASTS_MS = 16 * 60 * 60 * 1000
# Touching a session is a write that waits for the disk; once in ten minutes is enough for 16 h.
TOUCH_AFTER_MS = 10 * 60 * 1000
# Redis removes what nobody asks for any more. Which session still counts is our clock's matter:
# if the machine's clock jumps, Redis must not end everybody's sign-in.
_SWEEP_AFTER_MS = 2 * LASTS_MS
_ID_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in, from a password, a join code or a link."""

    account: str
    standing: Standing
    created_at: int
    seen_at: int

    def has_expired(self, at: int) -> bool:
        """Say whether nobody used it for too long."""
        return at - self.seen_at >= LASTS_MS


class Sessions:
    """Every session of this installation."""

    def __init__(self, client: redis.Redis, clock: Clock) -> None:
        """Take a client made for `write`, and the real clock, not an event's."""
        self._client = client
        self._clock = clock

    def begin(self, account: str, standing: Standing) -> str:
        """
        Start a session.

        Args:
            account: whose it is, so that `revoke_all` finds it; a unit's phones share one name.
            standing: what it may act as.

        Returns:
            The id for the cookie. It's told once and kept nowhere.
        """
        sid = secrets.token_urlsafe(_ID_BYTES)
        at = self._clock.now()
        session = Session(account=account, standing=standing, created_at=at, seen_at=at)
        # Listed first: a session that exists can always be found to be revoked.
        ask(self._client, "SADD", keys.sessions_of_key(account), digest(sid))
        ask(self._client, "SET", _key(sid), _stored(session), "PX", _SWEEP_AFTER_MS)
        return sid

    def find(self, sid: str) -> Session | None:
        """Return the session with this id, kept alive by being used."""
        return self.find_all([sid])[0]

    def find_all(self, sids: Sequence[str]) -> list[Session | None]:
        """Return the session of each id, in two round trips: phones come back by the hundred."""
        if not sids:
            return []
        stored = cast("list[bytes | None]", ask(self._client, "MGET", *map(_key, sids)))
        at = self._clock.now()
        found = {sid: _alive(one, at) for sid, one in zip(sids, stored, strict=True)}
        due = {
            sid: replace(session, seen_at=at)
            for sid, session in found.items()
            if session is not None and at - session.seen_at >= TOUCH_AFTER_MS
        }
        found |= self._touched(due)
        return [found[sid] for sid in sids]

    def revoke(self, sid: str) -> bool:
        """End one session; False where there was none."""
        return ask(self._client, "DEL", _key(sid)) == 1

    def revoke_all(self, account: str) -> int:
        """End every session of an account; return how many there were."""
        listed = keys.sessions_of_key(account)
        digests = cast("list[bytes]", ask(self._client, "SMEMBERS", listed))
        if not digests:
            return 0
        # The list keeps them: a sign-in that came in between must be found the next time.
        ended = ask(self._client, "DEL", *(keys.session_key(one.decode()) for one in digests))
        return cast("int", ended)

    def _touched(self, due: Mapping[str, Session]) -> dict[str, Session | None]:
        """Note that sessions were used: all in one piece, which the store flushes once."""
        if not due:
            return {}
        # XX: only where it still is. A session revoked a moment ago must not come back.
        commands = [
            ("SET", _key(sid), _stored(session), "XX", "PX", _SWEEP_AFTER_MS)
            for sid, session in due.items()
        ]
        try:
            answers = ask_together(self._client, commands)
        except (StoreAway, redis.ResponseError):
            # Away or full; they were there a moment ago. That they were used is noted next time.
            return {}
        pairs = zip(due.items(), answers, strict=True)
        return {sid: None if answer is None else session for (sid, session), answer in pairs}


def _alive(stored: bytes | None, at: int) -> Session | None:
    session = None if stored is None else _session(stored)
    return None if session is None or session.has_expired(at) else session


def digest(secret: str) -> str:
    """Return the SHA-256 under which a random secret is known here."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(sid: str) -> str:
    return keys.session_key(digest(sid))


def _stored(session: Session) -> str:
    return json.dumps(asdict(session), ensure_ascii=False, sort_keys=True)


def _session(stored: bytes) -> Session:
    fields = json.loads(stored)
    return Session(**(fields | {"standing": Standing(**fields["standing"])}))
