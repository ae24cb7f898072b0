"""
What happened, in the past tense; and the entry of the log that holds an action's facts.

A fact carries all that `evolve` needs. Nothing here is ever edited: a correction is another
fact. The name on the wire is the class's name in snake_case. Next: command/domain/board.py
"""

from dataclasses import dataclass

from command.domain.event import EventTime
from command.domain.identifiers import (
    ActionId,
    AgencyId,
    AssignmentId,
    DeadlineId,
    EventId,
    GroupId,
    IncidentNumber,
    Instant,
    Micro,
    NoticeId,
    PersonId,
    PostId,
    RungId,
    Seq,
    StepId,
    TypeId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.incident import By, PinnedRung
from command.domain.plan import Targets, Text
from command.domain.states import (
    DeadlineKind,
    EventKind,
    Injured,
    NoticeStatus,
    Phase,
    Progress,
    Severity,
    UnitState,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReported:
    """An incident began, routed by its playbook as the plan stood."""

    incident: IncidentNumber
    incident_type: TypeId
    severity: Severity
    severity_set_by_person: bool
    zone: ZoneId | None
    place: Words | None
    position: tuple[Micro, Micro] | None
    what: Words | None
    injured: Injured
    reporter: Words | None
    lead: GroupId
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    targets: Targets
    ladder: tuple[PinnedRung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentConfirmed:
    """Triaged: real, and one of its own."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMerged:
    """Triaged: a duplicate of `into`, which carries on."""

    incident: IncidentNumber
    into: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDismissed:
    """Triaged: nothing to handle."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChanged:
    """Graded by a person; the targets are those of the new grade."""

    incident: IncidentNumber
    severity: Severity
    targets: Targets
    reason: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationChanged:
    """Placed better. What is none stayed as it was."""

    incident: IncidentNumber
    zone: ZoneId | None
    place: Words | None
    position: tuple[Micro, Micro] | None


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
class NoteAdded:
    """Somebody wrote something down."""

    incident: IncidentNumber
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTicked:
    """A checklist step is done."""

    incident: IncidentNumber
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentControlled:
    """It spreads no further."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentResolved:
    """It is handled."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopened:
    """Taken up again."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed:
    """Its papers are done."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStruck:
    """An entry of this incident no longer counts; it stays readable, struck through."""

    incident: IncidentNumber
    seq: Seq
    reason: Words


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
    """A request to the city lies before the commander."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDecided:
    """The commander approved or declined the request."""

    incident: IncidentNumber
    approved: bool
    person: PersonId | None
    reason: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed:
    """A promise was not kept in time, and the chain hears of it."""

    incident: IncidentNumber
    deadline: DeadlineId
    kind: DeadlineKind
    due_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineExpired:
    """A promise was not kept, so long ago that telling people now would only be noise."""

    incident: IncidentNumber
    deadline: DeadlineId
    kind: DeadlineKind
    due_at: Instant


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


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStateSet:
    """A unit can, or cannot, be sent."""

    unit: UnitId
    state: UnitState
    zone: ZoneId | None
    reason: Words | None


Fact = (
    EventOpened
    | LogRecovered
    | EventTimeSet
    | PhaseChanged
    | PlanActivated
    | ActivationEnded
    | PersonAbsent
    | PersonPresent
    | IncidentReported
    | IncidentConfirmed
    | IncidentMerged
    | IncidentDismissed
    | SeverityChanged
    | LocationChanged
    | UnitAssigned
    | UnitWithdrawn
    | UnitProgressed
    | NoteAdded
    | StepTicked
    | IncidentControlled
    | IncidentResolved
    | IncidentReopened
    | IncidentClosed
    | EntryStruck
    | EscalatedByHand
    | RungClimbed
    | RungPassed
    | RequestDrafted
    | RequestDecided
    | DeadlineMissed
    | DeadlineExpired
    | NoticeIssued
    | NoticeOutcome
    | NoticeSeen
    | NoticeAcknowledged
    | UnitStateSet
)
"""Anything an entry may say happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One line of the log: an action's facts, who, when.

    `at` is the event clock when the desk took it and never runs backwards; `occurred_at` is
    when it happened as the sender says, clamped to between the opening of the event and `at`.
    """

    seq: Seq
    at: Instant
    occurred_at: Instant
    action_id: ActionId
    action_digest: str
    by: By
    source: str
    facts: tuple[Fact, ...]

    @classmethod
    def draft(cls, seq: Seq, at: Instant, by: By, facts: tuple[Fact, ...]) -> "Entry":
        """An entry as it would be, to ask the fold what facts will come to. Never written."""
        return cls(
            seq=seq,
            at=at,
            occurred_at=at,
            action_id=ActionId(""),
            action_digest="",
            by=by,
            source="",
            facts=facts,
        )
