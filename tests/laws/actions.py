"""Any action at all, from ids that exist, once existed or never did, and anybody to ask for it."""

from typing import Final, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from command.domain import actions as a
from command.domain.directive import DirectiveKind
from command.domain.event import EventTime
from command.domain.identifiers import (
    Addressee,
    AgencyId,
    AssignmentId,
    CircumstanceId,
    Count,
    DeadlineId,
    DirectiveId,
    DutyId,
    GoId,
    GroupId,
    IncidentNumber,
    Instant,
    MeasureId,
    Micro,
    MobilisationId,
    NoticeId,
    PersonId,
    PostId,
    RecipientId,
    RequestId,
    RequisitionId,
    Seconds,
    Seq,
    SitrepId,
    StepId,
    SupplyId,
    TypeId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.incident import By
from command.domain.preparing import planned_duties
from command.domain.request import Level
from command.domain.scene import MeasureKind
from command.domain.sitrep import Part
from command.domain.states import Decision, Injured, NoticeStatus, Phase, Severity, UnitState
from tests.cast import (
    ADMIN,
    AMBULANCE_1,
    CHIEF,
    CIRCUMSTANCES,
    CITY,
    COMMAND,
    COMMANDER,
    CORDON,
    CRUSH,
    DISPATCHER,
    ENGINE,
    FIRE,
    GATE,
    HEALTH,
    ILLNESS,
    LEAD,
    LONE_LEAD,
    OFFICE,
    OFFICER,
    OPENED_AT,
    PATROL,
    PLAN,
    POLICE_AGENCY,
    POWER,
    PRESS,
    RELIEF,
    RESCUE,
    RUMOUR,
    SCENE,
    SECURITY,
    STRETCHER,
    TEMPLE,
    THE_COMMANDER,
    THE_LEAD,
    THE_MACHINE,
    THE_WATCH,
    THE_WORKER,
    TRAFFIC,
    crew,
)
from tests.cast_ready import BINS, CLOSED, FILED, READY_PLAN

T = TypeVar("T")

_KINDS: Final = ("dispatch", "acknowledge", "on_scene", "control", "answer")


def _some(*known: T) -> SearchStrategy[T]:
    return st.sampled_from(known)


def _maybe(some: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.none() | some


numbers = st.builds(IncidentNumber, st.integers(1, 5))
units = _some(ENGINE, PATROL, AMBULANCE_1, UnitId("nobody"))
people = _some(LEAD, CHIEF, OFFICER, COMMANDER, LONE_LEAD, PersonId("nobody"))
circumstances = _some(*CIRCUMSTANCES, CircumstanceId("nothing"))
zones = _some(GATE, TEMPLE, ZoneId("nowhere"))
groups = _some(SECURITY, RELIEF, TRAFFIC, PRESS, GroupId("nobody"))
agencies = _some(POLICE_AGENCY, HEALTH, AgencyId("nobody"))
duties = _some(BINS, CLOSED, FILED, DutyId("nothing"))
words = st.builds(lambda n: Words(f"w:{n}"), st.integers(0, 99))
assignments = st.builds(lambda i, n: AssignmentId(f"{i}-{n}"), st.integers(1, 5), st.integers(1, 4))
notices = st.builds(lambda s, n: NoticeId(f"n{s}-{n}"), st.integers(2, 40), st.integers(1, 2))
seqs = st.builds(Seq, st.integers(1, 40))
deadlines = st.builds(
    lambda i, o, kind, which: DeadlineId(f"{i}.{o}.{kind}{which}"),
    st.integers(1, 5),
    st.integers(1, 2),
    _some(*_KINDS),
    _some("", ".0", ".1", ".1-1", ".2-1"),
) | st.builds(
    DeadlineId,
    st.text(max_size=8)
    | _some("muster.a2.engine-1", "muster.a3.nobody", "muster.a2", "request.q4.answer")
    | _some("requisition.r3.hand_over", "requisition.r3.back", "mobilisation.m3.answer")
    | _some("duty.bins.lead", "duty.gate-closed.due"),
)
requisitions = st.builds(lambda n: RequisitionId(f"r{n}"), st.integers(2, 20))
mobilisations = st.builds(lambda n: MobilisationId(f"m{n}"), st.integers(2, 20))
directives = st.builds(lambda n: DirectiveId(f"d{n}"), st.integers(2, 12))
addressees = st.builds(
    Addressee, _some(f"unit/{ENGINE}", "unit/nobody", "group/press", f"post/{OFFICE}")
)
sitreps = st.builds(lambda n, k: SitrepId(f"s{n}-{k}"), st.integers(1, 3), st.integers(1, 2))
seconds = st.builds(Seconds, st.integers(1, 200))
requests = st.builds(lambda n: RequestId(f"q{n}"), st.integers(2, 20))
measures = st.builds(lambda n: MeasureId(f"t{n}"), st.integers(2, 20))
posts = _some(SCENE, OFFICE, COMMAND, PostId("nobodys"))
positions = st.just((Micro(390_000_000), Micro(1_063_000_000)))
times = st.builds(
    EventTime,
    event_at=st.just(Instant(OPENED_AT)),
    real_at=st.just(Instant(OPENED_AT)),
    rate=st.integers(-1, 700),
)

ANY_ACTION: Final[SearchStrategy[a.Action]] = st.one_of(
    st.builds(a.RecordRecovery, epoch=st.just("e"), cut_bytes=st.just(1), cut_sha256=st.just("0")),
    st.builds(a.SetEventTime, time=times),
    st.builds(
        a.AdoptPlan,
        plan=st.sampled_from([PLAN.id, PLAN.id, "another"]),
        plan_digest=st.sampled_from([PLAN.digest, "e" * 64, "f" * 64]),
        from_digest=_maybe(st.sampled_from([PLAN.digest, "e" * 64])),
        new_units=st.lists(units, max_size=2, unique=True).map(tuple),
        without_units=st.lists(units, max_size=1).map(tuple),
        duties=st.lists(_some(*planned_duties(READY_PLAN)), max_size=2).map(tuple),
        without_duties=st.lists(duties, max_size=1).map(tuple),
        without_types=st.lists(_some(FIRE, CRUSH), max_size=1).map(tuple),
    ),
    st.builds(a.ChangePhase, phase=_some(*Phase)),
    st.builds(a.ActivatePlan, reason=_maybe(words)),
    st.builds(a.EndActivation, reason=_maybe(words)),
    st.builds(a.MarkAbsent, person=people, acting=_maybe(people)),
    st.builds(a.MarkPresent, person=people),
    st.builds(
        a.Report,
        incident_type=_some(FIRE, CRUSH, ILLNESS, RUMOUR, TypeId("nothing")),
        zone=_maybe(zones),
        place=_maybe(words),
        position=_maybe(positions),
        what=_maybe(words),
        injured=_some(*Injured),
        severity=_maybe(_some(*Severity)),
        reporter=_maybe(words),
        involves=st.lists(circumstances, max_size=2).map(tuple),
        rules_out=st.lists(circumstances, max_size=1).map(tuple),
    ),
    st.builds(
        a.ChangeCircumstances,
        incident=numbers,
        injured=_maybe(_some(*Injured)),
        involves=st.lists(circumstances, max_size=2).map(tuple),
        rules_out=st.lists(circumstances, max_size=1).map(tuple),
    ),
    st.builds(
        a.OverruleRoute,
        incident=numbers,
        reason=words,
        lead=_maybe(groups),
        add_groups=st.lists(groups, max_size=2).map(tuple),
        drop_groups=st.lists(groups, max_size=1).map(tuple),
        add_support=st.lists(agencies, max_size=2).map(tuple),
        drop_support=st.lists(agencies, max_size=1).map(tuple),
    ),
    st.builds(a.ConfirmIncident, incident=numbers),
    st.builds(a.MergeIncident, incident=numbers, into=numbers),
    st.builds(a.DismissIncident, incident=numbers, reason=words),
    st.builds(a.ChangeSeverity, incident=numbers, severity=_some(*Severity), reason=_maybe(words)),
    st.builds(
        a.ChangeLocation,
        incident=numbers,
        zone=_maybe(zones),
        place=_maybe(words),
        position=_maybe(positions),
    ),
    st.builds(a.AssignUnit, incident=numbers, unit=units, busy=_some("refuse", "divert", "add")),
    st.builds(a.WithdrawUnit, incident=numbers, assignment=assignments, reason=_maybe(words)),
    st.builds(a.Acknowledge, incident=numbers, unit=units),
    st.builds(a.GoEnRoute, incident=numbers, unit=units),
    st.builds(a.ArriveOnScene, incident=numbers, unit=units),
    st.builds(a.ClearUnit, incident=numbers, unit=units),
    st.builds(a.AddNote, incident=numbers, text=words),
    st.builds(a.TickStep, incident=numbers, step=_some(RESCUE, CORDON, StepId("nothing"))),
    st.builds(a.ControlIncident, incident=numbers),
    st.builds(a.ResolveIncident, incident=numbers),
    st.builds(a.ReopenIncident, incident=numbers, reason=words),
    st.builds(a.CloseIncident, incident=numbers),
    st.builds(a.StrikeEntry, incident=numbers, seq=seqs, reason=words),
    st.builds(a.Escalate, incident=numbers, reason=words),
    st.builds(
        a.DecideRequest,
        incident=_maybe(numbers),
        request=_maybe(requests),
        approve=st.booleans(),
        reason=_maybe(words),
    ),
    st.builds(a.AcknowledgeNotice, notice=notices),
    st.builds(a.MarkNoticeSeen, notice=notices),
    st.builds(a.SetUnitState, unit=units, state=_some(*UnitState), zone=_maybe(zones)),
    st.builds(
        a.RequisitionSupply,
        supply=_some(STRETCHER, SupplyId("nothing")),
        quantity=st.integers(0, 9),
        incident=_maybe(numbers),
        zone=_maybe(zones),
        back_due_at=_maybe(_some(Instant(OPENED_AT), Instant(OPENED_AT + 4_000_000))),
        reason=_maybe(words),
    ),
    st.builds(a.HandOverSupply, requisition=requisitions, quantity=_maybe(st.integers(0, 9))),
    st.builds(
        a.ReturnSupply,
        requisition=requisitions,
        quantity=st.integers(0, 9),
        condition=_maybe(words),
        rest_lost=st.booleans(),
    ),
    st.builds(a.CancelRequisition, requisition=requisitions, reason=words),
    st.builds(
        a.MobiliseAgency,
        agency=_some(POWER, POLICE_AGENCY, AgencyId("nobody")),
        reason=words,
        incident=_maybe(numbers),
        zone=_maybe(zones),
    ),
    st.builds(
        a.AnswerMobilisation,
        mobilisation=mobilisations,
        coming=st.booleans(),
        arrive_due_at=_maybe(_some(Instant(OPENED_AT), Instant(OPENED_AT + 4_000_000))),
        text=_maybe(words),
    ),
    st.builds(a.MarkAgencyArrived, mobilisation=mobilisations),
    st.builds(a.ArriveAtPost, unit=units),
    st.builds(a.SetUpScene, incident=numbers, post=posts, zone=_maybe(zones), place=_maybe(words)),
    st.builds(a.TransferCommand, incident=numbers, post=posts, reason=words),
    st.builds(
        a.SetObjectives, incident=numbers, objectives=st.lists(words, max_size=12).map(tuple)
    ),
    st.builds(
        a.SetPerimeter,
        incident=numbers,
        outline=st.lists(st.tuples(st.integers(0, 1_001), st.integers(0, 3)), max_size=5).map(
            tuple
        ),
        radius_m=_maybe(st.integers(0, 500)),
    ),
    st.builds(
        a.ImposeMeasure,
        incident=numbers,
        kind=_some(*MeasureKind),
        zone=_maybe(zones),
        place=_maybe(words),
    ),
    st.builds(a.LiftMeasure, incident=numbers, measure=measures),
    st.builds(
        a.RecordCasualties,
        incident=numbers,
        verified=st.booleans(),
        dead=st.integers(0, 2),
        trapped=st.integers(0, 2),
        loss_yuan=_maybe(st.integers(0, 9)),
        text=_maybe(words),
    ),
    st.builds(a.DraftRequest, level=_some(*Level), text=words, incident=_maybe(numbers)),
    st.builds(a.ReviseRequest, request=requests, text=words),
    st.builds(a.SendRequest, request=requests),
    st.builds(a.AnswerRequest, request=requests, granted=st.booleans(), text=_maybe(words)),
    st.builds(a.ReleaseAgency, mobilisation=mobilisations, reason=_maybe(words)),
    st.builds(
        a.IssueDirective,
        directive_kind=_some(*DirectiveKind),
        text=words,
        addressees=st.lists(addressees, max_size=3).map(tuple),
        incident=_maybe(numbers),
        read_back_s=_maybe(seconds),
        done_s=_maybe(seconds),
        ordered_by=_maybe(people),
        replaces=st.none() | directives,
        reason=_maybe(words),
    ),
    st.builds(a.ReadBackDirective, directive=directives, addressee=addressees, text=_maybe(words)),
    st.builds(a.ConfirmReadBack, directive=directives, addressee=addressees),
    st.builds(a.CorrectReadBack, directive=directives, addressee=addressees, text=words),
    st.builds(a.CompleteDirective, directive=directives, addressee=addressees),
    st.builds(a.DeclineDirective, directive=directives, addressee=addressees, reason=words),
    st.builds(a.DraftSitrep, sitrep=sitreps, final=st.booleans()),
    st.builds(
        a.EditSitrep,
        sitrep=sitreps,
        account=_maybe(words),
        needs=_maybe(words),
        emptied=st.lists(st.sampled_from(Part), max_size=2).map(tuple),
    ),
    st.builds(
        a.PhoneSitrep,
        incident=numbers,
        recipients=st.lists(_some(CITY, RecipientId("nobody")), max_size=2).map(tuple),
    ),
    st.builds(a.ApproveSitrep, sitrep=sitreps, seen=seqs),
    st.builds(
        a.SendSitrep,
        sitrep=sitreps,
        number=st.integers(1, 2),
        recipients=st.lists(_some(CITY, RecipientId("nobody")), max_size=2).map(tuple),
    ),
    st.builds(a.WithdrawDirective, directive=directives, reason=words),
    st.builds(a.CheckIn, person=_maybe(people), unit=_maybe(units)),
    st.builds(a.CheckOut, person=_maybe(people), unit=_maybe(units), acting=_maybe(people)),
    st.builds(a.UpdateDuty, duty=duties, done=st.builds(Count, st.integers(0, 41))),
    st.builds(
        a.CompleteDuty, duty=duties, evidence=_maybe(words), done_at=_maybe(st.just(OPENED_AT))
    ),
    st.builds(a.ReopenDuty, duty=duties, reason=words),
    st.builds(a.RemindDuty, duty=duties),
    st.builds(
        a.DecideGo,
        decision=_some(*Decision),
        conditions=st.lists(words, max_size=2).map(tuple),
        reason=_maybe(words),
    ),
    st.builds(a.MeetCondition, go=_some(GoId("1"), GoId("7")), condition=_some(Count(1), Count(2))),
    st.builds(a.MissDeadline, deadline=deadlines),
    st.builds(
        a.RecordNoticeOutcome, notice=notices, status=_some(*NoticeStatus), channel=st.just("x")
    ),
)

_MACHINES: Final = {
    a.RecordRecovery: THE_MACHINE,
    a.SetEventTime: THE_MACHINE,
    a.AdoptPlan: THE_MACHINE,
    a.MissDeadline: THE_WATCH,
    a.RecordNoticeOutcome: THE_WORKER,
    a.ActivatePlan: THE_COMMANDER,
    a.EndActivation: THE_COMMANDER,
    a.DecideRequest: THE_COMMANDER,
    a.DecideGo: THE_COMMANDER,
}
ANYBODY: Final = _some(ADMIN, DISPATCHER, THE_COMMANDER, THE_LEAD, THE_WATCH, crew(ENGINE))


def usual_asker(action: a.Action) -> By:
    """Somebody who may ask for it, so that most examples get past the door."""
    return _MACHINES.get(type(action), DISPATCHER)
