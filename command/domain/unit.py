"""A unit as it is now: can it be sent, and which incidents bind it."""

from dataclasses import dataclass

from command.domain.identifiers import IncidentNumber, Instant, Seq, UnitId, Words, ZoneId
from command.domain.states import UnitState


@dataclass(frozen=True, kw_only=True)
class Unit:
    """
    A crew that can be sent.

    `incidents` are those with an active assignment of this unit, oldest first. What it is
    doing on each lives on that assignment, so two incidents at once come out right.
    """

    id: UnitId
    v: Seq
    state: UnitState
    reason: Words | None
    since: Instant
    zone: ZoneId | None
    incidents: tuple[IncidentNumber, ...] = ()
