"""
Authority: which role may ask for which action. One table, and what goes with some rows.

A role says what kind of work a session does; the post says for whom it stands in the chain.
Source: A7, A8, A11, A13, A23 (command), P3 (groups), A22 (units go where they are told).
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from command.domain import actions as a
from command.domain.addressing import group_of, speaks_for
from command.domain.directive import CRITICAL, Directive, part_of
from command.domain.documents import Documents
from command.domain.duty import Duty
from command.domain.identifiers import (
    Addressee,
    DirectiveId,
    DutyId,
    IncidentNumber,
    PersonId,
    UnitId,
)
from command.domain.incident import By
from command.domain.plan import Plan
from command.domain.presence import holders_in_place
from command.domain.refusals import NotAllowed
from command.domain.scene import Scene, scene_id


class Role(StrEnum):
    """What kind of work a session does."""

    ADMIN = "admin"
    COMMANDER = "commander"
    DISPATCHER = "dispatcher"
    GROUP_LEAD = "group_lead"
    FIELD_UNIT = "field_unit"
    WALL = "wall"
    REVIEWER = "reviewer"
    WATCH = "watch"
    WORKER = "worker"
    SYSTEM = "system"
    """The command line on the machine itself."""


_DESK: Final = frozenset({Role.ADMIN, Role.COMMANDER, Role.DISPATCHER})
_LEADS: Final = _DESK | {Role.GROUP_LEAD}
_FIELD: Final = _LEADS | {Role.FIELD_UNIT}
_SYSTEM: Final = frozenset({Role.SYSTEM})

TABLE: Final[Mapping[type, frozenset[Role]]] = {
    a.OpenEvent: _SYSTEM,
    a.RecordRecovery: _SYSTEM,
    a.AdoptPlan: _SYSTEM,
    a.SetEventTime: _SYSTEM | {Role.ADMIN},
    a.ChangePhase: _SYSTEM | {Role.ADMIN, Role.COMMANDER, Role.DISPATCHER},
    a.ActivatePlan: frozenset({Role.COMMANDER}),
    a.EndActivation: frozenset({Role.COMMANDER}),
    a.MarkAbsent: _DESK,
    a.MarkPresent: _DESK,
    a.Report: _FIELD,
    a.ConfirmIncident: _LEADS,
    a.MergeIncident: _DESK,
    a.DismissIncident: _DESK,
    a.ChangeSeverity: _LEADS,
    a.ChangeLocation: _FIELD,
    a.ChangeCircumstances: _FIELD,
    a.OverruleRoute: _LEADS,
    a.AssignUnit: _LEADS,
    a.WithdrawUnit: _LEADS,
    a.Acknowledge: _FIELD,
    a.GoEnRoute: _FIELD,
    a.ArriveOnScene: _FIELD,
    a.ClearUnit: _FIELD,
    a.AddNote: _FIELD,
    a.TickStep: _FIELD,
    a.ControlIncident: _FIELD,
    a.ResolveIncident: _LEADS,
    a.ReopenIncident: _LEADS,
    a.CloseIncident: _DESK,
    a.StrikeEntry: _LEADS,
    a.Escalate: _LEADS,
    a.DecideRequest: frozenset({Role.COMMANDER}),
    a.AcknowledgeNotice: _FIELD,
    a.MarkNoticeSeen: _FIELD,
    a.SetUnitState: _FIELD,
    a.IssueDirective: _LEADS,
    a.ReadBackDirective: _FIELD,
    a.ConfirmReadBack: _LEADS,
    a.CorrectReadBack: _LEADS,
    a.CompleteDirective: _FIELD,
    a.DeclineDirective: _FIELD,
    a.WithdrawDirective: _LEADS,
    a.UpdateDuty: _FIELD,
    a.CompleteDuty: _FIELD,
    a.ReopenDuty: _LEADS,
    a.RemindDuty: _LEADS,
    a.DecideGo: frozenset({Role.COMMANDER}),
    a.MeetCondition: _DESK,
    a.DraftSitrep: _DESK,
    a.EditSitrep: _DESK,
    a.ApproveSitrep: _LEADS,
    a.SendSitrep: _DESK,
    a.PhoneSitrep: _DESK,
    a.CheckIn: _FIELD,
    a.CheckOut: _FIELD,
    a.MissDeadline: frozenset({Role.WATCH}),
    a.RecordNoticeOutcome: frozenset({Role.WORKER}),
    a.RequisitionSupply: _DESK,
    a.HandOverSupply: _LEADS,
    a.ReturnSupply: _LEADS,
    a.CancelRequisition: _DESK,
    a.MobiliseAgency: _DESK,
    a.AnswerMobilisation: _DESK,
    a.MarkAgencyArrived: _LEADS,
    a.ReleaseAgency: _DESK,
    a.ArriveAtPost: _FIELD,
    a.SetUpScene: _DESK,
    a.TransferCommand: _DESK,
    a.SetObjectives: _LEADS,
    a.SetPerimeter: _LEADS,
    a.ImposeMeasure: _LEADS,
    a.LiftMeasure: _LEADS,
    a.RecordCasualties: _FIELD,
    a.DraftRequest: _DESK,
    a.ReviseRequest: _DESK,
    a.SendRequest: _DESK,
    a.AnswerRequest: _DESK,
}
"""An action to the roles that may ask for it. A test holds it against `actions.Action`."""

_UNIT_SPEAKS = (a.Acknowledge, a.GoEnRoute, a.ArriveOnScene, a.ClearUnit, a.ArriveAtPost)
_FOLLOWING_UP = (a.AddNote, a.ChangeLocation, a.ChangeCircumstances)
"""What a first report lacked, who reported may say later, sent there or not."""
_ANSWERS = (a.ReadBackDirective, a.CompleteDirective, a.DeclineDirective)
_GUIDES = (a.ConfirmReadBack, a.CorrectReadBack, a.WithdrawDirective)
"""An order is answered by whom it was given to, and guided by who gave it."""
_AT_THE_SCENE = (
    a.SetObjectives,
    a.SetPerimeter,
    a.ImposeMeasure,
    a.LiftMeasure,
    a.RecordCasualties,
)
"""Who has the command at a scene decides these there, whichever group leads. A12, A14."""
_COMES_AND_GOES = (a.CheckIn, a.CheckOut)
_COMMANDER_ONLY = (a.ActivatePlan, a.EndActivation, a.DecideRequest, a.DecideGo)


def may(action: a.Action, by: By, *, documents: Documents, plan: Plan) -> NotAllowed | None:
    """
    Say whether somebody may ask for an action.

    Returns:
        None when they may, else the refusal with which of the conditions failed.
    """
    role = Role(by.role)
    why = _why_not(action, by, role, documents, plan)
    return None if why is None else NotAllowed(role=role, action=type(action).__name__, why=why)


def spoken_by(action: a.Action, by: By) -> By:
    """Name the unit a dispatcher or lead speaks for, having heard it on the radio."""
    if isinstance(action, _UNIT_SPEAKS) and by.unit != action.unit:
        return replace(by, on_behalf_of=action.unit)
    if isinstance(action, _ANSWERS):
        kind, name = part_of(action.addressee)
        if kind == "unit" and by.unit != name:
            return replace(by, on_behalf_of=UnitId(name))
    return by


def _why_not(action: a.Action, by: By, role: Role, documents: Documents, plan: Plan) -> str | None:
    if role not in TABLE[type(action)]:
        return "role"
    if isinstance(action, a.ApproveSitrep):
        return None if by.person in _approving(documents, plan) else "approver"
    if role is Role.FIELD_UNIT:
        return _unit_why_not(action, by, documents)
    if role is Role.GROUP_LEAD:
        return _lead_why_not(action, by, documents, plan)
    if isinstance(action, _COMMANDER_ONLY):
        # A8.2: an act of the commander or of whoever acts for them, by name.
        return None if by.person in _commanding(documents, plan) else "commander"
    if _is_critical(action, documents):
        whose = getattr(action, "ordered_by", None) or by.person
        return None if whose in _commanding(documents, plan) else "critical_order"
    return None


def _commanding(documents: Documents, plan: Plan) -> frozenset[PersonId]:
    """Who stands on the commander's post now: its holder, or who acts for them. Source: A8.2."""
    absent = documents.event.absent if documents.event else {}
    return frozenset(place.person for place in holders_in_place(plan, plan.commander, absent))


def _approving(documents: Documents, plan: Plan) -> frozenset[PersonId]:
    """Who may approve a report: the commander, and who stands on the post the plan names."""
    absent = documents.event.absent if documents.event else {}
    post = plan.reporting.approver
    named = holders_in_place(plan, post, absent) if post is not None else ()
    return _commanding(documents, plan) | {place.person for place in named}


def _is_critical(action: a.Action, documents: Documents) -> bool:
    """To stop the gates, evacuate or stop the programme, or to take such an order back."""
    if isinstance(action, a.IssueDirective):
        return action.directive_kind in CRITICAL or _is_of_critical(action.replaces, documents)
    return isinstance(action, a.WithdrawDirective) and _is_of_critical(action.directive, documents)


def _is_of_critical(name: DirectiveId | None, documents: Documents) -> bool:
    directive = documents.others[Directive].get(name) if name is not None else None
    return directive is not None and directive.is_critical


def _unit_why_not(action: a.Action, by: By, documents: Documents) -> str | None:
    unit = getattr(action, "unit", None)
    if unit is not None and unit != by.unit:
        return "own_unit"
    if isinstance(action, _ANSWERS):
        own = by.unit is not None and action.addressee == f"unit/{by.unit}"
        return None if own else "own_directive"
    if isinstance(action, (a.AcknowledgeNotice, a.MarkNoticeSeen)):
        notice = documents.notices.get(action.notice)
        return None if notice is None or _is_to(notice.unit, by.unit) else "own_notice"
    if isinstance(action, a.RecordCasualties) and action.verified:
        return "verified"
    if isinstance(action, _COMES_AND_GOES):
        return None if _is_to(action.unit, by.unit) else "own_unit"
    duty = _duty_of(action, documents)
    if duty is not None:
        return None if by.unit in duty.planned.units else "own_duty"
    number = getattr(action, "incident", None)
    if number is None or isinstance(action, _UNIT_SPEAKS):
        return None
    if isinstance(action, _FOLLOWING_UP) and _has_reported(documents, number, by.unit):
        return None
    return None if _was_sent(documents, number, by.unit) else "own_incident"


def _is_of_group(person: PersonId | None, by: By, plan: Plan) -> bool:
    group = plan.groups.get(by.group) if by.group is not None else None
    return group is not None and person in (*group.leads, *group.members)


def _duty_of(action: a.Action, documents: Documents) -> Duty | None:
    name: DutyId | None = getattr(action, "duty", None)
    return None if name is None else documents.others[Duty].get(name)


def _has_reported(documents: Documents, number: IncidentNumber, unit: UnitId | None) -> bool:
    incident = documents.incidents.get(number)
    return incident is not None and _is_to(incident.reported_by.unit, unit)


def _is_to(told: str | None, asking: str | None) -> bool:
    # A notice to a person names no unit, and a session may name none: nothing isn't the same.
    return told is not None and told == asking


def _was_sent(documents: Documents, number: IncidentNumber, unit: UnitId | None) -> bool:
    incident = documents.incidents.get(number)
    if incident is None:
        return True  # unknown: the refusal that says so is clearer
    return any(assignment.unit == unit for assignment in incident.assignments)


def _lead_why_not(action: a.Action, by: By, documents: Documents, plan: Plan) -> str | None:
    if isinstance(action, (a.AcknowledgeNotice, a.MarkNoticeSeen)):
        notice = documents.notices.get(action.notice)
        return None if notice is None or _is_to(notice.person, by.person) else "own_notice"
    if isinstance(action, (a.IssueDirective, *_ANSWERS, *_GUIDES)):
        return _lead_of_directive_why_not(action, by, documents, plan)
    unit = getattr(action, "unit", None)
    planned = plan.units.get(unit) if unit is not None else None
    own_unit = planned is not None and planned.group == by.group
    if isinstance(action, (*_UNIT_SPEAKS, a.SetUnitState, a.AssignUnit)):
        return None if planned is None or own_unit else "own_group"
    if isinstance(action, _COMES_AND_GOES):
        return None if own_unit or _is_of_group(action.person, by, plan) else "own_group"
    duty = _duty_of(action, documents)
    if duty is not None:
        return None if duty.planned.group == by.group else "own_group"
    number = getattr(action, "incident", None)
    incident = documents.incidents.get(number) if number is not None else None
    if incident is None or incident.lead == by.group:
        return None
    if isinstance(action, _AT_THE_SCENE) and _commands_at(incident.number, by, documents):
        return None
    # A note helps whoever leads; anything that decides is the lead group's.
    return None if isinstance(action, a.AddNote) else "own_group"


def _commands_at(number: IncidentNumber, by: By, documents: Documents) -> bool:
    scene: Scene | None = documents.others[Scene].get(scene_id(number))
    return scene is not None and _is_to(scene.commander, by.person)


def _lead_of_directive_why_not(
    action: a.Action, by: By, documents: Documents, plan: Plan
) -> str | None:
    """A lead orders their own units, answers what their group was told, guides what they gave."""
    if isinstance(action, _ANSWERS):
        absent = documents.event.absent if documents.event else {}
        own = speaks_for(by, action.addressee, plan, absent)
        return None if own else "own_directive"
    if _is_critical(action, documents):
        return "critical_order"
    if isinstance(action, a.IssueDirective):
        own_units = all(_is_own_unit(to, by, plan) for to in action.addressees)
        return None if own_units and _is_given_by(action.replaces, by, documents) else "own_group"
    name = action.directive if isinstance(action, _GUIDES) else None
    return None if _is_given_by(name, by, documents) else "own_group"


def _is_own_unit(to: Addressee, by: By, plan: Plan) -> bool:
    kind, _ = part_of(to)
    return kind == "unit" and group_of(plan, to) in {by.group, None}


def _is_given_by(name: DirectiveId | None, by: By, documents: Documents) -> bool:
    directive = documents.others[Directive].get(name) if name is not None else None
    # Unknown: the refusal that says so is clearer.
    return directive is None or _is_to(directive.issued_by.group, by.group)
