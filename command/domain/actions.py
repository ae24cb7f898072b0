"""
What someone may ask for, in the imperative. Each is one entry of the API's `type`.

The name on the wire is the class's name in snake_case: `AssignUnit` is ``assign_unit``.
Limits of length and form are the wire's business (`command/wire/actions.py`).
Next: command/domain/facts.py
"""

from dataclasses import dataclass
from typing import Literal

from command.domain.event import EventTime
from command.domain.identifiers import (
    AssignmentId,
    DeadlineId,
    EventId,
    IncidentNumber,
    Micro,
    NoticeId,
    PersonId,
    Seq,
    StepId,
    TypeId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.plan import Text
from command.domain.states import (
    EventKind,
    Injured,
    NoticeStatus,
    Phase,
    Severity,
    UnitState,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Tell of something. Only `incident_type` is needed; the rest may follow."""

    incident_type: TypeId
    zone: ZoneId | None = None
    place: Words | None = None
    position: tuple[Micro, Micro] | None = None
    what: Words | None = None
    injured: Injured = Injured.UNKNOWN
    severity: Severity | None = None
    reporter: Words | None = None
    """Who told us and how to call back; seen by dispatchers only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmIncident:
    """Triage: it is real and it is one of its own."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeIncident:
    """Triage: it is the same thing as another, which carries on."""

    incident: IncidentNumber
    into: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissIncident:
    """Triage: nothing to handle, with the reason."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeverity:
    """Grade it otherwise than the rule did, with the reason."""

    incident: IncidentNumber
    severity: Severity
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLocation:
    """Say better where it is. What is absent stays as it was."""

    incident: IncidentNumber
    zone: ZoneId | None = None
    place: Words | None = None
    position: tuple[Micro, Micro] | None = None


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
class AddNote:
    """Write down what was said or seen."""

    incident: IncidentNumber
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TickStep:
    """Say that a checklist step is done. Source: A4."""

    incident: IncidentNumber
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlIncident:
    """Say that it spreads no further. Source: A10.3."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveIncident:
    """Say that it is handled; units still bound are freed."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenIncident:
    """Take it up again, with the reason; its deadlines begin afresh."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIncident:
    """Its papers are done. Only a resolved incident is closed."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeEntry:
    """Strike a note, a unit's step or a ticked step that was entered by mistake."""

    incident: IncidentNumber
    seq: Seq
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate:
    """Tell the next rung now, with the reason."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRequest:
    """Approve or decline a drafted request to the city. Source: A8.4, A21."""

    incident: IncidentNumber
    approve: bool
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeNotice:
    """The person told says: I have it. Stops the climb; the incident has an owner."""

    notice: NoticeId


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNoticeSeen:
    """The page showed it to the person told."""

    notice: NoticeId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUnitState:
    """A unit can, or cannot, be sent."""

    unit: UnitId
    state: UnitState
    zone: ZoneId | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissDeadline:
    """The watch says: this deadline has passed. Its action id is ``miss:<deadline>``."""

    deadline: DeadlineId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoticeOutcome:
    """A worker says how sending went. `status` is sent, delivered or failed."""

    notice: NoticeId
    status: NoticeStatus
    channel: str
    reason: str | None = None


Action = (
    OpenEvent
    | RecordRecovery
    | SetEventTime
    | ChangePhase
    | ActivatePlan
    | EndActivation
    | MarkAbsent
    | MarkPresent
    | Report
    | ConfirmIncident
    | MergeIncident
    | DismissIncident
    | ChangeSeverity
    | ChangeLocation
    | AssignUnit
    | WithdrawUnit
    | Acknowledge
    | GoEnRoute
    | ArriveOnScene
    | ClearUnit
    | AddNote
    | TickStep
    | ControlIncident
    | ResolveIncident
    | ReopenIncident
    | CloseIncident
    | StrikeEntry
    | Escalate
    | DecideRequest
    | AcknowledgeNotice
    | MarkNoticeSeen
    | SetUnitState
    | MissDeadline
    | RecordNoticeOutcome
)
"""Anything the desk may be asked."""
