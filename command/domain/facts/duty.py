"""What happened to preparatory duties, and to the decision whether the gates open."""

from dataclasses import dataclass

from command.domain.duty import PlannedDuty
from command.domain.go import OpenPoint
from command.domain.identifiers import (
    DutyId,
    GoId,
    Instant,
    MediaDigest,
    PersonId,
    PostId,
    UnitId,
    Words,
)
from command.domain.states import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesOpened:
    """A version of the plan asks for these: new ones, or known ones asked for otherwise."""

    duties: tuple[PlannedDuty, ...]
    quiet: bool = False
    """Opened with the gates open already: nobody is called about what was due before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesDropped:
    """A version of the plan doesn't ask for these any more; what is done stays done."""

    duties: tuple[DutyId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyUpdated:
    """So many are ready."""

    duty: DutyId
    done: int
    person: PersonId | None
    unit: UnitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCompleted:
    """It is done."""

    duty: DutyId
    done_at: Instant
    evidence: Words | None
    photo: MediaDigest | None
    person: PersonId | None
    unit: UnitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReopened:
    """It wasn't done after all."""

    duty: DutyId
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReminded:
    """Its owner was told again."""

    duty: DutyId


@dataclass(frozen=True, slots=True, kw_only=True)
class GoDecided:
    """Signed, with what was open at that moment."""

    go: GoId
    decision: Decision
    conditions: tuple[Words, ...]
    open: tuple[OpenPoint, ...]
    person: PersonId | None
    post: PostId | None
    reason: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionMet:
    """A condition of a conditional go is met; the first is 1."""

    go: GoId
    condition: int
    person: PersonId | None
