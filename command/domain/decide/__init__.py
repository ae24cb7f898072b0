"""
decide: (board, action, moment) → facts, or a refusal. The rules of the house, and only they.

Pure and total. No facts means: it is so already, nothing to write. Authority is asked first,
so that a refusal never tells somebody more than they may know.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from command.domain import actions as a
from command.domain.authority import may
from command.domain.board import Board
from command.domain.decide.adopting import adopt_plan
from command.domain.decide.asking_above import (
    answer_request,
    decide_request,
    draft_a_request,
    revise_request,
    send_request,
)
from command.domain.decide.assigning import assign_unit, set_unit_state, withdraw_unit
from command.domain.decide.attending import check_in, check_out
from command.domain.decide.closing import (
    close_incident,
    control_incident,
    reopen_incident,
    resolve_incident,
)
from command.domain.decide.commanding import (
    impose_measure,
    lift_measure,
    record_casualties,
    set_objectives,
    set_perimeter,
    set_up_scene,
    transfer_command,
)
from command.domain.decide.correcting import strike_entry
from command.domain.decide.directing import (
    complete_directive,
    confirm_read_back,
    correct_read_back,
    decline_directive,
    issue_directive,
    read_back_directive,
    withdraw_directive,
)
from command.domain.decide.escalating import escalate, miss_deadline
from command.domain.decide.merging import merge_incident
from command.domain.decide.mobilising import (
    answer_mobilisation,
    mark_agency_arrived,
    mobilise_agency,
    release_agency,
)
from command.domain.decide.moment import Decided, Moment
from command.domain.decide.mustering import arrive_at_post
from command.domain.decide.notifying import (
    acknowledge_notice,
    mark_notice_seen,
    record_notice_outcome,
)
from command.domain.decide.noting import add_note, tick_step
from command.domain.decide.opening import (
    activate_plan,
    change_phase,
    end_activation,
    mark_absent,
    mark_present,
    open_event,
    record_recovery,
    set_event_time,
)
from command.domain.decide.progressing import acknowledge, arrive_on_scene, clear_unit, go_en_route
from command.domain.decide.readying import (
    complete_duty,
    decide_go,
    meet_condition,
    remind_duty,
    reopen_duty,
    update_duty,
)
from command.domain.decide.reporting import report
from command.domain.decide.requisitioning import (
    cancel_requisition,
    hand_over_supply,
    requisition_supply,
    return_supply,
)
from command.domain.decide.rerouting import change_circumstances, overrule_route
from command.domain.decide.sitreps import (
    approve_sitrep,
    draft_sitrep,
    edit_sitrep,
    owed_by,
    phone_sitrep,
    send_sitrep,
)
from command.domain.decide.triaging import (
    change_location,
    change_severity,
    confirm_incident,
    dismiss_incident,
)
from command.domain.refusals import EventNotOpen, Refusal
from command.domain.states import Phase
from command.domain.supporting import answered_by_acting

_Decide = Callable[[Board, Any, Moment], Decided]

DECISIONS: Final[Mapping[type, _Decide]] = {
    a.OpenEvent: open_event,
    a.RecordRecovery: record_recovery,
    a.AdoptPlan: adopt_plan,
    a.SetEventTime: set_event_time,
    a.ChangePhase: change_phase,
    a.ActivatePlan: activate_plan,
    a.EndActivation: end_activation,
    a.MarkAbsent: mark_absent,
    a.MarkPresent: mark_present,
    a.Report: report,
    a.ConfirmIncident: confirm_incident,
    a.MergeIncident: merge_incident,
    a.DismissIncident: dismiss_incident,
    a.ChangeSeverity: change_severity,
    a.ChangeLocation: change_location,
    a.ChangeCircumstances: change_circumstances,
    a.OverruleRoute: overrule_route,
    a.AssignUnit: assign_unit,
    a.WithdrawUnit: withdraw_unit,
    a.Acknowledge: acknowledge,
    a.GoEnRoute: go_en_route,
    a.ArriveOnScene: arrive_on_scene,
    a.ClearUnit: clear_unit,
    a.AddNote: add_note,
    a.TickStep: tick_step,
    a.ControlIncident: control_incident,
    a.ResolveIncident: resolve_incident,
    a.ReopenIncident: reopen_incident,
    a.CloseIncident: close_incident,
    a.StrikeEntry: strike_entry,
    a.Escalate: escalate,
    a.DecideRequest: decide_request,
    a.AcknowledgeNotice: acknowledge_notice,
    a.MarkNoticeSeen: mark_notice_seen,
    a.SetUnitState: set_unit_state,
    a.IssueDirective: issue_directive,
    a.ReadBackDirective: read_back_directive,
    a.ConfirmReadBack: confirm_read_back,
    a.CorrectReadBack: correct_read_back,
    a.CompleteDirective: complete_directive,
    a.DeclineDirective: decline_directive,
    a.WithdrawDirective: withdraw_directive,
    a.UpdateDuty: update_duty,
    a.CompleteDuty: complete_duty,
    a.ReopenDuty: reopen_duty,
    a.RemindDuty: remind_duty,
    a.DecideGo: decide_go,
    a.MeetCondition: meet_condition,
    a.DraftSitrep: draft_sitrep,
    a.EditSitrep: edit_sitrep,
    a.ApproveSitrep: approve_sitrep,
    a.SendSitrep: send_sitrep,
    a.PhoneSitrep: phone_sitrep,
    a.CheckIn: check_in,
    a.CheckOut: check_out,
    a.MissDeadline: miss_deadline,
    a.RecordNoticeOutcome: record_notice_outcome,
    a.RequisitionSupply: requisition_supply,
    a.HandOverSupply: hand_over_supply,
    a.ReturnSupply: return_supply,
    a.CancelRequisition: cancel_requisition,
    a.MobiliseAgency: mobilise_agency,
    a.AnswerMobilisation: answer_mobilisation,
    a.MarkAgencyArrived: mark_agency_arrived,
    a.ReleaseAgency: release_agency,
    a.ArriveAtPost: arrive_at_post,
    a.SetUpScene: set_up_scene,
    a.TransferCommand: transfer_command,
    a.SetObjectives: set_objectives,
    a.SetPerimeter: set_perimeter,
    a.ImposeMeasure: impose_measure,
    a.LiftMeasure: lift_measure,
    a.RecordCasualties: record_casualties,
    a.DraftRequest: draft_a_request,
    a.ReviseRequest: revise_request,
    a.SendRequest: send_request,
    a.AnswerRequest: answer_request,
}
"""An action to its rule. A test holds this table against `actions.Action`."""

_WHEN_CLOSED: Final = (
    a.ChangePhase,
    a.AddNote,
    a.StrikeEntry,
    a.CloseIncident,
    a.ReturnSupply,
    a.RecordCasualties,
    a.LiftMeasure,
    a.AnswerRequest,
)
"""Papers and reopening the day are all that is left once the event is closed."""


def decide(board: Board, action: a.Action, moment: Moment) -> Decided:
    """Apply the rule for an action to a board at a moment."""
    event = board.documents.event
    if event is None and not isinstance(action, a.OpenEvent):
        return EventNotOpen()
    refusal = may(action, moment.by, documents=board.documents, plan=moment.plan)
    if refusal is not None:
        return refusal
    if event is not None and event.phase is Phase.CLOSED and not _may_when_closed(action, moment):
        return EventNotOpen()
    decided = DECISIONS[type(action)](board, action, moment)
    if isinstance(decided, Refusal):
        return decided
    answered = answered_by_acting(board, decided, moment.by)
    return (*decided, *answered, *owed_by(board, decided, moment))


def _may_when_closed(action: a.Action, moment: Moment) -> bool:
    return moment.is_machine or isinstance(action, _WHEN_CLOSED)
