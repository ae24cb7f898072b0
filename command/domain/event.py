"""The event as it is now: phase, clock, contingency plan, who holds which post."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from command.domain.identifiers import EventId, Instant, PersonId, PostId, Seq
from command.domain.plan import Text
from command.domain.states import EventKind, Phase

FASTEST: Final = 600
"""Times as fast as the clock on the wall; a page couldn't follow a quicker drill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """
    How the event's clock runs: at `real_at` it showed `event_at`, and runs `rate` times as fast.

    A live event has rate 1 and no offset. Rate 0 is a drill paused.
    """

    event_at: Instant
    real_at: Instant
    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """The contingency plan in force. Source: A8.2, A22."""

    at: Instant
    by: PersonId | None
    post: PostId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person not in place, and who acts for them if somebody was named. Source: A26."""

    person: PersonId
    since: Instant
    acting: PersonId | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """
    The festival or the drill.

    `epoch` names this history of the log; it changes when a recovery cut the tail.
    """

    id: EventId
    v: Seq
    name: Text
    kind: EventKind
    plan: str
    plan_digest: str
    epoch: str
    opened_at: Instant
    time: EventTime
    phase: Phase
    phase_since: Instant
    activation: Activation | None
    absent: Mapping[PersonId, Absence]
