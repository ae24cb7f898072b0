"""What may be asked of the ladder, of notices and of deadlines."""

from dataclasses import dataclass

from command.domain.identifiers import (
    DeadlineId,
    IncidentNumber,
    NoticeId,
    RequestId,
    Words,
)
from command.domain.states import (
    NoticeStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate:
    """Tell the next rung now, with the reason."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRequest:
    """
    Approve or decline a drafted request: the one named, else the incident's own to the city.

    Source: A8.4, A21
    """

    approve: bool
    incident: IncidentNumber | None = None
    request: RequestId | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeNotice:
    """The person told says: I have it. Stops the climb; the incident has an owner."""

    notice: NoticeId


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNoticeSeen:
    """The page showed it to the person told."""

    notice: NoticeId


@dataclass(frozen=True, slots=True, kw_only=True)
class MissDeadline:
    """The watch says: this deadline has passed. Its action id is ``miss:<deadline>``."""

    deadline: DeadlineId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoticeOutcome:
    """A worker says how sending went. `status` is sent, delivered or failed."""

    notice: NoticeId
    status: NoticeStatus
    channel: str
    reason: str | None = None
