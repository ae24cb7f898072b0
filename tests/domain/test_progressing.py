"""What units say, also late, twice and out of order."""

from itertools import permutations
from typing import Final

import pytest

from command.domain import actions as a
from command.domain.facts import UnitProgressed
from command.domain.identifiers import IncidentNumber, Instant
from command.domain.refusals import NotAssigned, Unknown
from command.domain.states import Progress
from tests.build import SECOND_MS, Day, a_day, only
from tests.cast import AMBULANCE_1, DISPATCHER, ENGINE, OPENED_AT, crew

Says = type[a.Acknowledge | a.GoEnRoute | a.ArriveOnScene | a.ClearUnit]

STEPS: Final[dict[Progress, Says]] = {
    Progress.ACKNOWLEDGED: a.Acknowledge,
    Progress.EN_ROUTE: a.GoEnRoute,
    Progress.ON_SCENE: a.ArriveOnScene,
    Progress.CLEAR: a.ClearUnit,
}


def a_day_with_a_unit_sent() -> Day:
    day = a_day()
    day.report()
    day.send(ENGINE, IncidentNumber(1))
    return day


def say(day: Day, progress: Progress, said_at: Instant | None = None) -> UnitProgressed:
    action = STEPS[progress](incident=IncidentNumber(1), unit=ENGINE)
    (said,) = only(UnitProgressed, day.ask(action, crew(ENGINE), said_at=said_at))
    return said


def after(seconds: int) -> Instant:
    return Instant(OPENED_AT + seconds * SECOND_MS)


@pytest.mark.parametrize("progress", STEPS)
def test_a_step_is_stamped_and_moves_the_assignment(progress: Progress) -> None:
    day = a_day_with_a_unit_sent()

    said = say(day, progress)

    (assignment,) = day.incident(IncidentNumber(1)).assignments
    assert assignment.progress is progress
    assert [(stamp.progress, stamp.seq) for stamp in assignment.stamps] == [
        (progress, day.board.seq)
    ]
    assert not said.late


def test_a_second_acknowledgement_changes_nothing() -> None:
    day = a_day_with_a_unit_sent()
    say(day, Progress.ACKNOWLEDGED)

    assert day.decide(a.Acknowledge(incident=IncidentNumber(1), unit=ENGINE), crew(ENGINE)) == ()


def test_a_step_told_after_a_later_one_is_late_and_moves_nothing() -> None:
    day = a_day_with_a_unit_sent()
    day.wait(60)
    say(day, Progress.ON_SCENE)
    line = day.incident(IncidentNumber(1)).last

    said = say(day, Progress.ACKNOWLEDGED, said_at=after(5))

    incident = day.incident(IncidentNumber(1))
    assert said.late
    assert incident.assignments[0].progress is Progress.ON_SCENE
    assert [stamp.progress for stamp in incident.assignments[0].stamps] == [
        Progress.ACKNOWLEDGED,
        Progress.ON_SCENE,
    ]
    assert incident.last == line


@pytest.mark.parametrize("order", list(permutations(STEPS)), ids="-".join)
def test_steps_kept_by_a_phone_come_to_the_same_in_any_order(order: tuple[Progress, ...]) -> None:
    day = a_day_with_a_unit_sent()
    day.wait(600)
    said_at = {progress: after(60 * place) for place, progress in enumerate(STEPS, start=1)}

    for progress in order:
        say(day, progress, said_at=said_at[progress])

    (assignment,) = day.incident(IncidentNumber(1)).assignments
    assert assignment.progress is Progress.CLEAR
    assert [(s.progress, s.at) for s in assignment.stamps] == list(said_at.items())
    assert day.unit(ENGINE).incidents == ()


def test_a_unit_freed_meanwhile_may_still_say_what_it_did() -> None:
    day = a_day_with_a_unit_sent()
    day.wait(60)
    day.resolve(IncidentNumber(1))

    said = say(day, Progress.ON_SCENE, said_at=after(30))

    assert said.late
    assert day.unit(ENGINE).incidents == ()
    assert not day.incident(IncidentNumber(1)).assignments[0].is_active


def test_a_unit_that_came_back_stamps_the_time_it_speaks_of() -> None:
    day = a_day_with_a_unit_sent()
    day.wait(60)
    say(day, Progress.CLEAR)
    day.wait(60)
    day.send(ENGINE, IncidentNumber(1))
    day.wait(60)

    of_the_first = say(day, Progress.ON_SCENE, said_at=after(30))
    of_the_second = say(day, Progress.ACKNOWLEDGED, said_at=after(150))

    assert of_the_first.assignment == "1-1"
    assert of_the_first.late
    assert of_the_second.assignment == "1-2"
    assert not of_the_second.late


def test_a_phone_whose_clock_is_behind_speaks_of_its_newest_assignment() -> None:
    """Before any assignment was given nothing could have been said of one."""
    day = a_day_with_a_unit_sent()

    said = say(day, Progress.ACKNOWLEDGED, said_at=Instant(OPENED_AT - 1))

    assert said.assignment == "1-1"


def test_a_unit_never_sent_there_is_told_so() -> None:
    day = a_day_with_a_unit_sent()

    refusal = day.refuses(
        a.Acknowledge(incident=IncidentNumber(1), unit=AMBULANCE_1), crew(AMBULANCE_1)
    )

    assert refusal == NotAssigned(unit=AMBULANCE_1, incident=IncidentNumber(1))


def test_a_unit_speaks_of_an_incident_that_is_not_there() -> None:
    day = a_day_with_a_unit_sent()

    refusal = day.refuses(a.Acknowledge(incident=IncidentNumber(7), unit=ENGINE), crew(ENGINE))

    assert refusal == Unknown(field="incident", value="7")


def test_a_dispatcher_who_heard_it_on_the_radio_speaks_for_the_unit() -> None:
    day = a_day_with_a_unit_sent()

    day.ask(a.Acknowledge(incident=IncidentNumber(1), unit=ENGINE), DISPATCHER)

    by = day.entries[-1].by
    assert (by.person, by.unit, by.on_behalf_of) == (DISPATCHER.person, None, ENGINE)


def test_a_unit_that_speaks_for_itself_speaks_for_nobody_else() -> None:
    day = a_day_with_a_unit_sent()

    say(day, Progress.ACKNOWLEDGED)

    assert day.entries[-1].by.on_behalf_of is None
