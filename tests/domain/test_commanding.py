"""The scene: who commands, what for, within which bounds, and what is lost. A10.3, A12–A14."""

from typing import Any

import pytest

from command.domain import actions as a
from command.domain.actions import Action
from command.domain.authority import Role
from command.domain.identifiers import (
    AssignmentId,
    IncidentNumber,
    MeasureId,
    PostId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.refusals import (
    NobodyInPlace,
    NoScene,
    NotAllowed,
    NotAnOutline,
    NothingSaid,
    NotNow,
    StillInUse,
    TooFew,
    TooMany,
    Unknown,
    WrongStatus,
)
from command.domain.scene import MeasureKind, Scene, scene_id
from command.domain.views import View, project
from command.store.chain import link
from command.wire.entries import read_entry, write_entry
from tests.build import REASON, Day, a_day
from tests.cast import (
    CHIEF,
    CLERK,
    ENGINE,
    FIRE,
    GATE,
    OFFICE,
    OFFICER,
    PATROL,
    PLAN,
    PRESS,
    SCENE,
    TEMPLE,
    THE_MACHINE,
    crew,
    lead_of,
)

ONE = IncidentNumber(1)


def a_fire() -> Day:
    """A fire in the temple, and nothing decided yet."""
    day = a_day()
    day.report(FIRE, zone=TEMPLE)
    return day


def commanded() -> Day:
    """The same with a headquarters under the scene commander."""
    day = a_fire()
    day.ask(a.SetUpScene(incident=ONE, post=SCENE, zone=GATE))
    return day


def scene(day: Day) -> Scene:
    """The scene of the fire as it is."""
    found: Scene = day.board.documents.others[Scene][scene_id(ONE)]
    return found


# ---- who commands


def test_whoever_stands_on_the_post_commands() -> None:
    day = commanded()

    assert [(one.post, one.person) for one in scene(day).commands] == [(SCENE, CHIEF)]
    assert scene(day).zone == GATE


def test_who_acts_for_an_absent_holder_commands() -> None:
    day = a_fire()
    day.ask(a.MarkAbsent(person=CHIEF, acting=CLERK))

    day.ask(a.SetUpScene(incident=ONE, post=SCENE))

    assert scene(day).commands[-1].person == CLERK


def test_the_command_passes_with_a_reason_and_every_holder_is_kept() -> None:
    day = commanded()

    day.ask(a.TransferCommand(incident=ONE, post=OFFICE, reason=REASON))

    assert [(one.person, one.reason) for one in scene(day).commands] == [
        (CHIEF, None),
        (OFFICER, REASON),
    ]
    assert day.ask(a.TransferCommand(incident=ONE, post=OFFICE, reason=REASON)) == ()


def test_a_headquarters_is_set_up_once() -> None:
    day = commanded()

    assert day.ask(a.SetUpScene(incident=ONE, post=SCENE)) == ()
    assert day.refuses(a.SetUpScene(incident=ONE, post=OFFICE)) == NotNow(
        field="incident", value="1", status="set_up"
    )


def test_no_command_passes_where_nobody_has_it() -> None:
    transfer = a.TransferCommand(incident=ONE, post=SCENE, reason=REASON)

    assert a_fire().refuses(transfer) == NoScene(incident=ONE)


def test_nobody_commands_from_a_post_where_nobody_stands() -> None:
    day = a_fire()
    day.ask(a.MarkAbsent(person=CHIEF))
    day.ask(a.MarkAbsent(person=OFFICER))

    assert day.refuses(a.SetUpScene(incident=ONE, post=SCENE)) == NobodyInPlace(
        field="post", value=SCENE
    )


# ---- objectives, bounds, traffic


def test_objectives_are_said_as_a_whole_each_time() -> None:
    day = a_fire()
    first, second = Words("w:1"), Words("w:2")
    day.ask(a.SetObjectives(incident=ONE, objectives=(first, second)))
    day.ask(a.SetObjectives(incident=ONE, objectives=(second,)))

    assert scene(day).objectives == (second,)


def test_the_bounds_are_an_outline_or_metres_and_can_be_taken_away() -> None:
    day = a_fire()
    corner = ((10, 10), (20, 10), (15, 30))
    day.ask(a.SetPerimeter(incident=ONE, outline=corner))
    bounds = scene(day).perimeter
    assert bounds is not None
    assert bounds.outline == corner

    day.ask(a.SetPerimeter(incident=ONE, radius_m=200))
    assert day.ask(a.SetPerimeter(incident=ONE, radius_m=200)) == ()
    day.ask(a.SetPerimeter(incident=ONE))
    assert scene(day).perimeter is None


def test_a_road_is_closed_and_opened_again_even_after_the_incident() -> None:
    day = a_fire()
    day.ask(a.ImposeMeasure(incident=ONE, kind=MeasureKind.CLOSED, zone=GATE))
    measure = MeasureId(f"t{day.board.seq}")
    day.resolve(ONE)
    day.ask(a.CloseIncident(incident=ONE))

    day.ask(a.LiftMeasure(incident=ONE, measure=measure))

    assert [one.lifted_at for one in scene(day).measures] == [day.at]
    assert day.ask(a.LiftMeasure(incident=ONE, measure=measure)) == ()


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (a.SetUpScene(incident=ONE, post=PostId("king")), Unknown(field="post", value="king")),
        (
            a.SetUpScene(incident=ONE, post=SCENE, zone=ZoneId("moon")),
            Unknown(field="zone", value="moon"),
        ),
        (
            a.SetObjectives(incident=ONE, objectives=()),
            TooFew(field="objectives", asked=0, least=1),
        ),
        (
            a.SetObjectives(incident=ONE, objectives=(REASON,) * 11),
            TooMany(field="objectives", asked=11, left=10),
        ),
        (
            a.SetPerimeter(incident=ONE, outline=((1, 1), (2, 2), (1, 1))),
            NotAnOutline(field="outline", most=40, side=1000),
        ),
        (
            a.SetPerimeter(incident=ONE, outline=((1, 1), (2, 2), (1, 1001))),
            NotAnOutline(field="outline", most=40, side=1000),
        ),
        (
            a.ImposeMeasure(incident=ONE, kind=MeasureKind.CLOSED),
            NothingSaid(fields=("zone", "place")),
        ),
        (
            a.LiftMeasure(incident=ONE, measure=MeasureId("t9")),
            Unknown(field="measure", value="t9"),
        ),
        (
            a.RecordCasualties(incident=IncidentNumber(7), dead=1),
            Unknown(field="incident", value="7"),
        ),
    ],
)
def test_a_refusal_names_the_field(asked: Action, refusal: object) -> None:
    assert a_fire().refuses(asked) == refusal


def test_nothing_is_decided_at_a_scene_that_is_over() -> None:
    day = a_fire()
    day.resolve(ONE)
    day.ask(a.CloseIncident(incident=ONE))

    for asked in (
        a.SetUpScene(incident=ONE, post=SCENE),
        a.SetObjectives(incident=ONE, objectives=(REASON,)),
        a.SetPerimeter(incident=ONE, radius_m=9),
        a.ImposeMeasure(incident=ONE, kind=MeasureKind.ONE_WAY, zone=GATE),
    ):
        assert isinstance(day.refuses(asked), WrongStatus)


# ---- casualties and loss


def count(day: Day, **said: Any) -> None:
    day.ask(a.RecordCasualties(incident=ONE, **said))


def test_the_newest_revision_says_how_it_stands_and_all_are_kept() -> None:
    day = a_fire()
    count(day, lightly_injured=3, trapped=2)
    count(day, lightly_injured=5, verified=True)

    assert [(one.lightly_injured, one.trapped, one.verified) for one in scene(day).casualties] == [
        (3, 2, False),
        (5, 0, True),
    ]


def test_saying_the_same_again_changes_nothing_but_verifying_it_does() -> None:
    day = a_fire()
    count(day, dead=1)

    assert day.ask(a.RecordCasualties(incident=ONE, dead=1)) == ()
    assert day.ask(a.RecordCasualties(incident=ONE, dead=1, verified=True))


def test_papers_come_late_and_count_all_the_same() -> None:
    day = a_fire()
    day.resolve(ONE)
    day.ask(a.CloseIncident(incident=ONE))

    count(day, loss_yuan=120_000, verified=True)

    assert scene(day).casualties[-1].loss_yuan == 120_000


def test_a_unit_reports_from_its_incident_and_verifies_nothing() -> None:
    day = a_fire()
    day.send(ENGINE, ONE)

    assert day.ask(a.RecordCasualties(incident=ONE, trapped=1), crew(ENGINE))
    refusal = day.refuses(a.RecordCasualties(incident=ONE, verified=True), crew(ENGINE))
    assert isinstance(refusal, NotAllowed)
    assert refusal.why == "verified"


def test_a_merged_incident_speaks_for_the_one_that_carries_on() -> None:
    day = a_fire()
    again = day.report(FIRE)
    day.ask(a.MergeIncident(incident=again, into=ONE))

    day.ask(a.RecordCasualties(incident=again, trapped=1))

    assert scene(day).casualties[-1].trapped == 1


def test_a_changed_plan_cannot_lose_who_commands_at_a_scene() -> None:
    day = commanded()
    without = a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64, without_zones=(GATE,))

    assert day.refuses(without, THE_MACHINE) == StillInUse(names=(GATE,))


def test_a_scene_is_the_same_read_from_the_log_again() -> None:
    day = commanded()
    count(day, dead=1)
    day.ask(a.SetPerimeter(incident=ONE, outline=((1, 1), (2, 1), (2, 2))))
    again = Day()
    for entry in day.entries:
        stored = write_entry(entry)
        again.board.fold(read_entry(stored), link(again.board.hash, stored))

    assert scene(again) == scene(day)


# ---- who sees it, and who decides there


def seen_by_unit(day: Day, unit: UnitId) -> dict[str, Any] | None:
    """The scene as the phone of a unit gets it."""
    view = View(role=Role.FIELD_UNIT, unit=unit)
    return project(view, scene(day), texts=str)


def test_who_is_sent_sees_the_scene_from_then_and_nobody_else_does() -> None:
    day = commanded()
    day.ask(a.SetObjectives(incident=ONE, objectives=(Words("w:first"),)))
    assert seen_by_unit(day, ENGINE) is None

    day.ask(a.AssignUnit(incident=ONE, unit=ENGINE))

    shown = seen_by_unit(day, ENGINE)
    assert shown is not None
    assert shown["objectives"] == ["w:first"]
    assert scene(day).v == day.board.seq
    assert seen_by_unit(day, PATROL) is None


def test_who_was_sent_before_the_scene_began_sees_it() -> None:
    day = a_fire()
    day.ask(a.AssignUnit(incident=ONE, unit=ENGINE))
    day.ask(a.SetUpScene(incident=ONE, post=SCENE))

    assert seen_by_unit(day, ENGINE) is not None


def test_who_is_taken_off_sees_no_more_of_the_scene() -> None:
    day = commanded()
    day.ask(a.AssignUnit(incident=ONE, unit=ENGINE))
    day.ask(a.WithdrawUnit(incident=ONE, assignment=AssignmentId("1-1"), reason=REASON))

    assert scene(day).units == ()
    assert seen_by_unit(day, ENGINE) is None


@pytest.mark.parametrize(
    "decided",
    [
        a.SetObjectives(incident=ONE, objectives=(Words("w:first"),)),
        a.SetPerimeter(incident=ONE, radius_m=80),
        a.ImposeMeasure(incident=ONE, kind=MeasureKind.CLOSED, zone=GATE),
        a.RecordCasualties(incident=ONE, lightly_injured=1, verified=True),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_lead_who_commands_at_a_scene_decides_there_whichever_group_leads(
    decided: Action,
) -> None:
    chief, other = lead_of(PRESS, CHIEF), lead_of(PRESS, CLERK)
    day = commanded()
    assert day.board.documents.incidents[ONE].lead != PRESS

    assert isinstance(day.refuses(decided, by=other), NotAllowed)
    assert isinstance(day.refuses(a.ResolveIncident(incident=ONE), by=chief), NotAllowed)
    assert day.ask(decided, by=chief) != ()


def test_who_passed_the_command_on_decides_there_no_more() -> None:
    day = commanded()
    day.ask(a.TransferCommand(incident=ONE, post=OFFICE, reason=REASON))

    refused = day.refuses(a.SetPerimeter(incident=ONE, radius_m=80), by=lead_of(PRESS, CHIEF))

    assert isinstance(refused, NotAllowed)
