"""What may be asked of the event itself."""

from dataclasses import dataclass

from command.domain.duty import PlannedDuty
from command.domain.event import EventTime
from command.domain.identifiers import (
    AgencyId,
    DutyId,
    EventId,
    GroupId,
    PersonId,
    PostId,
    RecipientId,
    SupplyId,
    TypeId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.plan import Text
from command.domain.states import (
    EventKind,
    Phase,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEvent:
    """Begin an event's log. Only the command line asks for it."""

    event: EventId
    name: Text
    kind: EventKind
    plan: str
    plan_digest: str
    epoch: str
    time: EventTime
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRecovery:
    """Say that a recovery cut the log's tail, and begin a new epoch."""

    epoch: str
    cut_bytes: int
    cut_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEventTime:
    """Pause a drill's clock, or change its rate. Refused for a live event."""

    time: EventTime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptPlan:
    """
    Go on with another version of the plan. Only the command line asks for it, having checked it.

    `from_digest` is the version that the new one was compared with. The rest says how the two
    differ: units that are new, and what the new one lacks.
    """

    plan: str
    plan_digest: str
    from_digest: str | None = None
    new_units: tuple[UnitId, ...] = ()
    without_units: tuple[UnitId, ...] = ()
    without_types: tuple[TypeId, ...] = ()
    without_zones: tuple[ZoneId, ...] = ()
    without_groups: tuple[GroupId, ...] = ()
    without_posts: tuple[PostId, ...] = ()
    without_people: tuple[PersonId, ...] = ()
    without_agencies: tuple[AgencyId, ...] = ()
    without_supplies: tuple[SupplyId, ...] = ()
    duties: tuple[PlannedDuty, ...] = ()
    """Duties that are new, or asked for otherwise."""
    without_duties: tuple[DutyId, ...] = ()
    without_recipients: tuple[RecipientId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePhase:
    """Move the event to another phase. Source: P1."""

    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivatePlan:
    """Put the contingency plan in force. Source: A8.2."""

    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndActivation:
    """End the contingency plan. Source: A8.2."""

    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkAbsent:
    """Say that a person is not in place, and who acts for them. Source: A26."""

    person: PersonId
    acting: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPresent:
    """Say that a person is back. Source: A26."""

    person: PersonId
