"""
What someone may ask for, in the imperative. Each is one entry of the API's `type`.

The name on the wire is the class's name in snake_case: `AssignUnit` is ``assign_unit``.
Limits of length and form are the wire's business (`command/wire/actions.py`).
Next: command/domain/facts/__init__.py
"""

from command.domain.actions.calling import (
    AnswerMobilisation,
    CancelRequisition,
    HandOverSupply,
    MarkAgencyArrived,
    MobiliseAgency,
    ReleaseAgency,
    RequisitionSupply,
    ReturnSupply,
)
from command.domain.actions.directive import (
    CompleteDirective,
    ConfirmReadBack,
    CorrectReadBack,
    DeclineDirective,
    IssueDirective,
    ReadBackDirective,
    WithdrawDirective,
)
from command.domain.actions.duty import (
    CompleteDuty,
    DecideGo,
    MeetCondition,
    RemindDuty,
    ReopenDuty,
    UpdateDuty,
)
from command.domain.actions.event import (
    ActivatePlan,
    AdoptPlan,
    ChangePhase,
    EndActivation,
    MarkAbsent,
    MarkPresent,
    OpenEvent,
    RecordRecovery,
    SetEventTime,
)
from command.domain.actions.incident import (
    AddNote,
    ChangeCircumstances,
    ChangeLocation,
    ChangeSeverity,
    CloseIncident,
    ConfirmIncident,
    ControlIncident,
    DismissIncident,
    MergeIncident,
    OverruleRoute,
    ReopenIncident,
    Report,
    ResolveIncident,
    StrikeEntry,
    TickStep,
)
from command.domain.actions.ladder import (
    AcknowledgeNotice,
    DecideRequest,
    Escalate,
    MarkNoticeSeen,
    MissDeadline,
    RecordNoticeOutcome,
)
from command.domain.actions.roster import CheckIn, CheckOut
from command.domain.actions.scene import (
    AnswerRequest,
    ArriveAtPost,
    DraftRequest,
    ImposeMeasure,
    LiftMeasure,
    RecordCasualties,
    ReviseRequest,
    SendRequest,
    SetObjectives,
    SetPerimeter,
    SetUpScene,
    TransferCommand,
)
from command.domain.actions.sitrep import (
    ApproveSitrep,
    DraftSitrep,
    EditSitrep,
    PhoneSitrep,
    SendSitrep,
)
from command.domain.actions.unit import (
    Acknowledge,
    ArriveOnScene,
    AssignUnit,
    ClearUnit,
    GoEnRoute,
    SetUnitState,
    WithdrawUnit,
)

Action = (
    OpenEvent
    | RecordRecovery
    | SetEventTime
    | ChangePhase
    | ActivatePlan
    | AdoptPlan
    | EndActivation
    | MarkAbsent
    | MarkPresent
    | Report
    | ConfirmIncident
    | MergeIncident
    | DismissIncident
    | ChangeSeverity
    | ChangeLocation
    | ChangeCircumstances
    | OverruleRoute
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
    | IssueDirective
    | ReadBackDirective
    | ConfirmReadBack
    | CorrectReadBack
    | CompleteDirective
    | DeclineDirective
    | WithdrawDirective
    | ApproveSitrep
    | DraftSitrep
    | EditSitrep
    | PhoneSitrep
    | SendSitrep
    | MissDeadline
    | RecordNoticeOutcome
    | RequisitionSupply
    | HandOverSupply
    | ReturnSupply
    | CancelRequisition
    | MobiliseAgency
    | AnswerMobilisation
    | MarkAgencyArrived
    | ReleaseAgency
    | ArriveAtPost
    | SetUpScene
    | TransferCommand
    | SetObjectives
    | SetPerimeter
    | ImposeMeasure
    | LiftMeasure
    | RecordCasualties
    | DraftRequest
    | ReviseRequest
    | SendRequest
    | AnswerRequest
    | CompleteDuty
    | DecideGo
    | MeetCondition
    | RemindDuty
    | ReopenDuty
    | UpdateDuty
    | CheckIn
    | CheckOut
)
"""Anything the desk may be asked."""


__all__ = [
    "Acknowledge",
    "AcknowledgeNotice",
    "Action",
    "ActivatePlan",
    "AddNote",
    "AdoptPlan",
    "AnswerMobilisation",
    "AnswerRequest",
    "ApproveSitrep",
    "ArriveAtPost",
    "ArriveOnScene",
    "AssignUnit",
    "CancelRequisition",
    "ChangeCircumstances",
    "ChangeLocation",
    "ChangePhase",
    "ChangeSeverity",
    "CheckIn",
    "CheckOut",
    "ClearUnit",
    "CloseIncident",
    "CompleteDirective",
    "CompleteDuty",
    "ConfirmIncident",
    "ConfirmReadBack",
    "ControlIncident",
    "CorrectReadBack",
    "DecideGo",
    "DecideRequest",
    "DeclineDirective",
    "DismissIncident",
    "DraftRequest",
    "DraftSitrep",
    "EditSitrep",
    "EndActivation",
    "Escalate",
    "GoEnRoute",
    "HandOverSupply",
    "ImposeMeasure",
    "IssueDirective",
    "LiftMeasure",
    "MarkAbsent",
    "MarkAgencyArrived",
    "MarkNoticeSeen",
    "MarkPresent",
    "MeetCondition",
    "MergeIncident",
    "MissDeadline",
    "MobiliseAgency",
    "OpenEvent",
    "OverruleRoute",
    "PhoneSitrep",
    "ReadBackDirective",
    "RecordCasualties",
    "RecordNoticeOutcome",
    "RecordRecovery",
    "ReleaseAgency",
    "RemindDuty",
    "ReopenDuty",
    "ReopenIncident",
    "Report",
    "RequisitionSupply",
    "ResolveIncident",
    "ReturnSupply",
    "ReviseRequest",
    "SendRequest",
    "SendSitrep",
    "SetEventTime",
    "SetObjectives",
    "SetPerimeter",
    "SetUnitState",
    "SetUpScene",
    "StrikeEntry",
    "TickStep",
    "TransferCommand",
    "UpdateDuty",
    "WithdrawDirective",
    "WithdrawUnit",
]
