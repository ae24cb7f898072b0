"""Rules of the event itself: opening, clock, phase, contingency plan, who is in place."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event
from command.domain.decide.mustering import muster
from command.domain.event import FASTEST, EventTime
from command.domain.facts import (
    ActivationEnded,
    DutiesOpened,
    EventOpened,
    EventTimeSet,
    LogRecovered,
    PersonAbsent,
    PersonPresent,
    PhaseChanged,
    PlanActivated,
)
from command.domain.preparing import may_open, planned_duties
from command.domain.refusals import (
    ActsForThemselves,
    EventExists,
    GoNeeded,
    LiveClock,
    Unknown,
    WrongPhase,
    WrongRate,
)
from command.domain.states import NEXT_PHASE, EventKind, Phase


def open_event(board: Board, action: a.OpenEvent, moment: Moment) -> Decided:
    """Begin a log, once, with every unit the plan promises and every duty it asks for."""
    if board.documents.event is not None:
        return EventExists()
    if action.kind is EventKind.LIVE and action.time.rate != 1:
        return LiveClock()
    if not _can_run(action.time):
        return WrongRate(rate=action.time.rate, fastest=FASTEST)
    duties = planned_duties(moment.plan)
    is_past = action.phase is not Phase.READINESS
    return (
        EventOpened(
            event=action.event,
            name=action.name,
            kind=action.kind,
            plan=action.plan,
            plan_digest=action.plan_digest,
            epoch=action.epoch,
            time=action.time,
            phase=action.phase,
            units=tuple(moment.plan.units),
        ),
        *((DutiesOpened(duties=duties, quiet=is_past),) if duties else ()),
    )


def record_recovery(_: Board, action: a.RecordRecovery, __: Moment) -> Decided:
    """Begin a new epoch after the tail was cut."""
    return (
        LogRecovered(epoch=action.epoch, cut_bytes=action.cut_bytes, cut_sha256=action.cut_sha256),
    )


def set_event_time(board: Board, action: a.SetEventTime, _: Moment) -> Decided:
    """Pause or re-rate a drill; a live event runs by the clock on the wall."""
    event = find_event(board)
    if event.kind is not EventKind.DRILL:
        return LiveClock()
    if not _can_run(action.time):
        return WrongRate(rate=action.time.rate, fastest=FASTEST)
    return () if event.time == action.time else (EventTimeSet(time=action.time),)


def _can_run(time: EventTime) -> bool:
    # Once in the log, a rate that no clock can keep would leave nobody able to tell the time.
    return 0 <= time.rate <= FASTEST


def change_phase(board: Board, action: a.ChangePhase, moment: Moment) -> Decided:
    """
    Move to the next phase, or one back. Source: P1.

    The gates open only after somebody signed for it (P5.1); a script or the command line on the
    machine itself may do without, and the log says that it was one of them. Decision 0012.
    """
    phase = find_event(board).phase
    if action.phase == phase:
        return ()
    if action.phase not in NEXT_PHASE[phase]:
        return WrongPhase(phase=phase, asked=action.phase)
    is_opening = phase is Phase.READINESS and action.phase is Phase.LIVE
    if is_opening and not moment.is_machine and not may_open(board.documents):
        return GoNeeded()
    return (PhaseChanged(phase=action.phase),)


def activate_plan(board: Board, action: a.ActivatePlan, moment: Moment) -> Decided:
    """Put the contingency plan in force, once; every unit is called to its post. A8.2, A22."""
    if find_event(board).activation is not None:
        return ()
    activated = PlanActivated(person=moment.by.person, post=moment.by.post, reason=action.reason)
    return (activated, muster(board, moment))


def end_activation(board: Board, action: a.EndActivation, _: Moment) -> Decided:
    """End the contingency plan. Source: A8.2."""
    if find_event(board).activation is None:
        return ()
    return (ActivationEnded(reason=action.reason),)


def mark_absent(board: Board, action: a.MarkAbsent, moment: Moment) -> Decided:
    """Say who is not in place, and who acts for them. Source: A26."""
    event = find_event(board)
    for field, person in (("person", action.person), ("acting", action.acting)):
        if person is not None and person not in moment.plan.people:
            return Unknown(field=field, value=person)
    if action.acting is not None and (
        action.acting == action.person or action.acting in event.absent
    ):
        return ActsForThemselves(person=action.acting)
    known = event.absent.get(action.person)
    if known is not None and known.acting == action.acting:
        return ()
    return (PersonAbsent(person=action.person, acting=action.acting),)


def mark_present(board: Board, action: a.MarkPresent, moment: Moment) -> Decided:
    """Say who is back. Source: A26."""
    if action.person not in moment.plan.people:
        return Unknown(field="person", value=action.person)
    if action.person not in find_event(board).absent:
        return ()
    return (PersonPresent(person=action.person),)
