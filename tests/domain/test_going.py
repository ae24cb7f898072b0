"""Whether the gates open: who signs, on what, and what no signature can pass over."""

import pytest

from command.domain import actions as a
from command.domain.go import Go, OpenPoint
from command.domain.identifiers import Count, GoId
from command.domain.incident import By
from command.domain.preparing import open_points, standing_go
from command.domain.refusals import (
    ConditionsAskedFor,
    GoNeeded,
    NotAllowed,
    PointsOpen,
    Unknown,
)
from command.domain.states import Decision, EventKind, Phase
from tests.build import REASON, Day
from tests.cast import (
    ADMIN,
    CHIEF,
    COMMAND,
    COMMANDER,
    DISPATCHER,
    GATE,
    LONE_LEAD,
    OFFICER,
    PRESS,
    THE_COMMANDER,
    THE_MACHINE,
)
from tests.cast_ready import BINS, CLOSED, FILED, READY_PLAN, SEEN, a_morning

GO = a.DecideGo(decision=Decision.GO)
UNDER_CONDITIONS = a.DecideGo(decision=Decision.CONDITIONAL_GO, conditions=(SEEN,))
NO_GO = a.DecideGo(decision=Decision.NO_GO, reason=REASON)
OPEN = a.ChangePhase(phase=Phase.LIVE)


def ready() -> Day:
    """Everything due is done; the press group's plan has an hour yet."""
    day = a_morning()
    day.ask(a.CompleteDuty(duty=BINS))
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN))
    return day


def points(day: Day) -> tuple[OpenPoint, ...]:
    return open_points(READY_PLAN, day.board.documents, day.at)


def test_what_is_open_is_late_duties_places_not_proved_closed_and_what_has_time_yet() -> None:
    assert points(a_morning()) == (
        OpenPoint(kind="duty", of=BINS, blocks=True),
        OpenPoint(kind="zone", of=GATE, blocks=True),
        OpenPoint(kind="duty", of=FILED, blocks=False),
    )


def test_a_group_or_post_with_nobody_is_open() -> None:
    day = ready()
    for person in (LONE_LEAD, COMMANDER, CHIEF, OFFICER):
        day.ask(a.MarkAbsent(person=person))

    found = {(one.kind, one.of) for one in points(day) if one.blocks}

    assert {("group", PRESS), ("post", COMMAND)} <= found


def test_a_go_is_signed_with_what_was_open_at_that_moment() -> None:
    day = ready()

    day.ask(GO, THE_COMMANDER)

    go = standing_go(day.board.documents)
    assert go is not None
    assert (go.decision, go.person, go.post, go.at) == (Decision.GO, COMMANDER, COMMAND, day.at)
    assert go.open == (OpenPoint(kind="duty", of=FILED, blocks=False),)


def test_no_plain_go_while_something_blocks_but_one_under_conditions() -> None:
    day = a_morning()

    assert day.refuses(GO, THE_COMMANDER) == PointsOpen(points=("duty/bins", "zone/gate"))
    day.ask(UNDER_CONDITIONS, THE_COMMANDER)


@pytest.mark.parametrize(
    "action",
    [
        a.DecideGo(decision=Decision.CONDITIONAL_GO),
        a.DecideGo(decision=Decision.GO, conditions=(SEEN,)),
        a.DecideGo(decision=Decision.NO_GO, conditions=(SEEN,)),
    ],
)
def test_a_conditional_go_and_only_that_names_conditions(action: a.DecideGo) -> None:
    refusal = ready().refuses(action, THE_COMMANDER)

    assert refusal == ConditionsAskedFor(decision=action.decision)


@pytest.mark.parametrize("by", [DISPATCHER, ADMIN])
def test_nobody_signs_but_the_commander_or_who_acts(by: By) -> None:
    assert isinstance(ready().refuses(GO, by), NotAllowed)


def test_the_gates_do_not_open_without_a_signature() -> None:
    day = ready()
    assert isinstance(day.refuses(OPEN), GoNeeded)
    day.ask(NO_GO, THE_COMMANDER)
    assert isinstance(day.refuses(OPEN), GoNeeded)

    day.ask(UNDER_CONDITIONS, THE_COMMANDER)
    day.ask(OPEN)

    assert day.event().phase is Phase.LIVE


def test_a_no_go_after_a_go_stands() -> None:
    day = ready()
    day.ask(GO, THE_COMMANDER)
    day.wait(1).ask(NO_GO, THE_COMMANDER)

    assert isinstance(day.refuses(OPEN), GoNeeded)
    assert len(day.board.documents.others[Go]) == 2


def test_a_script_on_the_machine_may_open_without_as_drills_do() -> None:
    day = a_morning(kind=EventKind.DRILL)

    day.ask(OPEN, THE_MACHINE)

    assert day.event().phase is Phase.LIVE


def test_a_condition_is_met_once() -> None:
    day = a_morning()
    day.ask(UNDER_CONDITIONS, THE_COMMANDER)
    met = a.MeetCondition(go=GoId("1"), condition=Count(1))

    day.wait(60).ask(met)

    go = standing_go(day.board.documents)
    assert go is not None
    assert go.conditions[0].met_at == day.at
    assert day.ask(met) == ()


@pytest.mark.parametrize(
    ("action", "field", "value"),
    [
        (a.MeetCondition(go=GoId("9"), condition=Count(1)), "go", "9"),
        (a.MeetCondition(go=GoId("1"), condition=Count(0)), "condition", "0"),
        (a.MeetCondition(go=GoId("1"), condition=Count(2)), "condition", "2"),
    ],
)
def test_a_condition_that_is_not_there_is_said_to_be_so(
    action: a.MeetCondition, field: str, value: str
) -> None:
    day = a_morning()
    day.ask(UNDER_CONDITIONS, THE_COMMANDER)

    assert day.refuses(action) == Unknown(field=field, value=value)
