"""What happened to notices."""

from dataclasses import dataclass

from command.domain.identifiers import (
    IncidentNumber,
    NoticeId,
    PersonId,
    PostId,
    UnitId,
)
from command.domain.states import (
    NoticeStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIssued:
    """Somebody is to be told. The follower sees to it."""

    notice: NoticeId
    incident: IncidentNumber
    why: str
    rung: int | None
    person: PersonId | None
    unit: UnitId | None
    post: PostId | None
    instead_of: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOutcome:
    """How the telling went, outside this system."""

    notice: NoticeId
    incident: IncidentNumber
    status: NoticeStatus
    channel: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSeen:
    """It was on the screen of the one told."""

    notice: NoticeId
    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAcknowledged:
    """The one told has it. `rung` says whose silence this ends."""

    notice: NoticeId
    incident: IncidentNumber
    rung: int | None
    person: PersonId | None
