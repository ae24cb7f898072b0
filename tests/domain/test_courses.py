"""How far a document of a further kind is, as the plan's page tells it."""

from command.domain import actions as a
from command.domain.bearing import borne
from command.domain.course import Course
from command.domain.identifiers import Count, DocumentRef, IncidentNumber
from command.domain.preparing import standing_go
from command.domain.states import Decision, EventKind, Phase
from tests.build import Day, a_day
from tests.cast import FIRE, SCENE, THE_COMMANDER
from tests.cast_ready import BINS, FILED, SEEN, a_morning

ONE = IncidentNumber(1)


def courses(day: Day, ref: str) -> set[Course]:
    """How far whatever bears on the plan says that a document is."""
    found = borne(day.plan, day.board.documents)
    return {bearing.course for _, bearing in found if bearing.ref == DocumentRef(ref)}


def test_a_duty_that_nobody_is_called_about_is_not_done_for_that() -> None:
    day = a_morning()
    before = courses(day, f"duty/{BINS}")

    day.ask(a.CompleteDuty(duty=BINS))

    assert Course.DONE not in before
    assert courses(day, f"duty/{BINS}") == {Course.DONE}


def test_a_duty_that_was_due_before_a_drill_began_is_late_until_it_is_done() -> None:
    """Nobody is called about it; decision 0012 has it late at once all the same."""
    day = a_morning(Phase.LIVE, EventKind.DRILL)
    late, ahead = courses(day, f"duty/{BINS}"), courses(day, f"duty/{FILED}")

    day.ask(a.CompleteDuty(duty=BINS))

    assert (late, ahead) == ({Course.LATE}, {Course.RUNNING})
    assert courses(day, f"duty/{BINS}") == {Course.DONE}


def test_a_go_under_conditions_runs_until_all_of_them_are_met() -> None:
    day = a_morning()
    day.ask(a.DecideGo(decision=Decision.CONDITIONAL_GO, conditions=(SEEN,)), THE_COMMANDER)
    go = standing_go(day.board.documents)
    assert go is not None
    running = courses(day, f"go/{go.id}")

    day.ask(a.MeetCondition(go=go.id, condition=Count(1)), THE_COMMANDER)

    assert (running, courses(day, f"go/{go.id}")) == ({Course.RUNNING}, {Course.DONE})


def test_command_at_the_scene_runs_as_long_as_its_incident() -> None:
    day = a_day()
    day.report(FIRE)
    day.ask(a.SetUpScene(incident=ONE, post=SCENE))
    running = courses(day, f"scene/{ONE}")

    day.resolve(ONE)
    day.ask(a.CloseIncident(incident=ONE))

    assert (running, courses(day, f"scene/{ONE}")) == ({Course.RUNNING}, {Course.DONE})
