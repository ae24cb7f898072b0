"""Who may ask for what: the whole table, and the conditions that go with some of its rows."""

from typing import Final

import pytest

from command.domain import actions as a
from command.domain.authority import Role, may
from command.domain.event import EventTime
from command.domain.identifiers import (
    AssignmentId,
    DeadlineId,
    IncidentNumber,
    MeasureId,
    MobilisationId,
    NoticeId,
    RequestId,
    RequisitionId,
    Seq,
)
from command.domain.incident import By
from command.domain.plain import class_name
from command.domain.refusals import NotAllowed
from command.domain.request import Level
from command.domain.scene import MeasureKind
from command.domain.states import NoticeStatus, Phase, Severity, UnitState
from tests.build import REASON, Day, a_day, opening
from tests.cast import (
    AMBULANCE_1,
    CHIEF,
    COMMANDER,
    CORDON,
    ENGINE,
    FIRE,
    GATE,
    ILLNESS,
    LEAD,
    OFFICE,
    OFFICER,
    OPENED_AT,
    PLAN,
    POWER,
    SECURITY,
    STRETCHER,
    THE_COMMANDER,
    THE_LEAD,
    TRAFFIC,
    crew,
    lead_of,
)

ONE, TWO = IncidentNumber(1), IncidentNumber(2)
LEADS_NOTICE, UNITS_NOTICE = NoticeId("n2-1"), NoticeId("n3-1")

EACH: Final[list[a.Action]] = [
    opening(),
    a.RecordRecovery(epoch="second", cut_bytes=1, cut_sha256="0" * 64),
    a.SetEventTime(time=EventTime(event_at=OPENED_AT, real_at=OPENED_AT, rate=1)),
    a.ChangePhase(phase=Phase.STAND_DOWN),
    a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64),
    a.ActivatePlan(),
    a.EndActivation(),
    a.MarkAbsent(person=CHIEF),
    a.MarkPresent(person=CHIEF),
    a.Report(incident_type=FIRE),
    a.ConfirmIncident(incident=ONE),
    a.MergeIncident(incident=ONE, into=TWO),
    a.DismissIncident(incident=ONE, reason=REASON),
    a.ChangeSeverity(incident=ONE, severity=Severity.MAJOR),
    a.ChangeLocation(incident=ONE, place=REASON),
    a.AssignUnit(incident=ONE, unit=ENGINE),
    a.WithdrawUnit(incident=ONE, assignment=AssignmentId("1-1")),
    a.Acknowledge(incident=ONE, unit=ENGINE),
    a.GoEnRoute(incident=ONE, unit=ENGINE),
    a.ArriveOnScene(incident=ONE, unit=ENGINE),
    a.ClearUnit(incident=ONE, unit=ENGINE),
    a.AddNote(incident=ONE, text=REASON),
    a.TickStep(incident=ONE, step=CORDON),
    a.ControlIncident(incident=ONE),
    a.ResolveIncident(incident=ONE),
    a.ReopenIncident(incident=ONE, reason=REASON),
    a.CloseIncident(incident=ONE),
    a.StrikeEntry(incident=ONE, seq=Seq(2), reason=REASON),
    a.Escalate(incident=ONE, reason=REASON),
    a.DecideRequest(incident=ONE, approve=True),
    a.AcknowledgeNotice(notice=LEADS_NOTICE),
    a.MarkNoticeSeen(notice=LEADS_NOTICE),
    a.SetUnitState(unit=ENGINE, state=UnitState.AVAILABLE),
    a.MissDeadline(deadline=DeadlineId("1.1.dispatch")),
    a.RecordNoticeOutcome(notice=LEADS_NOTICE, status=NoticeStatus.SENT, channel="x"),
    a.RequisitionSupply(supply=STRETCHER, quantity=1),
    a.HandOverSupply(requisition=RequisitionId("r3")),
    a.ReturnSupply(requisition=RequisitionId("r3"), quantity=1),
    a.CancelRequisition(requisition=RequisitionId("r3"), reason=REASON),
    a.MobiliseAgency(agency=POWER, reason=REASON),
    a.AnswerMobilisation(mobilisation=MobilisationId("m3"), coming=True),
    a.MarkAgencyArrived(mobilisation=MobilisationId("m3")),
    a.ReleaseAgency(mobilisation=MobilisationId("m3")),
    a.ArriveAtPost(unit=ENGINE),
    a.SetUpScene(incident=ONE, post=OFFICE),
    a.TransferCommand(incident=ONE, post=OFFICE, reason=REASON),
    a.SetObjectives(incident=ONE, objectives=(REASON,)),
    a.SetPerimeter(incident=ONE, radius_m=100),
    a.ImposeMeasure(incident=ONE, kind=MeasureKind.CLOSED, zone=GATE),
    a.LiftMeasure(incident=ONE, measure=MeasureId("t3")),
    a.RecordCasualties(incident=ONE, lightly_injured=1),
    a.DraftRequest(incident=ONE, level=Level.CITY, text=REASON),
    a.ReviseRequest(request=RequestId("q3"), text=REASON),
    a.SendRequest(request=RequestId("q3")),
    a.AnswerRequest(request=RequestId("q3"), granted=True),
]
ACTIONS: Final = {class_name(type(action)): action for action in EACH}

# Written from the plan's posts and the roles' work, not from the code: A admin, C commander,
# D dispatcher, L group lead (own group), U field unit (own unit), W watch, K worker, S machine.
MAY: Final = {
    "open_event": "S",
    "record_recovery": "S",
    "adopt_plan": "S",
    "set_event_time": "AS",
    "change_phase": "ACDS",
    "activate_plan": "C",
    "end_activation": "C",
    "mark_absent": "ACD",
    "mark_present": "ACD",
    "report": "ACDLU",
    "confirm_incident": "ACDL",
    "merge_incident": "ACD",
    "dismiss_incident": "ACD",
    "change_severity": "ACDL",
    "change_location": "ACDLU",
    "assign_unit": "ACDL",
    "withdraw_unit": "ACDL",
    "acknowledge": "ACDLU",
    "go_en_route": "ACDLU",
    "arrive_on_scene": "ACDLU",
    "clear_unit": "ACDLU",
    "add_note": "ACDLU",
    "tick_step": "ACDLU",
    "control_incident": "ACDLU",
    "resolve_incident": "ACDL",
    "reopen_incident": "ACDL",
    "close_incident": "ACD",
    "strike_entry": "ACDL",
    "escalate": "ACDL",
    "decide_request": "C",
    "acknowledge_notice": "ACDL",
    "mark_notice_seen": "ACDL",
    "set_unit_state": "ACDLU",
    "miss_deadline": "W",
    "record_notice_outcome": "K",
    "requisition_supply": "ACD",
    "hand_over_supply": "ACDL",
    "return_supply": "ACDL",
    "cancel_requisition": "ACD",
    "mobilise_agency": "ACD",
    "answer_mobilisation": "ACD",
    "mark_agency_arrived": "ACDL",
    "release_agency": "ACD",
    "arrive_at_post": "ACDLU",
    "set_up_scene": "ACD",
    "transfer_command": "ACD",
    "set_objectives": "ACDL",
    "set_perimeter": "ACDL",
    "impose_measure": "ACDL",
    "lift_measure": "ACDL",
    "record_casualties": "ACDLU",
    "draft_request": "ACD",
    "revise_request": "ACD",
    "send_request": "ACD",
    "answer_request": "ACD",
}
LETTERS: Final = {
    Role.ADMIN: "A",
    Role.COMMANDER: "C",
    Role.DISPATCHER: "D",
    Role.GROUP_LEAD: "L",
    Role.FIELD_UNIT: "U",
    Role.WALL: "-",
    Role.REVIEWER: "-",
    Role.WATCH: "W",
    Role.WORKER: "K",
    Role.SYSTEM: "S",
}


def somebody(role: Role) -> By:
    """A session of a role for whom every condition of the scene below holds."""
    return {
        Role.COMMANDER: THE_COMMANDER,
        Role.GROUP_LEAD: THE_LEAD,
        Role.FIELD_UNIT: crew(ENGINE),
    }.get(role, By(role=role))


def the_scene() -> Day:
    """A fire led by the security group with its engine sent, and something else beside."""
    day = a_day()
    day.report(FIRE)
    day.send(ENGINE, ONE)
    day.report(ILLNESS)
    return day


SCENE: Final = the_scene()


def why_not(day: Day, action: a.Action, by: By) -> str | None:
    refused = may(action, by, documents=day.board.documents, plan=PLAN)
    assert refused is None or isinstance(refused, NotAllowed)
    return None if refused is None else refused.why


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_ask_for_what_its_work_needs_and_no_more(role: Role) -> None:
    allowed = {
        name for name, action in ACTIONS.items() if why_not(SCENE, action, somebody(role)) is None
    }

    assert allowed == {name for name, letters in MAY.items() if LETTERS[role] in letters}


@pytest.mark.parametrize("role", list(Role))
def test_what_a_role_may_never_ask_is_refused_for_its_role(role: Role) -> None:
    never = {
        name for name, action in ACTIONS.items() if why_not(SCENE, action, somebody(role)) == "role"
    }

    of_its_own = {"acknowledge_notice", "mark_notice_seen"} if role is Role.FIELD_UNIT else set()
    assert never == {name for name in MAY if LETTERS[role] not in MAY[name]} - of_its_own


def test_the_table_of_this_test_is_about_every_action() -> None:
    assert set(MAY) == set(ACTIONS)


# ---- units


@pytest.mark.parametrize(
    "action",
    [
        a.Acknowledge(incident=ONE, unit=AMBULANCE_1),
        a.ClearUnit(incident=ONE, unit=AMBULANCE_1),
        a.SetUnitState(unit=AMBULANCE_1, state=UnitState.UNAVAILABLE),
    ],
    ids=lambda action: class_name(type(action)),
)
def test_a_unit_speaks_for_itself_only(action: a.Action) -> None:
    assert why_not(SCENE, action, crew(ENGINE)) == "own_unit"


@pytest.mark.parametrize("name", ["add_note", "tick_step", "change_location", "control_incident"])
def test_a_unit_has_a_say_only_where_it_was_sent(name: str) -> None:
    assert why_not(SCENE, ACTIONS[name], crew(AMBULANCE_1)) == "own_incident"


def test_whoever_reported_it_may_say_later_what_the_first_report_lacked() -> None:
    day = a_day()
    day.report(FIRE, crew(AMBULANCE_1))

    for name in ("add_note", "change_location"):
        assert why_not(day, ACTIONS[name], crew(AMBULANCE_1)) is None
        assert why_not(day, ACTIONS[name], crew(ENGINE)) == "own_incident"
    for name in ("tick_step", "control_incident"):
        assert why_not(day, ACTIONS[name], crew(AMBULANCE_1)) == "own_incident"


def test_a_unit_answers_its_own_notices_only() -> None:
    of_the_unit = a.AcknowledgeNotice(notice=UNITS_NOTICE)

    assert why_not(SCENE, of_the_unit, crew(ENGINE)) is None
    assert why_not(SCENE, of_the_unit, crew(AMBULANCE_1)) == "own_notice"
    assert why_not(SCENE, a.AcknowledgeNotice(notice=LEADS_NOTICE), crew(ENGINE)) == "own_notice"


@pytest.mark.parametrize("notice", [LEADS_NOTICE, UNITS_NOTICE])
@pytest.mark.parametrize("role", [Role.FIELD_UNIT, Role.GROUP_LEAD])
def test_a_session_that_stands_for_nobody_answers_no_notice(role: Role, notice: NoticeId) -> None:
    """Nothing equals nothing: a notice to a person has no unit, and the other way round."""
    assert why_not(SCENE, a.AcknowledgeNotice(notice=notice), By(role=role)) == "own_notice"


def test_what_does_not_exist_is_left_to_the_refusal_that_says_so() -> None:
    nowhere = IncidentNumber(99)

    assert why_not(SCENE, a.AddNote(incident=nowhere, text=REASON), crew(ENGINE)) is None
    assert why_not(SCENE, a.AcknowledgeNotice(notice=NoticeId("n9-9")), crew(ENGINE)) is None
    assert why_not(SCENE, a.ResolveIncident(incident=nowhere), THE_LEAD) is None


# ---- group leads


@pytest.mark.parametrize(
    "name",
    ["confirm_incident", "change_severity", "withdraw_unit", "resolve_incident", "escalate"],
)
def test_a_lead_decides_on_incidents_of_their_own_group(name: str) -> None:
    another = lead_of(TRAFFIC, LEAD)

    assert why_not(SCENE, ACTIONS[name], another) == "own_group"


def test_a_note_helps_whoever_leads() -> None:
    assert why_not(SCENE, ACTIONS["add_note"], lead_of(TRAFFIC, LEAD)) is None


def test_a_lead_sends_units_of_their_own_group_to_any_incident() -> None:
    to_the_other = a.AssignUnit(incident=TWO, unit=ENGINE)

    assert why_not(SCENE, to_the_other, THE_LEAD) is None
    assert why_not(SCENE, a.AssignUnit(incident=ONE, unit=AMBULANCE_1), THE_LEAD) == "own_group"


def test_a_lead_answers_notices_to_themselves_only() -> None:
    colleague = lead_of(SECURITY, CHIEF)

    assert why_not(SCENE, a.AcknowledgeNotice(notice=LEADS_NOTICE), colleague) == "own_notice"


# ---- the commander. Source: A8.2


@pytest.mark.parametrize("name", ["activate_plan", "end_activation", "decide_request"])
def test_only_the_commander_in_person_activates_and_approves(name: str) -> None:
    deputy = By(role=Role.COMMANDER, person=CHIEF)
    nobody = By(role=Role.COMMANDER)

    assert why_not(SCENE, ACTIONS[name], THE_COMMANDER) is None
    assert why_not(SCENE, ACTIONS[name], deputy) == "commander"
    assert why_not(SCENE, ACTIONS[name], nobody) == "commander"


def test_who_acts_for_the_commander_may_and_the_absent_one_may_not() -> None:
    day = the_scene()
    day.ask(a.MarkAbsent(person=COMMANDER, acting=OFFICER))

    assert why_not(day, a.ActivatePlan(), By(role=Role.COMMANDER, person=OFFICER)) is None
    assert why_not(day, a.ActivatePlan(), By(role=Role.COMMANDER, person=CHIEF)) == "commander"
    assert why_not(day, a.ActivatePlan(), THE_COMMANDER) == "commander"


def test_without_a_named_one_the_succession_acts() -> None:
    day = the_scene()
    day.ask(a.MarkAbsent(person=COMMANDER))

    assert why_not(day, a.ActivatePlan(), By(role=Role.COMMANDER, person=CHIEF)) is None


# ---- what a refusal says


def test_authority_is_asked_before_anything_that_would_tell_more() -> None:
    """Whoever may not close incidents doesn't learn from the refusal whether one exists."""
    exists = SCENE.refuses(a.CloseIncident(incident=ONE), crew(ENGINE))
    does_not = SCENE.refuses(a.CloseIncident(incident=IncidentNumber(99)), crew(ENGINE))

    assert exists == does_not
    assert isinstance(exists, NotAllowed)


@pytest.mark.parametrize(
    "why", ["role", "own_unit", "own_group", "own_incident", "own_notice", "commander"]
)
def test_every_reason_has_words_in_both_languages(why: str) -> None:
    words = NotAllowed(role="x", action="y", why=why).words

    assert words.zh
    assert words.en
