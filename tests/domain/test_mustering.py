"""Every unit to its post once the plan is in force; who is needed elsewhere is not late. A22."""

import pytest

from command.domain import actions as a
from command.domain.authority import Role
from command.domain.due import dues
from command.domain.facts import PlanActivated, UnitsMustered
from command.domain.identifiers import UnitId
from command.domain.muster import Muster, MusterPost
from command.domain.refusals import NoMuster, StillInUse, Unknown
from command.domain.states import UnitState
from command.domain.views import View, may_see
from tests.build import SECOND_MS, Day, a_day, people_told
from tests.cast import (
    AMBULANCE_1,
    ENGINE,
    FIRE,
    GATE,
    LEAD,
    OPENED_AT,
    PATROL,
    PLAN,
    THE_COMMANDER,
    THE_MACHINE,
    crew,
)

WITHIN_S = PLAN.times.muster_s


def activated() -> Day:
    """The plan in force since the first second."""
    day = a_day()
    day.ask(a.ActivatePlan(), THE_COMMANDER)
    return day


def muster(day: Day) -> Muster:
    """The newest muster as it is."""
    every: dict[str, Muster] = dict(day.board.documents.others[Muster])
    return list(every.values())[-1]


def post(day: Day, unit: UnitId) -> MusterPost:
    """A unit's post in it."""
    return next(one for one in muster(day).posts if one.unit == unit)


def waited_for(day: Day) -> set[str]:
    """The units that a deadline waits for."""
    return {one.id.split(".")[2] for one in dues(muster(day))}


def test_activation_calls_every_unit_to_its_post_in_the_same_entry() -> None:
    day = a_day()

    said = day.ask(a.ActivatePlan(), THE_COMMANDER)

    assert [type(fact) for fact in said] == [PlanActivated, UnitsMustered]
    assert [one.unit for one in muster(day).posts] == list(PLAN.units)
    assert post(day, ENGINE).zone == GATE
    assert post(day, ENGINE).due_at == OPENED_AT + WITHIN_S * SECOND_MS


def test_activating_what_is_in_force_calls_nobody_again() -> None:
    day = activated()

    assert day.ask(a.ActivatePlan(), THE_COMMANDER) == ()


def test_a_unit_says_from_its_phone_that_it_is_there_and_dispatch_for_it() -> None:
    day = activated()
    day.wait(60).ask(a.ArriveAtPost(unit=ENGINE), crew(ENGINE))
    day.wait(60).ask(a.ArriveAtPost(unit=PATROL))

    assert post(day, ENGINE).arrived_at == OPENED_AT + 60 * SECOND_MS
    assert post(day, PATROL).arrived_at == OPENED_AT + 120 * SECOND_MS
    assert day.entries[-1].by.on_behalf_of == PATROL
    assert waited_for(day).isdisjoint({ENGINE, PATROL})
    assert day.ask(a.ArriveAtPost(unit=ENGINE), crew(ENGINE)) == ()


def test_a_unit_that_is_late_is_reminded_and_its_lead_hears_of_it() -> None:
    day = activated()
    for unit in PLAN.units:
        if unit != ENGINE:
            day.ask(a.ArriveAtPost(unit=unit))
    day.wait(WITHIN_S)

    said = day.watch()

    assert people_told(said) == [LEAD]
    assert [n.unit for n in day.board.documents.notices.values()] == [ENGINE, None]
    assert day.watch() == []


def test_a_unit_on_an_incident_is_not_late() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.send(ENGINE, fire)
    day.ask(a.ActivatePlan(), THE_COMMANDER)
    day.send(PATROL, fire)

    assert post(day, ENGINE).excused == "incident"
    assert post(day, PATROL).excused == "incident"
    assert waited_for(day).isdisjoint({ENGINE, PATROL})


def test_once_free_it_has_the_whole_time_anew_and_a_deadline_of_its_own() -> None:
    day = activated()
    day.wait(WITHIN_S).watch()
    fire = day.report(FIRE)
    day.send(ENGINE, fire)
    day.wait(600)
    day.clear(ENGINE, fire)

    (due,) = [one for one in dues(muster(day)) if one.id.split(".")[2] == ENGINE]
    assert due.due_at == day.at + WITHIN_S * SECOND_MS
    assert due.id == f"muster.{muster(day).id}.{ENGINE}.2"
    assert not due.missed
    day.wait(WITHIN_S)
    assert day.watch()


@pytest.mark.parametrize("state", [UnitState.UNAVAILABLE])
def test_a_unit_that_cannot_be_sent_is_not_waited_for(state: UnitState) -> None:
    day = activated()
    day.ask(a.SetUnitState(unit=AMBULANCE_1, state=state))

    assert post(day, AMBULANCE_1).excused == "unavailable"
    day.ask(a.SetUnitState(unit=AMBULANCE_1, state=UnitState.AVAILABLE))
    assert AMBULANCE_1 in waited_for(day)


def test_ending_the_activation_ends_the_muster_and_nobody_is_waited_for() -> None:
    day = activated()
    day.ask(a.EndActivation(), THE_COMMANDER)

    assert muster(day).ended_at == OPENED_AT
    assert dues(muster(day)) == ()
    assert day.refuses(a.ArriveAtPost(unit=ENGINE), crew(ENGINE)) == NoMuster()


def test_a_second_activation_calls_a_muster_of_its_own() -> None:
    day = activated()
    day.ask(a.ArriveAtPost(unit=ENGINE))
    day.ask(a.EndActivation(), THE_COMMANDER)
    day.ask(a.ActivatePlan(), THE_COMMANDER)

    assert len(day.board.documents.others[Muster]) == 2
    assert post(day, ENGINE).arrived_at is None


def test_nobody_arrives_for_a_unit_there_is_not() -> None:
    assert activated().refuses(a.ArriveAtPost(unit=UnitId("ghost"))) == Unknown(
        field="unit", value="ghost"
    )


def test_a_changed_plan_cannot_lose_a_post_that_somebody_goes_to() -> None:
    day = activated()
    without = a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64, without_zones=(GATE,))

    assert day.refuses(without, THE_MACHINE) == StillInUse(names=(GATE,))


def test_a_unit_sees_the_muster_that_calls_it() -> None:
    current = muster(activated())

    assert may_see(View(role=Role.FIELD_UNIT, unit=ENGINE), current)
    assert not may_see(View(role=Role.FIELD_UNIT, unit=UnitId("ghost")), current)
