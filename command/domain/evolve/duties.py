"""Folds of preparatory duties, and of the decision whether the gates open."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold, of_kind
from command.domain.duty import Duty, PlannedDuty
from command.domain.facts import (
    ConditionMet,
    DutiesDropped,
    DutiesOpened,
    DutyCompleted,
    DutyReminded,
    DutyReopened,
    DutyUpdated,
    Entry,
    GoDecided,
)
from command.domain.go import Condition, Go
from command.domain.states import DutyStatus


def opened(documents: Documents, fact: DutiesOpened, entry: Entry) -> tuple[Document, ...]:
    """New duties, and known ones as the plan asks for them now."""
    known = documents.others[Duty]
    return tuple(
        _asked_otherwise(known[planned.id], planned, entry)
        if planned.id in known
        else Duty(
            id=planned.id,
            v=entry.seq,
            planned=planned,
            status=DutyStatus.OPEN,
            opened_at=entry.at,
            quiet=fact.quiet,
        )
        for planned in fact.duties
    )


def _asked_otherwise(duty: Duty, planned: PlannedDuty, entry: Entry) -> Duty:
    """What is done stays done, unless more is asked for now; another due time has fresh clocks."""
    if duty.status is DutyStatus.DONE and planned.quantity <= duty.done:
        return changed(duty, v=entry.seq, planned=planned)
    return changed(
        duty,
        v=entry.seq,
        planned=planned,
        status=DutyStatus.OPEN,
        done=min(duty.done, planned.quantity),
        done_at=None,
        quiet=False,
        opened_at=entry.at,
        opening=duty.opening + 1,
        missed=(),
    )


def dropped(documents: Documents, fact: DutiesDropped, entry: Entry) -> tuple[Document, ...]:
    """Nobody has to do what the plan doesn't ask for; what is done stays."""
    known = documents.others[Duty]
    found = [known[name] for name in fact.duties if name in known]
    return tuple(
        changed(duty, v=entry.seq, status=DutyStatus.DROPPED, missed=())
        for duty in found
        if duty.status is DutyStatus.OPEN
    )


def updated(duty: Duty, fact: DutyUpdated, entry: Entry) -> Duty:
    """So many are ready, as this one says."""
    return changed(duty, v=entry.seq, done=fact.done, said_by=fact.person, said_unit=fact.unit)


def completed(duty: Duty, fact: DutyCompleted, entry: Entry) -> Duty:
    """Done: nothing is waited for any more."""
    return changed(
        duty,
        v=entry.seq,
        status=DutyStatus.DONE,
        done=duty.planned.quantity,
        done_at=fact.done_at,
        evidence=fact.evidence,
        photo=fact.photo,
        said_by=fact.person,
        said_unit=fact.unit,
        reason=None,
        missed=(),
    )


def reopened(duty: Duty, fact: DutyReopened, entry: Entry) -> Duty:
    """Open again, with fresh clocks; the evidence shown wrong is no evidence."""
    return changed(
        duty,
        v=entry.seq,
        status=DutyStatus.OPEN,
        done=0,
        done_at=None,
        evidence=None,
        photo=None,
        reason=fact.reason,
        quiet=False,
        opened_at=entry.at,
        opening=duty.opening + 1,
        missed=(),
    )


def reminded(duty: Duty, _: DutyReminded, entry: Entry) -> Duty:
    """The owner was told again."""
    return changed(duty, v=entry.seq, reminded_at=entry.at)


def decided(_: Documents, fact: GoDecided, entry: Entry) -> tuple[Document, ...]:
    """A decision signed; earlier ones stay, as history."""
    return (
        Go(
            id=fact.go,
            v=entry.seq,
            decision=fact.decision,
            at=entry.at,
            person=fact.person,
            post=fact.post,
            conditions=tuple(Condition(text=text) for text in fact.conditions),
            open=fact.open,
            reason=fact.reason,
        ),
    )


def met(go: Go, fact: ConditionMet, entry: Entry) -> Go:
    """One condition less."""
    return changed(
        go,
        v=entry.seq,
        conditions=tuple(
            changed(one, met_at=entry.occurred_at, met_by=fact.person)
            if place == fact.condition
            else one
            for place, one in enumerate(go.conditions, start=1)
        ),
    )


DUTY_FACTS: Final[Mapping[type, Fold]] = {
    DutiesOpened: opened,
    DutiesDropped: dropped,
    DutyUpdated: of_kind(Duty, "duty", updated),
    DutyCompleted: of_kind(Duty, "duty", completed),
    DutyReopened: of_kind(Duty, "duty", reopened),
    DutyReminded: of_kind(Duty, "duty", reminded),
    GoDecided: decided,
    ConditionMet: of_kind(Go, "go", met),
}
