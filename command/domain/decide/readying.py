"""Rules of preparatory duties, and of the decision whether the gates open. Source: P4, P5, A8.1."""

from typing import Final

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event
from command.domain.decide.telling import reminder
from command.domain.duty import Duty
from command.domain.facts import (
    ConditionMet,
    DutyCompleted,
    DutyReminded,
    DutyReopened,
    DutyUpdated,
    GoDecided,
)
from command.domain.go import Go
from command.domain.identifiers import DutyId
from command.domain.preparing import next_go, open_points
from command.domain.refusals import (
    ConditionsAskedFor,
    EvidenceNeeded,
    OutOfRange,
    PointsOpen,
    Refusal,
    Unknown,
    WrongDutyStatus,
)
from command.domain.states import Decision, DutyStatus

REMIND_AGAIN_MS: Final = 60_000
"""Who presses twice within this means one reminder."""


def update_duty(board: Board, action: a.UpdateDuty, moment: Moment) -> Decided:
    """So many are ready. All of them ready isn't done: done is said with its evidence."""
    duty = _find_open(board, action.duty)
    if isinstance(duty, Refusal):
        return duty
    most = duty.planned.quantity
    if not 0 <= action.done <= most:
        return OutOfRange(field="done", least=0, most=most)
    if action.done == duty.done:
        return ()
    by = moment.by
    return (DutyUpdated(duty=duty.id, done=action.done, person=by.person, unit=by.unit),)


def complete_duty(board: Board, action: a.CompleteDuty, moment: Moment) -> Decided:
    """It is done, and when it needs evidence here it is. Source: P5.2."""
    duty = _find(board, action.duty)
    if isinstance(duty, Refusal):
        return duty
    if duty.status is DutyStatus.DONE:
        return ()
    if duty.status is not DutyStatus.OPEN:
        return WrongDutyStatus(duty=duty.id, status=duty.status)
    if duty.planned.needs_evidence and action.evidence is None and action.photo is None:
        return EvidenceNeeded(duty=duty.id)
    done_at = moment.occurred_at if action.done_at is None else action.done_at
    if done_at > moment.occurred_at:
        return OutOfRange(field="done_at", least=0, most=moment.occurred_at)
    return (
        DutyCompleted(
            duty=duty.id,
            done_at=done_at,
            evidence=action.evidence,
            photo=action.photo,
            person=moment.by.person,
            unit=moment.by.unit,
        ),
    )


def reopen_duty(board: Board, action: a.ReopenDuty, _: Moment) -> Decided:
    """It wasn't done after all."""
    duty = _find(board, action.duty)
    if isinstance(duty, Refusal):
        return duty
    if duty.status is DutyStatus.DROPPED:
        return WrongDutyStatus(duty=duty.id, status=duty.status)
    if duty.status is DutyStatus.OPEN:
        return ()
    return (DutyReopened(duty=duty.id, reason=action.reason),)


def remind_duty(board: Board, action: a.RemindDuty, moment: Moment) -> Decided:
    """Tell the owner, or who stands in for them, once more."""
    duty = _find_open(board, action.duty)
    if isinstance(duty, Refusal):
        return duty
    if duty.reminded_at is not None and moment.at - duty.reminded_at < REMIND_AGAIN_MS:
        return ()
    absent = find_event(board).absent
    return (DutyReminded(duty=duty.id), *reminder(moment, duty, absent))


def decide_go(board: Board, action: a.DecideGo, moment: Moment) -> Decided:
    """
    Sign whether the gates open, with what is open now. Source: P5.1, A8.1.

    What blocks forbids a plain go: the commander may still open, naming the conditions.
    """
    is_conditional = action.decision is Decision.CONDITIONAL_GO
    if is_conditional is not bool(action.conditions):
        return ConditionsAskedFor(decision=action.decision)
    points = open_points(moment.plan, board.documents, moment.at)
    blocking = tuple(f"{one.kind}/{one.of}" for one in points if one.blocks)
    if action.decision is Decision.GO and blocking:
        return PointsOpen(points=blocking)
    return (
        GoDecided(
            go=next_go(board.documents),
            decision=action.decision,
            conditions=action.conditions,
            open=points,
            person=moment.by.person,
            post=moment.by.post,
            reason=action.reason,
        ),
    )


def meet_condition(board: Board, action: a.MeetCondition, moment: Moment) -> Decided:
    """A condition of a conditional go is met."""
    go: Go | None = board.documents.others[Go].get(action.go)
    if go is None:
        return Unknown(field="go", value=action.go)
    if not 1 <= action.condition <= len(go.conditions):
        return Unknown(field="condition", value=str(action.condition))
    if go.conditions[action.condition - 1].met_at is not None:
        return ()
    return (ConditionMet(go=go.id, condition=action.condition, person=moment.by.person),)


def _find(board: Board, name: DutyId) -> Duty | Refusal:
    duty: Duty | None = board.documents.others[Duty].get(name)
    return duty or Unknown(field="duty", value=name)


def _find_open(board: Board, name: DutyId) -> Duty | Refusal:
    duty = _find(board, name)
    if isinstance(duty, Duty) and duty.status is not DutyStatus.OPEN:
        return WrongDutyStatus(duty=duty.id, status=duty.status)
    return duty
