"""What happened to units and their assignments."""

from dataclasses import dataclass

from command.domain.identifiers import (
    AssignmentId,
    IncidentNumber,
    Instant,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.states import (
    Progress,
    UnitState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAssigned:
    """A unit was sent to an incident."""

    incident: IncidentNumber
    assignment: AssignmentId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWithdrawn:
    """A unit was taken off. `why`: ``withdrawn``, ``diverted``, ``merged``, ``ended``."""

    incident: IncidentNumber
    assignment: AssignmentId
    unit: UnitId
    why: str
    reason: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitProgressed:
    """A unit said how far it is. `late` when it had already said something further."""

    incident: IncidentNumber
    assignment: AssignmentId
    unit: UnitId
    progress: Progress
    at: Instant
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStateSet:
    """A unit can, or cannot, be sent."""

    unit: UnitId
    state: UnitState
    zone: ZoneId | None
    reason: Words | None
