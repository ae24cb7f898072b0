"""
A request to the city or the region: drafted, approved, sent, answered. Source: A8.4, A21.

The ladder drafts one to the city when an incident is not controlled; anybody at the desk may
draft another. Both are one kind of document, and what the incident shows of its own follows the
same facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from command.domain.identifiers import (
    DeadlineId,
    IncidentNumber,
    Instant,
    PersonId,
    RequestId,
    Seq,
    Words,
)
from command.domain.times import REQUESTS, Clocks

_SECOND_MS: Final = 1_000


class Level(StrEnum):
    """Whom a request goes to. Source: A8.4, A21."""

    CITY = "city"
    REGION = "region"


class RequestStatus(StrEnum):
    """How far a request is."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    DECLINED = "declined"
    """By our own commander: it is never sent."""
    SENT = "sent"
    ANSWERED = "answered"


UNDECIDED_OR_ON_ITS_WAY: Final = frozenset(
    {RequestStatus.DRAFTED, RequestStatus.APPROVED, RequestStatus.SENT}
)


@dataclass(frozen=True, kw_only=True)
class Request:
    """
    What is asked of whom, and what came of it.

    `text` is none while it stands as the ladder drafted it: pages word it from the incident.
    """

    id: RequestId
    v: Seq
    status: RequestStatus
    level: Level
    incident: IncidentNumber | None
    text: Words | None
    drafted_at: Instant
    decided_at: Instant | None = None
    decided_by: PersonId | None = None
    reason: Words | None = None
    """Why the commander decided so."""
    sent_at: Instant | None = None
    answered_at: Instant | None = None
    granted: bool | None = None
    answer: Words | None = None
    missed: tuple[DeadlineId, ...] = ()
    clocks: Clocks = REQUESTS
    """As the plan stood when it was drafted."""


def waits(request: Request) -> Iterator[tuple[str, Instant]]:
    """The decision where no ladder waits for it; then the sending, then the answer."""
    clocks = request.clocks
    if request.status is RequestStatus.DRAFTED and request.incident is None:
        yield "decision", Instant(request.drafted_at + clocks.decide_s * _SECOND_MS)
    elif request.status is RequestStatus.APPROVED and request.decided_at is not None:
        yield "sending", Instant(request.decided_at + clocks.send_s * _SECOND_MS)
    elif request.status is RequestStatus.SENT and request.sent_at is not None:
        yield "answer", Instant(request.sent_at + clocks.answer_s * _SECOND_MS)
