"""What may be asked of a unit, and what a unit may say."""

from dataclasses import dataclass
from typing import Literal

from command.domain.identifiers import (
    AssignmentId,
    IncidentNumber,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.states import (
    UnitState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignUnit:
    """
    Send a unit.

    `busy` says what to do with a unit bound elsewhere: ``refuse`` (the answer names where),
    ``divert`` (take it off there), ``add`` (it holds both).
    """

    incident: IncidentNumber
    unit: UnitId
    busy: Literal["refuse", "divert", "add"] = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawUnit:
    """Take a unit off an incident."""

    incident: IncidentNumber
    assignment: AssignmentId
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """A unit says: understood."""

    incident: IncidentNumber
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class GoEnRoute:
    """A unit says: on our way."""

    incident: IncidentNumber
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ArriveOnScene:
    """A unit says: here."""

    incident: IncidentNumber
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearUnit:
    """A unit says: finished here, free again."""

    incident: IncidentNumber
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUnitState:
    """A unit can, or cannot, be sent."""

    unit: UnitId
    state: UnitState
    zone: ZoneId | None = None
    reason: Words | None = None
