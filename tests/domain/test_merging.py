"""What a duplicate leaves to the incident that carries on: what is known of it, and its scene."""

from typing import Any

import pytest

from command.domain import actions as a
from command.domain.facts import (
    CasualtiesRecorded,
    CircumstancesChanged,
    Fact,
    IncidentMerged,
    IncidentRerouted,
    LocationChanged,
    SceneSetUp,
    SeverityChanged,
)
from command.domain.identifiers import IncidentNumber, MeasureId, Micro, Words
from command.domain.scene import MeasureKind, Scene, scene_id
from command.domain.states import Injured, Severity
from tests.build import Day, a_day, only, people_told
from tests.cast import (
    CHIEF,
    COMMANDER,
    CONTROL_S,
    GATE,
    NEAR_WOOD,
    OFFICE,
    OFFICER,
    PRESS,
    RELIEF,
    ROUTED,
    SCENE,
    TEMPLE,
    TRAFFIC,
    WITH_TEMPLE,
    WITH_VEHICLE,
)

SPOT = (Micro(390_000_000), Micro(1_063_000_000))
BOUNDS = ((100, 100), (200, 100), (200, 200))
FIRST, AGAIN = IncidentNumber(1), IncidentNumber(2)


def two(day: Day | None = None, *, first: Any = None, again: Any = None) -> Day:
    """The same fire reported twice."""
    day = day or a_day(ROUTED)
    day.report(**(first or {}))
    day.report(**(again or {}))
    return day


def merged(day: Day) -> tuple[Fact, ...]:
    """The second is found to be the first."""
    return day.ask(a.MergeIncident(incident=AGAIN, into=FIRST))


def scene(day: Day, of: IncidentNumber = FIRST) -> Scene:
    """The scene of an incident as it is."""
    found: Scene = day.board.documents.others[Scene][scene_id(of)]
    return found


# ---- what is known


def test_people_hurt_in_the_duplicate_are_hurt_in_the_one_that_carries_on() -> None:
    day = two(again={"injured": Injured.YES, "rules_out": (WITH_VEHICLE,)})

    facts = merged(day)

    carries_on = day.incident(FIRST)
    assert (carries_on.injured, carries_on.rules_out) == (Injured.YES, (WITH_VEHICLE,))
    assert carries_on.severity is Severity.MAJOR
    assert carries_on.targets.control_s == CONTROL_S * 2 // 3
    assert {RELIEF, PRESS} <= set(carries_on.support_groups)
    assert COMMANDER in people_told(facts)


def test_what_brings_help_in_wins_over_a_no_and_a_no_over_nothing() -> None:
    day = two(
        first={
            "injured": Injured.YES,
            "involves": (WITH_TEMPLE,),
            "rules_out": (WITH_VEHICLE,),
        },
        again={
            "injured": Injured.NO,
            "involves": (WITH_VEHICLE,),
            "rules_out": (WITH_TEMPLE, NEAR_WOOD),
        },
    )

    (known,) = only(CircumstancesChanged, merged(day))

    assert known.injured is None
    assert (known.involves, known.rules_out) == ((WITH_VEHICLE,), (NEAR_WOOD,))
    assert day.incident(FIRST).injured is Injured.YES
    assert day.incident(FIRST).advised_lead == TRAFFIC


def test_a_duplicate_that_says_nothing_new_changes_nothing_else() -> None:
    day = two(first={"zone": TEMPLE, "injured": Injured.YES}, again={"zone": GATE})

    assert [type(fact) for fact in merged(day)] == [IncidentMerged]


def test_the_place_only_the_duplicate_knows_is_kept_and_its_rules_hold() -> None:
    day = two(again={"zone": TEMPLE, "place": Words("w:steps"), "position": SPOT})

    facts = merged(day)

    carries_on = day.incident(FIRST)
    assert (carries_on.zone, carries_on.place, carries_on.position) == (TEMPLE, "w:steps", SPOT)
    assert [fact.groups for fact in only(IncidentRerouted, facts)] == [(TRAFFIC,)]


def test_a_spot_in_another_zone_is_no_place_of_this_one() -> None:
    day = two(first={"zone": GATE}, again={"zone": TEMPLE, "position": SPOT})

    assert not only(LocationChanged, merged(day))


@pytest.mark.parametrize(
    ("first", "again", "grade"),
    [
        (None, Severity.EXTREME, Severity.EXTREME),
        (None, Severity.ORDINARY, Severity.SERIOUS),
        (Severity.ORDINARY, Severity.EXTREME, Severity.ORDINARY),
    ],
    ids=["a person's graver one", "a lighter one", "a person graded both"],
)
def test_a_grade_goes_over_where_a_person_made_it_graver(
    first: Severity | None, again: Severity, grade: Severity
) -> None:
    day = two(first={"severity": first}, again={"severity": again})

    facts = merged(day)

    assert day.incident(FIRST).severity is grade
    assert bool(only(SeverityChanged, facts)) is (grade is Severity.EXTREME)


def test_nobody_is_told_anew_for_one_that_is_handled_already() -> None:
    day = two(again={"injured": Injured.YES})
    day.resolve(FIRST)

    facts = merged(day)

    assert day.incident(FIRST).injured is Injured.YES
    assert people_told(facts) == []


# ---- the scene


def test_whoever_commands_at_the_duplicate_commands_on() -> None:
    day = two()
    day.ask(a.SetUpScene(incident=AGAIN, post=OFFICE, zone=GATE, place=Words("w:tent")))
    day.ask(a.TransferCommand(incident=AGAIN, post=SCENE, reason=Words("w:r")))
    day.ask(a.SetObjectives(incident=AGAIN, objectives=(Words("w:out"),)))
    day.ask(a.SetPerimeter(incident=AGAIN, outline=BOUNDS))

    merged(day)

    held = scene(day)
    assert [(one.post, one.person) for one in held.commands] == [(SCENE, CHIEF)]
    assert (held.zone, held.place, held.objectives) == (GATE, "w:tent", ("w:out",))
    assert held.perimeter is not None
    assert held.perimeter.outline == BOUNDS


def test_a_scene_that_has_its_own_keeps_its_own() -> None:
    day = two()
    for number, post, metres in ((FIRST, OFFICE, 50), (AGAIN, SCENE, 80)):
        day.ask(a.SetUpScene(incident=number, post=post))
        day.ask(a.SetObjectives(incident=number, objectives=(Words(f"w:{number}"),)))
        day.ask(a.SetPerimeter(incident=number, radius_m=metres))

    facts = merged(day)

    assert not only(SceneSetUp, facts)
    assert [one.person for one in scene(day).commands] == [OFFICER]
    assert scene(day).objectives == ("w:1",)
    bounds = scene(day).perimeter
    assert bounds is not None
    assert bounds.radius_m == 50


def test_a_road_closed_for_the_duplicate_stays_closed_until_somebody_opens_it() -> None:
    day = two()
    for zone in (GATE, TEMPLE):
        day.ask(a.ImposeMeasure(incident=AGAIN, kind=MeasureKind.CLOSED, zone=zone))
    day.ask(a.ImposeMeasure(incident=FIRST, kind=MeasureKind.CLOSED, zone=GATE))
    closed = scene(day, AGAIN).measures[1].id

    merged(day)
    assert [one.zone for one in scene(day).measures] == [GATE, TEMPLE]

    day.ask(a.LiftMeasure(incident=AGAIN, measure=MeasureId(closed)))
    assert [one.zone for one in scene(day).measures if one.lifted_at is None] == [GATE]


def test_the_casualties_of_the_duplicate_go_over_as_they_are() -> None:
    day = two()
    day.ask(a.RecordCasualties(incident=AGAIN, verified=True, trapped=2, text=Words("w:two")))

    merged(day)

    (said,) = scene(day).casualties
    assert (said.verified, said.trapped, said.text) == (True, 2, "w:two")


def test_of_two_counts_each_higher_one_stands_and_nobody_has_verified_that() -> None:
    day = two()
    day.ask(a.RecordCasualties(incident=FIRST, verified=True, dead=1, lightly_injured=2))
    day.ask(a.RecordCasualties(incident=AGAIN, lightly_injured=5, loss_yuan=300))

    merged(day)

    last = scene(day).casualties[-1]
    assert (last.dead, last.lightly_injured, last.loss_yuan) == (1, 5, 300)
    assert not last.verified
    assert len(scene(day).casualties) == 2


def test_lower_counts_of_the_duplicate_say_nothing_new() -> None:
    day = two()
    day.ask(a.RecordCasualties(incident=FIRST, verified=True, lightly_injured=5, loss_yuan=10))
    day.ask(a.RecordCasualties(incident=AGAIN, lightly_injured=3))

    assert not only(CasualtiesRecorded, merged(day))


def test_a_duplicate_of_a_duplicate_leaves_its_scene_to_the_one_that_carries_on() -> None:
    day = two()
    third = day.report()
    merged(day)
    day.ask(a.SetUpScene(incident=third, post=SCENE))

    day.ask(a.MergeIncident(incident=third, into=AGAIN))

    assert [one.person for one in scene(day).commands] == [CHIEF]
