"""A short day of reports, units, the ladder and the event itself."""

from command.domain import actions as a
from command.domain.event import EventTime
from command.domain.facts import PlanActivated
from command.domain.identifiers import AssignmentId, DeadlineId, Micro, NoticeId, Words
from command.domain.states import EventKind, Injured, NoticeStatus, Phase, Severity, UnitState
from tests.build import REASON, Day, a_day
from tests.cast import (
    ADMIN,
    AMBULANCE_1,
    ANSWER_S,
    CHIEF,
    CLERK,
    COMMAND,
    COMMANDER,
    CORDON,
    CRUSH,
    ENGINE,
    FIRE,
    GATE,
    LEAD,
    OFFICER,
    OPENED_AT,
    THE_COMMANDER,
    THE_LEAD,
    THE_MACHINE,
    THE_WATCH,
    THE_WORKER,
    crew,
)


def spine() -> Day:
    """Report, send, lose, merge, climb, ask the city, resolve, reopen, strike, close."""
    day = a_day(kind=EventKind.DRILL)
    fire = day.report(
        FIRE,
        crew(ENGINE),
        zone=GATE,
        place=Words("w:place"),
        position=(Micro(390_123_456), Micro(1_063_654_321)),
        what=Words("w:what"),
        injured=Injured.YES,
        reporter=Words("w:reporter"),
    )
    again = day.report(CRUSH)
    day.ask(a.ConfirmIncident(incident=fire), THE_LEAD)
    day.send(ENGINE, again)
    day.acknowledge(ENGINE, again)
    day.ask(a.MergeIncident(incident=again, into=fire))
    day.wait(30).send(AMBULANCE_1, fire)
    day.ask(a.ArriveOnScene(incident=fire, unit=ENGINE))
    day.ask(a.Acknowledge(incident=fire, unit=AMBULANCE_1), crew(AMBULANCE_1))
    day.ask(a.StrikeEntry(incident=fire, seq=day.board.seq, reason=REASON))
    day.ask(a.AddNote(incident=fire, text=Words("w:note")))
    day.ask(a.TickStep(incident=fire, step=CORDON))
    day.ask(a.ChangeSeverity(incident=fire, severity=Severity.EXTREME, reason=REASON))
    day.ask(a.ChangeLocation(incident=fire, place=Words("w:better")))
    day.ask(a.MarkAbsent(person=CHIEF, acting=CLERK))
    # As logs have it from before units were mustered by it.
    activated = PlanActivated(person=COMMANDER, post=COMMAND, reason=REASON)
    day.write(activated, by=THE_COMMANDER)
    day.wait_and_watch(ANSWER_S)
    day.ask(a.MarkNoticeSeen(notice=day.notice_to(LEAD).id), THE_LEAD)
    day.answer(day.notice_to(LEAD))
    outcome = a.RecordNoticeOutcome(
        notice=NoticeId("n2-1"), status=NoticeStatus.FAILED, channel="json", reason="unreachable"
    )
    day.ask(outcome, THE_WORKER)
    for _ in range(3):
        day.ask(a.Escalate(incident=fire, reason=REASON))
    day.ask(a.DecideRequest(incident=fire, approve=True, reason=REASON), THE_COMMANDER)
    day.ask(a.WithdrawUnit(incident=fire, assignment=AssignmentId("1-2"), reason=REASON))
    day.ask(a.ControlIncident(incident=fire))
    day.resolve(fire)
    day.ask(a.ReopenIncident(incident=fire, reason=REASON))
    day.wait(40_000)
    day.ask(a.MissDeadline(deadline=DeadlineId("1.2.control")), THE_WATCH)
    day.ask(a.DismissIncident(incident=fire, reason=REASON))
    last = day.report(FIRE)
    day.resolve(last)
    day.ask(a.CloseIncident(incident=last))
    day.ask(a.SetUnitState(unit=ENGINE, state=UnitState.UNAVAILABLE, zone=GATE, reason=REASON))
    day.ask(a.MarkPresent(person=CHIEF))
    day.ask(a.EndActivation(), THE_COMMANDER)
    day.ask(a.SetEventTime(time=EventTime(event_at=day.at, real_at=OPENED_AT, rate=60)), ADMIN)
    day.ask(a.ChangePhase(phase=Phase.STAND_DOWN), ADMIN)
    day.ask(a.RecordRecovery(epoch="second", cut_bytes=17, cut_sha256="0" * 64), THE_MACHINE)
    assert {COMMANDER, OFFICER} <= set(day.told(fire))
    return day
