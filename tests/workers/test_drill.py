"""The player: a script happens once, however often it is started, and never in earnest."""

from dataclasses import replace

import pytest

from command.domain import actions as a
from command.domain.facts import IncidentReported, NoteAdded, UnitAssigned, UnitProgressed
from command.domain.identifiers import GroupId, PersonId, UnitId
from command.domain.plan import Text
from command.domain.states import EventKind, Injured, UnitState
from command.plan_files import Drill, Inject
from tests.cast import OPENED_AT, PATROL
from tests.valkey import Valkey
from tests.workers.stage import Stage
from workers.drill import NotADrill, Player


def inject(
    after_s: int, action: dict[str, object], *, ref: str | None = None, unit: UnitId | None = None
) -> Inject:
    """One thing that happens, done by a dispatcher or a unit."""
    return Inject(
        after_s=after_s,
        role="dispatcher" if unit is None else "field_unit",
        unit=unit,
        post=None,
        person=PersonId("clerk-wen") if unit is None else None,
        group=None,
        ref=ref,
        action=action,
    )


SCRIPT = Drill(
    id="small",
    name=Text(zh="小演练", en="Small drill"),
    starts_at=OPENED_AT,
    rate=10,
    phone=PATROL,
    lead=GroupId("safety"),
    injects=(
        inject(10, {"type": "report", "incident_type": "fire", "injured": "yes"}, ref="fire-1"),
        inject(20, {"type": "assign_unit", "incident": "fire-1", "unit": PATROL}),
        inject(30, {"type": "acknowledge", "incident": "fire-1", "unit": PATROL}, unit=PATROL),
        inject(40, {"type": "add_note", "incident": "fire-1", "text": {"zh": "好", "en": "ok"}}),
    ),
)


@pytest.fixture
def drill_stage(store: Valkey) -> Stage:
    """An open drill at ten times the speed."""
    return Stage(store, EventKind.DRILL, rate=10)


def player(stage: Stage, script: Drill = SCRIPT) -> Player:
    """A player as a process just started has it."""
    return Player(stage.another_desk(), stage.log, script)


def test_each_inject_comes_at_its_time_by_the_drills_clock(drill_stage: Stage) -> None:
    playing = player(drill_stage)

    played = []
    for _ in range(5):
        played.append(playing.play_due())
        drill_stage.clock.move(1)

    assert played == [0, 1, 1, 1, 1]
    assert playing.is_over


def test_labels_become_numbers_and_words_are_said_in_chinese(drill_stage: Stage) -> None:
    playing = player(drill_stage)
    drill_stage.clock.move(4)
    playing.play_due()

    (reported,) = drill_stage.facts(IncidentReported)
    (assigned,) = drill_stage.facts(UnitAssigned)
    (noted,) = drill_stage.facts(NoteAdded)
    drill_stage.desk.catch_up()
    assert reported.injured is Injured.YES
    assert assigned.incident == reported.incident
    assert drill_stage.desk.words(noted.text) == "好"


def test_a_player_started_again_doubles_nothing_and_goes_on_in_time(drill_stage: Stage) -> None:
    first = player(drill_stage)
    drill_stage.clock.move(2)
    first.play_due()

    second = player(drill_stage)
    again = second.play_due()
    drill_stage.clock.move(1)
    next_one = second.play_due()

    assert (again, next_one) == (0, 1)
    assert len(drill_stage.facts(UnitAssigned)) == len(drill_stage.facts(UnitProgressed)) == 1


def test_a_refused_inject_does_not_stop_the_script(drill_stage: Stage) -> None:
    playing = player(drill_stage)
    drill_stage.clock.move(1)
    playing.play_due()
    drill_stage.ask(a.SetUnitState(unit=PATROL, state=UnitState.UNAVAILABLE))
    drill_stage.clock.move(3)

    playing.play_due()

    assert playing.is_over
    assert len(drill_stage.facts(NoteAdded)) == 1


def test_a_live_event_is_never_played_into(stage: Stage) -> None:
    with pytest.raises(NotADrill):
        player(stage)


def test_another_script_in_the_same_drill_is_another_beginning(drill_stage: Stage) -> None:
    first = player(drill_stage)
    drill_stage.clock.move(4)
    first.play_due()

    second = player(drill_stage, replace(SCRIPT, id="another"))
    at_once = second.play_due()
    drill_stage.clock.move(1)
    after_ten_seconds = second.play_due()

    assert (at_once, after_ten_seconds) == (0, 1)
