"""The law of routing: whatever is told has a route, and every duty of the annex is reached."""

from itertools import combinations, product
from pathlib import Path

import pytest

from command.domain.identifiers import Clause
from command.domain.plan import Plan
from command.domain.routing import Picture, Route, route
from command.domain.states import INJURED, Severity
from command.plan_files import load_plan
from tests.playbooks.plans import PLANS
from tools.routes import PAGE, PLAN, page

DUTIES = [f"A15.{n}" for n in range(1, 11)] + [f"A22.{n}" for n in range(1, 5)]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(PLAN)


@pytest.fixture(scope="module")
def every(plan: Plan) -> dict[Picture, Route]:
    """All routes of the Double Ninth plan, asked once."""
    return routes(plan)


def routes(plan: Plan) -> dict[Picture, Route]:
    """Every type in every zone and in none, of every grade, with anything known."""
    every = (INJURED, *plan.circumstances)
    anything = [frozenset(some) for n in range(len(every) + 1) for some in combinations(every, n)]
    found: dict[Picture, Route] = {}
    for kind, zone, severity, known in product(
        plan.playbooks, (None, *plan.zones), Severity, anything
    ):
        asked = Picture(type=kind, zone=zone, severity=severity, circumstances=known)
        answer = route(plan, asked)
        assert answer is not None, asked
        found[asked] = answer
    return found


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_whatever_is_told_has_a_route_that_says_why(folder: Path) -> None:
    plan = load_plan(folder)

    for asked, found in routes(plan).items():
        assert found.lead in plan.groups, asked
        assert found.lead not in found.groups, asked
        assert len(set(found.support)) == len(found.support), asked
        for reason in found.reasons:
            assert set(reason.source) <= set(plan.clauses), asked


def test_every_type_says_on_which_clause_its_lead_stands(plan: Plan) -> None:
    for playbook in plan.playbooks.values():
        duties = set(plan.groups[playbook.lead].duties)
        assert playbook.lead_source
        assert set(playbook.lead_source) <= duties, playbook.id


@pytest.mark.parametrize("duty", DUTIES)
def test_every_duty_of_the_annex_is_reached_by_some_incident(
    plan: Plan, every: dict[Picture, Route], duty: str
) -> None:
    """Somebody is brought in because of it, or has a step for it on an incident they are on."""
    clause = Clause(duty)
    reached = {
        asked.type
        for asked, found in every.items()
        if clause in {one for reason in found.reasons for one in reason.source}
        or _has_a_step(plan, asked, found, clause)
    }

    assert reached


def _has_a_step(plan: Plan, asked: Picture, found: Route, clause: Clause) -> bool:
    sent = {unit.agency for unit in plan.units.values() if unit.kind in found.send}
    there = sent | set(found.support)
    steps = plan.playbooks[asked.type].checklist
    return any(clause in step.source and step.agency in there for step in steps)


def test_the_temple_brings_in_who_speaks_with_its_committee_whatever_the_type(
    every: dict[Picture, Route],
) -> None:
    for asked, found in every.items():
        if "temple" in asked.circumstances or asked.zone == "temple":
            assert "religious-affairs" in found.support, asked


def test_people_hurt_always_bring_in_health_and_an_ambulance(
    every: dict[Picture, Route],
) -> None:
    for asked, found in every.items():
        if INJURED in asked.circumstances:
            assert "health" in found.support or found.lead == "emergency-support", asked
            assert "ambulance" in found.send, asked


def test_every_grave_incident_is_told_to_who_watches_opinion(
    every: dict[Picture, Route],
) -> None:
    for asked, found in every.items():
        if asked.severity <= Severity.MAJOR:
            assert "opinion" in (found.lead, *found.groups), asked


def test_the_page_says_what_the_plan_says_now(plan: Plan) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(plan), "run python -m tools.routes"
