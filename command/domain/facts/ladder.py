"""What happened on the ladder: promises not kept, rungs told, requests upward."""

from dataclasses import dataclass

from command.domain.identifiers import (
    DeadlineId,
    DocumentRef,
    GroupId,
    IncidentNumber,
    Instant,
    PersonId,
    RequestId,
    RungId,
    Words,
)
from command.domain.request import Level
from command.domain.states import (
    DeadlineKind,
)
from command.domain.times import Clocks


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalatedByHand:
    """Somebody would not wait for the clock."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RungClimbed:
    """A rung was told: these people, from now, have to answer."""

    incident: IncidentNumber
    index: int
    rung: RungId
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RungPassed:
    """A rung was passed at once. `why`: ``already_told`` or ``nobody_in_place``."""

    incident: IncidentNumber
    index: int
    rung: RungId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDrafted:
    """
    A request lies before the commander.

    One that the ladder drafted names nothing but its incident: it goes to the city.
    """

    incident: IncidentNumber | None
    request: RequestId | None = None
    level: Level | None = None
    text: Words | None = None
    clocks: Clocks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDecided:
    """The commander approved or declined the request: the incident's own where none is named."""

    incident: IncidentNumber | None
    approved: bool
    person: PersonId | None
    reason: Words | None
    request: RequestId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed:
    """A promise was not kept in time, and the chain hears of it. `group`: which has to answer."""

    incident: IncidentNumber
    deadline: DeadlineId
    kind: DeadlineKind
    due_at: Instant
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMissed:
    """A deadline of a further kind passed; `expired`: so long ago that nobody is told."""

    document: DocumentRef
    deadline: DeadlineId
    due_at: Instant
    expired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineExpired:
    """A promise was not kept, so long ago that telling people now would only be noise."""

    incident: IncidentNumber
    deadline: DeadlineId
    kind: DeadlineKind
    due_at: Instant
    group: GroupId | None = None
