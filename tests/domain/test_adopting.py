"""A changed plan in the middle of the day: who is new, who is gone, and what forbids it."""

from dataclasses import replace
from typing import Any

import pytest

from command.domain import actions as a
from command.domain.duty import Duty
from command.domain.identifiers import PersonId, UnitId
from command.domain.preparing import planned_duties
from command.domain.refusals import AnotherPlan, AnotherVersion, StillInUse
from command.domain.states import DutyStatus, UnitState
from tests.build import a_day
from tests.cast import ENGINE, FIRE, GATE, LEAD, MEMBER, OFFICE, PLAN, PRESS, SCENE, THE_MACHINE
from tests.cast_ready import BINS, CLOSED, FILED, READY_PLAN, SEEN, a_morning

NEW_UNIT = UnitId("engine-9")
OTHER = "f" * 64
FIRE_LEAD = PLAN.playbooks[FIRE].lead


def test_the_event_goes_by_the_new_version_and_its_new_units_can_be_sent() -> None:
    day = a_day()

    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, new_units=(NEW_UNIT,)), THE_MACHINE)

    assert day.event().plan_digest == OTHER
    number = day.report(FIRE)
    day.send(NEW_UNIT, number)
    assert day.board.documents.units[NEW_UNIT].incidents == (number,)


def test_a_unit_that_the_new_version_lacks_can_no_longer_be_sent_until_it_is_back() -> None:
    day = a_day()

    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, without_units=(ENGINE,)), THE_MACHINE)

    assert day.board.documents.units[ENGINE].state is UnitState.UNAVAILABLE
    back = a.AdoptPlan(plan=PLAN.id, plan_digest=PLAN.digest, new_units=(ENGINE,))
    day.ask(back, THE_MACHINE)
    assert day.board.documents.units[ENGINE].state is UnitState.AVAILABLE


def lacking(**without: Any) -> a.AdoptPlan:
    """Ask for a version that lacks something."""
    return a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, **without)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (lacking(without_types=(FIRE,)), FIRE),
        (lacking(without_zones=(GATE, "nowhere")), GATE),
        (lacking(without_units=(ENGINE,)), ENGINE),
        (lacking(without_people=(LEAD, "nobody")), LEAD),
        (lacking(without_groups=("nobodys", FIRE_LEAD)), FIRE_LEAD),
        (lacking(without_posts=("none", SCENE)), SCENE),
    ],
)
def test_what_a_running_incident_names_cannot_be_taken_from_it(
    asked: a.AdoptPlan, name: str
) -> None:
    day = a_day()
    day.send(ENGINE, day.report(FIRE, zone=GATE))

    refusal = day.refuses(asked, THE_MACHINE)

    assert isinstance(refusal, StillInUse)
    assert refusal.names == (name,)
    assert day.event().plan_digest == PLAN.digest


def test_an_incident_that_ended_keeps_nothing_from_being_taken_away() -> None:
    day = a_day()
    number = day.report(FIRE)
    day.resolve(number)
    day.ask(a.CloseIncident(incident=number))

    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, without_types=(FIRE,)), THE_MACHINE)

    assert day.event().plan_digest == OTHER


def test_a_running_incident_keeps_its_targets_and_its_ladder() -> None:
    day = a_day()
    number = day.report(FIRE)
    before = day.incident(number)

    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER), THE_MACHINE)

    after = day.incident(number)
    assert (after.targets, after.ladder, after.lead) == (before.targets, before.ladder, before.lead)


def test_the_version_in_force_is_not_adopted_again_and_another_plan_never() -> None:
    day = a_day()

    assert day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=PLAN.digest), THE_MACHINE) == ()
    refusal = day.refuses(a.AdoptPlan(plan="another", plan_digest=OTHER), THE_MACHINE)

    assert isinstance(refusal, AnotherPlan)


def test_a_version_that_asks_for_more_keeps_what_is_done_and_counts_on() -> None:
    day = a_morning()
    day.ask(a.CompleteDuty(duty=BINS))
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN))
    bins, closed, _ = planned_duties(READY_PLAN)
    changed = (replace(bins, quantity=60), replace(closed, owner=PersonId("clerk-wen")))

    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, duties=changed), THE_MACHINE)

    duties = day.board.documents.others[Duty]
    assert (duties[BINS].status, duties[BINS].done) == (DutyStatus.OPEN, 40)
    assert (duties[CLOSED].status, duties[CLOSED].evidence) == (DutyStatus.DONE, SEEN)


def test_a_version_without_a_duty_drops_it_unless_it_is_done() -> None:
    day = a_morning()
    day.ask(a.CompleteDuty(duty=BINS))
    without = a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, without_duties=(BINS, FILED))

    day.ask(without, THE_MACHINE)

    duties = day.board.documents.others[Duty]
    assert (duties[BINS].status, duties[FILED].status) == (DutyStatus.DONE, DutyStatus.DROPPED)


@pytest.mark.parametrize(
    ("without", "name"),
    [
        ({"without_people": (MEMBER,)}, MEMBER),
        ({"without_groups": (PRESS,)}, PRESS),
        ({"without_posts": (OFFICE,)}, OFFICE),
        ({"without_zones": (GATE,)}, GATE),
    ],
)
def test_a_version_that_lacks_what_an_open_duty_needs_is_refused(
    without: dict[str, Any], name: str
) -> None:
    assert a_morning().refuses(lacking(**without), THE_MACHINE) == StillInUse(names=(name,))


def test_a_version_compared_with_one_that_is_no_longer_in_force_is_refused() -> None:
    day = a_day()
    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, from_digest=PLAN.digest), THE_MACHINE)

    late = a.AdoptPlan(plan=PLAN.id, plan_digest="e" * 64, from_digest=PLAN.digest)
    refusal = day.refuses(late, THE_MACHINE)

    assert refusal == AnotherVersion(field="from_digest", value=PLAN.digest, digest=OTHER)
    assert day.event().plan_digest == OTHER


def test_a_version_that_is_in_force_already_is_no_matter_of_what_it_was_compared_with() -> None:
    day = a_day()
    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, from_digest=PLAN.digest), THE_MACHINE)

    again = a.AdoptPlan(plan=PLAN.id, plan_digest=OTHER, from_digest=PLAN.digest)

    assert day.ask(again, THE_MACHINE) == ()


def test_the_refusal_names_both_versions_and_what_to_do() -> None:
    refusal = AnotherVersion(field="from_digest", value="a" * 64, digest="b" * 64)

    assert "from_digest" in refusal.words.en
    assert "bbbbbbbbbbbb" in refusal.words.zh
    assert "Compare" in refusal.words.en
