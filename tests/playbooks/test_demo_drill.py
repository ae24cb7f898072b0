"""The demonstration is accepted by the rules of the house, and leaves people something to do."""

from itertools import pairwise
from pathlib import Path

import pytest

from command.domain.plan import Plan
from command.domain.states import IncidentStatus, Progress
from command.plan_files import Drill, load_drill, load_plan
from tests.playbooks.rehearsal import Rehearsal

FOLDER = Path(__file__).parents[2] / "playbooks" / "double-ninth-2020"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(FOLDER)


@pytest.fixture(scope="module")
def drill(plan: Plan) -> Drill:
    return load_drill(FOLDER / "drills" / "demo.yaml", plan)


@pytest.fixture(scope="module")
def played(plan: Plan, drill: Drill) -> Rehearsal:
    return Rehearsal(plan, drill).play(until_s=1800)


def reports(drill: Drill) -> list[int]:
    return [i.after_s for i in drill.injects if i.action["type"] == "report"]


def test_the_demo_starts_at_half_past_ten_on_site(drill: Drill) -> None:
    assert drill.starts_at == 1_603_593_000_000  # 2020-10-25T10:30+08:00


def test_the_first_report_comes_after_three_seconds(drill: Drill) -> None:
    assert reports(drill)[0] / drill.rate == 3


def test_the_first_minute_brings_an_incident_every_few_seconds(drill: Drill) -> None:
    first_minute = [at / drill.rate for at in reports(drill) if at / drill.rate <= 60]

    assert len(first_minute) >= 10
    assert all(4 <= later - sooner <= 6 for sooner, later in pairwise(first_minute))


def test_the_demo_reports_what_the_annex_names_and_many_zones(drill: Drill, plan: Plan) -> None:
    told = [inject.action for inject in drill.injects if inject.action["type"] == "report"]

    types = {str(action["incident_type"]) for action in told}
    assert {"crush", "disturbance", "fire", "illness"} < types
    assert types <= set(plan.playbooks)
    assert len(types) >= 9
    assert len({action["zone"] for action in told}) >= 8


def test_nothing_in_the_demo_is_refused(played: Rehearsal) -> None:
    assert played.refused == []


def test_the_forest_fire_climbs_to_the_request_to_the_city(played: Rehearsal) -> None:
    fire = played.incident("fire-forest")

    assert [told.rung for told in fire.told][-1] == "city"
    assert fire.request is not None
    assert not fire.assignments


def test_the_chain_asks_nobody_twice_before_the_request(played: Rehearsal) -> None:
    fire = played.incident("fire-forest")

    people = [person for told in fire.told if told.rung != "city" for person in told.people]
    assert people == ["sun-yuanzhi", "liu-ning", "wang-tao", "he-binghai"]


def test_the_illness_on_the_path_waits_for_whoever_holds_the_phone(played: Rehearsal) -> None:
    illness = played.incident("illness-path")

    (assignment,) = illness.assignments
    assert (assignment.unit, assignment.progress) == ("ambulance-2", Progress.ASSIGNED)


def test_the_crush_is_answered_and_closed(played: Rehearsal) -> None:
    crush = played.incident("crush-1")

    assert crush.status is IncidentStatus.CLOSED
    assert not crush.missed


def test_only_the_two_left_to_people_are_silent(played: Rehearsal) -> None:
    late = {label for label in played.numbers if played.incident(label).missed}

    assert late == {"fire-forest", "illness-path"}
