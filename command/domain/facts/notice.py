"""What happened to notices."""

from dataclasses import dataclass

from command.domain.identifiers import (
    DocumentRef,
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
    incident: IncidentNumber | None
    why: str
    rung: int | None
    person: PersonId | None
    unit: UnitId | None
    post: PostId | None
    instead_of: PersonId | None
    about: DocumentRef | None = None
    """What they are told of when it is no incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOutcome:
    """How the telling went, outside this system."""

    notice: NoticeId
    incident: IncidentNumber | None
    status: NoticeStatus
    channel: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSeen:
    """It was on the screen of the one told."""

    notice: NoticeId
    incident: IncidentNumber | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAcknowledged:
    """The one told has it. `rung` says whose silence this ends."""

    notice: NoticeId
    incident: IncidentNumber | None
    rung: int | None
    person: PersonId | None
