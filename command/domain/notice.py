"""A notice: one person or unit told one thing, and how far the telling came."""

from dataclasses import dataclass

from command.domain.identifiers import (
    DocumentRef,
    IncidentNumber,
    Instant,
    NoticeId,
    PersonId,
    PostId,
    Seq,
    UnitId,
)
from command.domain.states import NoticeStatus


@dataclass(frozen=True, kw_only=True)
class Notice:
    """
    One person (by rung of the ladder) or one unit (by assignment) told of one incident, or of
    the document that `about` names.

    `why` is ``assigned``, ``lead``, ``escalated``, ``reminded``, ``request`` … `instead_of`
    names the absent holder this person acts for. `attempts` counts outcomes of sending.
    """

    id: NoticeId
    v: Seq
    incident: IncidentNumber | None
    why: str
    rung: int | None
    """Index in the incident's ladder."""
    person: PersonId | None
    unit: UnitId | None
    post: PostId | None
    instead_of: PersonId | None
    issued_at: Instant
    status: NoticeStatus
    about: DocumentRef | None = None
    attempts: int = 0
    sent_at: Instant | None = None
    failed_reason: str | None = None
    """A code of ours: ``no_contact``, ``refused``, ``unreachable`` …; never an address."""
    seen_at: Instant | None = None
    acknowledged_at: Instant | None = None
