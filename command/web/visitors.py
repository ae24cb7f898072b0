"""
Who asks: a session's cookie or a machine's token, and what they may act as.

Authority over actions isn't decided here; the domain's one table decides it. Must never keep a
cookie or token longer than it takes to look it up by its digest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gevent.event import AsyncResult

from command.clock import stopwatch_s
from command.domain.authority import Role
from command.domain.identifiers import GroupId, PersonId, PostId, UnitId
from command.domain.incident import By
from command.domain.views import View
from command.store.accounts import Standing
from command.store.connect import StoreAway
from command.store.sessions import Session, Sessions, digest
from command.store.tokens import PREFIX, Tokens

EVERY_EVENT = "*"
BELIEVED_FOR_S = 1.0
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

    def __init__(self, sessions: Sessions, tokens: Tokens, signs: StoreSigns) -> None:
        """Take where sign-ins and tokens are kept, and who knows whether that can be asked."""
        self._signs = signs
        self._sessions = sessions
        self._tokens = tokens
        self._remembered: dict[str, _Remembered] = {}
        self._asked: dict[str, AsyncResult] = {}
        self._is_looking = False

    def find(self, secret: str | None) -> Visitor | None:
        """
        Return whose cookie or token this is.

        Raises:
            StoreAway: nobody can say, and it wasn't asked lately.
        """
        if not secret:
            return None
        known_by = digest(secret)
        known = self._remembered.get(known_by)
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
        self._remember(known_by, visitor)
        return visitor

    def forget(self, secret: str) -> None:
        """Stop believing in a session that was just ended here."""
        self._remembered.pop(digest(secret), None)

    def gone(self, secrets: Iterable[str]) -> list[str]:
        """List those of these cookies and tokens that no longer open anything."""
        asked = list(secrets)
        try:
            found = self._look_up_all(asked)
        except StoreAway:
            return []
        for secret, visitor in zip(asked, found, strict=True):
            self._remember(digest(secret), visitor)
        return [secret for secret, visitor in zip(asked, found, strict=True) if visitor is None]

    def _is_believed(self, known: _Remembered) -> bool:
        age_s = stopwatch_s() - known.checked_at_s
        return age_s < BELIEVED_FOR_S or self._signs.is_store_away

    def _look_up(self, secret: str) -> Visitor | None:
        answer = self._asked.get(secret)
        if answer is None:
            answer = self._asked[secret] = AsyncResult()
        if not self._is_looking:
            self._look_for_all_who_wait()
        visitor: Visitor | None = answer.get()
        return visitor

    def _look_for_all_who_wait(self) -> None:
        # One greenlet asks for all: a thousand phones that come back together would otherwise
        # wait for each other's turn at the store for longer than a connection may take.
        self._is_looking = True
        try:
            while self._asked:
                asked, self._asked = self._asked, {}
                self._answer(asked)
        finally:
            self._is_looking = False

    def _answer(self, asked: dict[str, AsyncResult]) -> None:
        try:
            found = self._look_up_all(list(asked))
        except BaseException as error:
            for answer in asked.values():
                answer.set_exception(error)
            if not isinstance(error, StoreAway):
                raise
        else:
            for answer, visitor in zip(asked.values(), found, strict=True):
                answer.set(visitor)

    def _look_up_all(self, secrets: Sequence[str]) -> list[Visitor | None]:
        sids = [one for one in secrets if not one.startswith(PREFIX)]
        sessions = dict(zip(sids, self._sessions.find_all(sids), strict=True))
        return [
            self._of_token(one) if one.startswith(PREFIX) else _of_session(one, sessions[one])
            for one in secrets
        ]

    def _of_token(self, secret: str) -> Visitor | None:
        token = self._tokens.find(secret)
        return _visitor(secret, token.label, token.standing) if token else None

    def _remember(self, known_by: str, visitor: Visitor | None) -> None:
        if visitor is None:
            self._remembered.pop(known_by, None)
            return
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[known_by] = _Remembered(visitor, stopwatch_s())


def _of_session(secret: str, session: Session | None) -> Visitor | None:
    return _visitor(secret, session.account, session.standing) if session else None


def _visitor(secret: str, name: str, standing: Standing) -> Visitor:
    return Visitor(key=digest(secret)[:_KEY_DIGITS], name=name, standing=standing)
