"""The tests' plan with duties: one counted, one that closes a place, one of a lead alone."""

from dataclasses import replace
from typing import Final

from command.domain.identifiers import Clause, DutyId, Instant, Words
from command.domain.plan import DutyPlan, Plan, Readiness, Text
from command.domain.states import EventKind, Phase
from tests.build import Day, opening
from tests.cast import (
    COMMAND,
    GATE,
    HEALTH,
    LEAD,
    MEMBER,
    OFFICE,
    OPENED_AT,
    POLICE_AGENCY,
    PRESS,
    RELIEF,
    SECURITY,
    THE_MACHINE,
    WHOLE,
)

BINS: Final = DutyId("bins")
"""Forty, by a member of the relief group, due an hour before the log begins."""
CLOSED: Final = DutyId("gate-closed")
"""By the lead of the security group, ten minutes after; it proves the gate closed."""
FILED: Final = DutyId("press-plan")
"""By nobody by name, so by the press group's lead, in an hour."""

CLIMB_S: Final = 1_800
CLOSED_DUE_S: Final = 600
FILED_DUE_S: Final = 3_600
SEEN: Final = Words("w:seen")


def _text(name: str) -> Text:
    return Text(zh=name, en=name)


_BINS: Final = DutyPlan(
    id=BINS,
    name=_text(BINS),
    group=RELIEF,
    agency=HEALTH,
    owner=MEMBER,
    quantity=40,
    measure=_text("bins"),
    due_at=Instant(OPENED_AT - 3_600_000),
    needs_evidence=False,
    closes=None,
    source=(Clause("A7"),),
)
_DUTIES: Final = (
    _BINS,
    replace(
        _BINS,
        id=CLOSED,
        group=SECURITY,
        agency=POLICE_AGENCY,
        owner=LEAD,
        quantity=1,
        measure=None,
        due_at=Instant(OPENED_AT + CLOSED_DUE_S * 1_000),
        needs_evidence=True,
        closes=GATE,
    ),
    replace(
        _BINS,
        id=FILED,
        group=PRESS,
        owner=None,
        quantity=1,
        measure=None,
        due_at=Instant(OPENED_AT + FILED_DUE_S * 1_000),
    ),
)
READY_PLAN: Final[Plan] = replace(
    WHOLE,
    readiness=Readiness(
        climb=(OFFICE, COMMAND),
        climb_min=CLIMB_S // 60,
        duties={duty.id: duty for duty in _DUTIES},
    ),
)


def a_morning(phase: Phase = Phase.READINESS, kind: EventKind = EventKind.LIVE) -> Day:
    """An event just opened, with its duties, before its gates open."""
    day = Day(plan=READY_PLAN)
    day.ask(replace(opening(kind), phase=phase), THE_MACHINE)
    return day
