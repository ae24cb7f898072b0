"""
Who asks: a session's cookie or a machine's token, and what they may act as.

Authority over actions isn't decided here; the domain's one table decides it. Must never keep a
cookie or token longer than it takes to look it up by its digest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import redis

from command.clock import stopwatch_s
from command.domain.authority import Role
from command.domain.identifiers import GroupId, PersonId, PostId, UnitId
from command.domain.incident import By
from command.domain.views import View
from command.store.accounts import Standing
from command.store.connect import StoreAway, ask
from command.store.keys import session_key
from command.store.sessions import Sessions, digest
from command.store.tokens import PREFIX, Tokens

EVERY_EVENT = "*"
BELIEVED_FOR_S = 1.0
TOUCH_AFTER_S = 300.0
# What a log entry says of a session: enough to tell two apart, too little to find one.
_KEY_DIGITS = 16
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody signed in. `key` names the session in the log; it opens nothing."""

    key: str
    name: str
    standing: Standing

    @property
    def role(self) -> str:
        """What kind of work the session does."""
        return self.standing.role

    def may_see(self, event: str) -> bool:
        """Say whether the session is for this event."""
        return self.standing.event in {EVERY_EVENT, event}

    @property
    def view(self) -> View:
        """Whose eyes."""
        by = self.by
        return View(role=Role(by.role), unit=by.unit, group=by.group, person=by.person)

    @property
    def by(self) -> By:
        """Who did it, for the log."""
        standing = self.standing
        return By(
            role=standing.role,
            session=self.key,
            person=None if standing.person is None else PersonId(standing.person),
            unit=None if standing.unit is None else UnitId(standing.unit),
            post=None if standing.post is None else PostId(standing.post),
            group=None if standing.group is None else GroupId(standing.group),
        )


class StoreSigns(Protocol):
    """Whoever knows whether the store answers."""

    @property
    def is_store_away(self) -> bool:
        """It did not when last asked."""

    def note_store_away(self) -> None:
        """Take our word for it."""


@dataclass(slots=True)
class _Remembered:
    visitor: Visitor
    checked_at_s: float


class Visitors:
    """
    Looks sessions and tokens up, and believes an answer for a second.

    While the store is away it goes on believing: nobody can be signed out
    then either, since that too would have to be stored.
    """

    def __init__(
        self, client: redis.Redis, sessions: Sessions, tokens: Tokens, signs: StoreSigns
    ) -> None:
        """Take where sign-ins and tokens are kept, and who knows whether that can be asked."""
        self._client = client
        self._signs = signs
        self._sessions = sessions
        self._tokens = tokens
        self._remembered: dict[str, _Remembered] = {}

    def find(self, secret: str | None) -> Visitor | None:
        """
        Return whose cookie or token this is.

        Raises:
            StoreAway: nobody can say, and it wasn't asked lately.
        """
        if not secret:
            return None
        known = self._remembered.get(digest(secret))
        if known is not None and self._is_believed(known):
            return known.visitor
        try:
            visitor = self._look_up(secret)
        except StoreAway:
            self._signs.note_store_away()
            if known is None:
                raise
            known.checked_at_s = stopwatch_s()
            return known.visitor
        self._remember(digest(secret), visitor)
        return visitor

    def forget(self, secret: str) -> None:
        """Stop believing in a session that was just ended here."""
        self._remembered.pop(digest(secret), None)

    def gone(self, secrets: Iterable[str]) -> list[str]:
        """
        List those of these cookies and tokens that no longer open anything.

        Asked every half second about every open socket, so usually one
        question covers all of them.
        """
        asked = sorted(secrets)
        sids = [one for one in asked if not one.startswith(PREFIX)]
        try:
            if self._are_all_there(sids):
                asked = [one for one in asked if one.startswith(PREFIX) or self._is_due(one)]
            return [one for one in asked if self._look_up_now(one) is None]
        except StoreAway:
            return []

    def _is_believed(self, known: _Remembered) -> bool:
        age_s = stopwatch_s() - known.checked_at_s
        return age_s < BELIEVED_FOR_S or self._signs.is_store_away

    def _are_all_there(self, sids: list[str]) -> bool:
        keys = [session_key(digest(sid)) for sid in sids]
        return not keys or ask(self._client, "EXISTS", *keys) == len(keys)

    def _is_due(self, secret: str) -> bool:
        # Looking a session up keeps it alive, and finds out that nobody used it for too long.
        known = self._remembered.get(digest(secret))
        return known is None or stopwatch_s() - known.checked_at_s > TOUCH_AFTER_S

    def _look_up_now(self, secret: str) -> Visitor | None:
        visitor = self._look_up(secret)
        self._remember(digest(secret), visitor)
        return visitor

    def _look_up(self, secret: str) -> Visitor | None:
        key = digest(secret)[:_KEY_DIGITS]
        if secret.startswith(PREFIX):
            token = self._tokens.find(secret)
            return _visitor(key, token.label, token.standing) if token else None
        session = self._sessions.find(secret)
        return _visitor(key, session.account, session.standing) if session else None

    def _remember(self, known_by: str, visitor: Visitor | None) -> None:
        if visitor is None:
            self._remembered.pop(known_by, None)
            return
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[known_by] = _Remembered(visitor, stopwatch_s())


def _visitor(key: str, name: str, standing: Standing) -> Visitor:
    return Visitor(key=key, name=name, standing=standing)
