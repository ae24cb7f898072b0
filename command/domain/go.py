"""
The decision whether the gates open: go, go under conditions, no go, signed by who commands.

Source: P5.1 (leadership in place before the day begins), A8.1, A8.2.
"""

from dataclasses import dataclass

from command.domain.identifiers import GoId, Instant, PersonId, PostId, Seq, Words
from command.domain.states import Decision


@dataclass(frozen=True, kw_only=True)
class OpenPoint:
    """Something not ready: a ``duty``, a ``zone`` not proved closed, a ``post`` or a ``group``."""

    kind: str
    of: str
    blocks: bool
    """Whether it forbids an unconditional go; a duty whose time has not come doesn't."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition of a conditional go, and when it was met."""

    text: Words
    met_at: Instant | None = None
    met_by: PersonId | None = None


@dataclass(frozen=True, kw_only=True)
class Go:
    """A decision as it was signed, with what was open at that moment. The newest stands."""

    id: GoId
    v: Seq
    decision: Decision
    at: Instant
    person: PersonId | None
    post: PostId | None
    conditions: tuple[Condition, ...]
    open: tuple[OpenPoint, ...]
    reason: Words | None = None

    @property
    def is_open(self) -> bool:
        """While a condition of it isn't met."""
        return any(one.met_at is None for one in self.conditions)
