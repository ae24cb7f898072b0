"""
What happened, in the past tense; and the entry of the log that holds an action's facts.

A fact carries all that `evolve` needs. Nothing here is ever edited: a correction is another
fact. The name on the wire is the class's name in snake_case. Next: command/domain/board.py
"""

from dataclasses import dataclass

from command.domain.facts.calling import (
    AgencyArrived,
    AgencyMobilised,
    AgencyReleased,
    MobilisationAnswered,
    RequisitionCancelled,
    SupplyHandedOver,
    SupplyRequisitioned,
    SupplyReturned,
)
from command.domain.facts.directive import (
    DirectiveCompleted,
    DirectiveDeclined,
    DirectiveIssued,
    DirectiveReadBack,
    DirectiveWithdrawn,
    ReadBackConfirmed,
    ReadBackCorrected,
)
from command.domain.facts.duty import (
    ConditionMet,
    DutiesDropped,
    DutiesOpened,
    DutyCompleted,
    DutyReminded,
    DutyReopened,
    DutyUpdated,
    GoDecided,
)
from command.domain.facts.event import (
    ActivationEnded,
    EventOpened,
    EventTimeSet,
    LogRecovered,
    PersonAbsent,
    PersonPresent,
    PhaseChanged,
    PlanActivated,
    PlanAdopted,
)
from command.domain.facts.incident import (
    CircumstancesChanged,
    EntryStruck,
    IncidentClosed,
    IncidentConfirmed,
    IncidentControlled,
    IncidentDismissed,
    IncidentMerged,
    IncidentReopened,
    IncidentReported,
    IncidentRerouted,
    IncidentResolved,
    LocationChanged,
    NoteAdded,
    RouteOverruled,
    SeverityChanged,
    StepTicked,
)
from command.domain.facts.ladder import (
    DeadlineExpired,
    DeadlineMissed,
    DueMissed,
    EscalatedByHand,
    RequestDecided,
    RequestDrafted,
    RungClimbed,
    RungPassed,
)
from command.domain.facts.notice import NoticeAcknowledged, NoticeIssued, NoticeOutcome, NoticeSeen
from command.domain.facts.roster import CheckedIn, CheckedOut
from command.domain.facts.scene import (
    CasualtiesRecorded,
    CommandTransferred,
    MeasureImposed,
    MeasureLifted,
    MusterCall,
    ObjectivesSet,
    PerimeterSet,
    RequestAnswered,
    RequestRevised,
    RequestSent,
    SceneSetUp,
    UnitAtPost,
    UnitsMustered,
)
from command.domain.facts.sitrep import (
    SitrepApproved,
    SitrepDrafted,
    SitrepDropped,
    SitrepEdited,
    SitrepOwed,
    SitrepPhoned,
    SitrepSent,
)
from command.domain.facts.supporting import SupportAnswered, SupportAsked, SupportPassedOn
from command.domain.facts.unit import UnitAssigned, UnitProgressed, UnitStateSet, UnitWithdrawn
from command.domain.identifiers import ActionId, Instant, Seq
from command.domain.incident import By

Fact = (
    EventOpened
    | LogRecovered
    | EventTimeSet
    | PhaseChanged
    | PlanActivated
    | PlanAdopted
    | ActivationEnded
    | PersonAbsent
    | PersonPresent
    | IncidentReported
    | IncidentConfirmed
    | IncidentMerged
    | IncidentDismissed
    | SeverityChanged
    | LocationChanged
    | CircumstancesChanged
    | IncidentRerouted
    | RouteOverruled
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
    | SupportAsked
    | SupportAnswered
    | SupportPassedOn
    | RequestDrafted
    | RequestDecided
    | DeadlineMissed
    | DeadlineExpired
    | DueMissed
    | NoticeIssued
    | NoticeOutcome
    | NoticeSeen
    | NoticeAcknowledged
    | UnitStateSet
    | SupplyRequisitioned
    | SupplyHandedOver
    | SupplyReturned
    | RequisitionCancelled
    | AgencyMobilised
    | MobilisationAnswered
    | AgencyArrived
    | AgencyReleased
    | DirectiveIssued
    | DirectiveReadBack
    | ReadBackConfirmed
    | ReadBackCorrected
    | DirectiveCompleted
    | DirectiveDeclined
    | DirectiveWithdrawn
    | UnitsMustered
    | UnitAtPost
    | SceneSetUp
    | CommandTransferred
    | ObjectivesSet
    | PerimeterSet
    | MeasureImposed
    | MeasureLifted
    | CasualtiesRecorded
    | RequestRevised
    | RequestSent
    | RequestAnswered
    | ConditionMet
    | DutiesDropped
    | DutiesOpened
    | DutyCompleted
    | DutyReminded
    | DutyReopened
    | DutyUpdated
    | GoDecided
    | SitrepApproved
    | SitrepDrafted
    | SitrepDropped
    | SitrepEdited
    | SitrepOwed
    | SitrepPhoned
    | SitrepSent
    | CheckedIn
    | CheckedOut
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


__all__ = [
    "ActivationEnded",
    "AgencyArrived",
    "AgencyMobilised",
    "AgencyReleased",
    "CasualtiesRecorded",
    "CheckedIn",
    "CheckedOut",
    "CircumstancesChanged",
    "CommandTransferred",
    "ConditionMet",
    "DeadlineExpired",
    "DeadlineMissed",
    "DirectiveCompleted",
    "DirectiveDeclined",
    "DirectiveIssued",
    "DirectiveReadBack",
    "DirectiveWithdrawn",
    "DueMissed",
    "DutiesDropped",
    "DutiesOpened",
    "DutyCompleted",
    "DutyReminded",
    "DutyReopened",
    "DutyUpdated",
    "Entry",
    "EntryStruck",
    "EscalatedByHand",
    "EventOpened",
    "EventTimeSet",
    "Fact",
    "GoDecided",
    "IncidentClosed",
    "IncidentConfirmed",
    "IncidentControlled",
    "IncidentDismissed",
    "IncidentMerged",
    "IncidentReopened",
    "IncidentReported",
    "IncidentRerouted",
    "IncidentResolved",
    "LocationChanged",
    "LogRecovered",
    "MeasureImposed",
    "MeasureLifted",
    "MobilisationAnswered",
    "MusterCall",
    "NoteAdded",
    "NoticeAcknowledged",
    "NoticeIssued",
    "NoticeOutcome",
    "NoticeSeen",
    "ObjectivesSet",
    "PerimeterSet",
    "PersonAbsent",
    "PersonPresent",
    "PhaseChanged",
    "PlanActivated",
    "PlanAdopted",
    "ReadBackConfirmed",
    "ReadBackCorrected",
    "RequestAnswered",
    "RequestDecided",
    "RequestDrafted",
    "RequestRevised",
    "RequestSent",
    "RequisitionCancelled",
    "RouteOverruled",
    "RungClimbed",
    "RungPassed",
    "SceneSetUp",
    "SeverityChanged",
    "SitrepApproved",
    "SitrepDrafted",
    "SitrepDropped",
    "SitrepEdited",
    "SitrepOwed",
    "SitrepPhoned",
    "SitrepSent",
    "StepTicked",
    "SupplyHandedOver",
    "SupplyRequisitioned",
    "SupplyReturned",
    "SupportAnswered",
    "SupportAsked",
    "SupportPassedOn",
    "UnitAssigned",
    "UnitAtPost",
    "UnitProgressed",
    "UnitStateSet",
    "UnitWithdrawn",
    "UnitsMustered",
]
