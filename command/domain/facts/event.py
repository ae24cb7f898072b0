"""What happened to the event itself: clock, phase, contingency plan, presence."""

from dataclasses import dataclass

from command.domain.event import EventTime
from command.domain.identifiers import (
    EventId,
    PersonId,
    PostId,
    UnitId,
    Words,
)
from command.domain.plan import Text
from command.domain.states import (
    EventKind,
    Phase,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOpened:
    """The first fact of every log."""

    event: EventId
    name: Text
    kind: EventKind
    plan: str
    plan_digest: str
    epoch: str
    time: EventTime
    phase: Phase
    units: tuple[UnitId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRecovered:
    """A recovery cut the tail; what came after the cut may have been told to somebody."""

    epoch: str
    cut_bytes: int
    cut_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTimeSet:
    """A drill's clock was paused, started or re-rated."""

    time: EventTime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAdopted:
    """The event goes on by another version of the plan; what runs keeps what was pinned to it."""

    plan: str
    plan_digest: str
    new_units: tuple[UnitId, ...]
    without_units: tuple[UnitId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChanged:
    """The event moved to another phase."""

    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActivated:
    """The contingency plan is in force."""

    person: PersonId | None
    post: PostId | None
    reason: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationEnded:
    """The contingency plan is no longer in force."""

    reason: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAbsent:
    """Somebody is not in place; `acting` was named to act for them, or nobody was."""

    person: PersonId
    acting: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPresent:
    """Somebody is back in place."""

    person: PersonId
