"""What holds for each plan that is shipped, and for each of its drills."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from command.domain.states import IncidentStatus, Progress
from command.plan_files import check_plan, load_drill, load_plan
from tests.playbooks.plans import DRILLS, PLANS, named
from tests.playbooks.rehearsal import Rehearsal

HALF_AN_HOUR_S = 1800

each_plan = pytest.mark.parametrize("folder", PLANS, ids=named)
each_drill = pytest.mark.parametrize("path", DRILLS, ids=named)
DEMOS = [path for path in DRILLS if path.stem == "demo"]
each_demo = pytest.mark.parametrize("path", DEMOS, ids=named)


@cache
def played(path: Path) -> Rehearsal:
    """Play a drill of a plan once for all tests."""
    plan = load_plan(path.parent.parent)
    return Rehearsal(plan, load_drill(path, plan)).play(until_s=HALF_AN_HOUR_S)


def test_there_are_at_least_two_plans_and_each_has_a_demonstration() -> None:
    assert len(PLANS) >= 2
    assert {path.parent.parent for path in DRILLS if path.stem == "demo"} == set(PLANS)


@each_plan
def test_a_plan_has_no_mistake_in_any_of_its_files(folder: Path) -> None:
    report = check_plan(folder)

    assert report.data["faults"] == [], report.text


@each_plan
def test_each_incident_type_sends_somebody_and_climbs_to_a_request(folder: Path) -> None:
    for playbook in load_plan(folder).playbooks.values():
        assert playbook.send, playbook.id
        assert playbook.ladder[0].kind == "lead", playbook.id
        assert playbook.ladder[-1].kind == "request", playbook.id


@each_plan
def test_the_steps_of_a_checklist_come_in_the_order_of_their_phases(folder: Path) -> None:
    for playbook in load_plan(folder).playbooks.values():
        phases = [step.phase for step in playbook.checklist]

        assert phases == sorted(phases), playbook.id


@each_plan
def test_outlines_of_zones_do_not_overlap_at_their_corners(folder: Path) -> None:
    """A corner inside another zone would hide a part of it on the wall."""
    zones = list(load_plan(folder).zones.values())

    inside = [
        (one.id, other.id, corner)
        for one in zones
        for corner in one.outline[:-1]
        for other in zones
        if other is not one and _holds(other.outline, corner)
    ]

    assert inside == []


@each_plan
def test_a_name_starts_inside_its_zone(folder: Path) -> None:
    outside = [z.id for z in load_plan(folder).zones.values() if not _holds(z.outline, z.label)]

    assert outside == []


@each_drill
def test_nothing_in_a_drill_is_refused(path: Path) -> None:
    assert played(path).refused == []


@each_demo
def test_a_drill_reports_every_situation_of_its_plan(path: Path) -> None:
    plan = load_plan(path.parent.parent)
    told = [inject.action for inject in load_drill(path, plan).injects]
    types = {str(a["incident_type"]) for a in told if a["type"] == "report"}

    situations = {str(name): one.situation for name, one in plan.playbooks.items()}
    assert {situations[name] for name in types} == set(situations.values())


@each_demo
def test_only_what_is_left_to_people_is_late(path: Path) -> None:
    """One crew was sent and says nothing; to one incident nobody is sent, so that it climbs."""
    drill = played(path)
    late = [one for label in drill.numbers if (one := drill.incident(label)).missed]

    assert len(late) == 2
    (silent,) = [one for one in late if one.assignments]
    (climbed,) = [one for one in late if not one.assignments]
    assert [one.progress for one in silent.assignments] == [Progress.ASSIGNED]
    assert climbed.request is not None


@each_demo
def test_the_chain_asks_nobody_twice_before_the_request(path: Path) -> None:
    drill = played(path)
    climbed = [one for label in drill.numbers if (one := drill.incident(label)).request]

    assert climbed
    for one in climbed:
        people = [person for told in one.told[:-1] for person in told.people]
        assert len(people) == len(set(people))


@each_demo
def test_a_drill_closes_what_was_handled(path: Path) -> None:
    drill = played(path)
    closed = [i for i in map(drill.incident, drill.numbers) if i.status is IncidentStatus.CLOSED]

    assert len(closed) >= len(drill.numbers) // 3


@each_drill
def test_injects_come_one_after_the_other(path: Path) -> None:
    injects = load_drill(path, load_plan(path.parent.parent)).injects

    assert all(one.after_s <= other.after_s for one, other in pairwise(injects))


def _holds(outline: tuple[tuple[int, int], ...], point: tuple[int, int]) -> bool:
    """Count how often a ray to the right leaves the outline."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(outline):
        if (y1 > y) != (y2 > y) and (x - x1) * (y2 - y1) * (1 if y2 > y1 else -1) < (
            (y - y1) * (x2 - x1) * (1 if y2 > y1 else -1)
        ):
            inside = not inside
    return inside
