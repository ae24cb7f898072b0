"""What the Double Ninth plan sends, where it happens, and how incidents run, as data."""

from itertools import pairwise
from pathlib import Path

import pytest

from command.domain.plan import Plan
from command.domain.states import Severity
from command.plan_files import load_plan

FOLDER = Path(__file__).parents[2] / "playbooks" / "double-ninth-2020"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(FOLDER)


@pytest.mark.parametrize(("kind", "count"), [("fire_engine", 2), ("ambulance", 2), ("duty_car", 4)])
def test_the_plans_numbers_of_vehicles_are_kept(plan: Plan, kind: str, count: int) -> None:
    units = [unit for unit in plan.units.values() if unit.kind == kind]

    assert len(units) == count


def test_every_group_has_a_unit_to_send(plan: Plan) -> None:
    crewed = {unit.group for unit in plan.units.values()}

    assert crewed == plan.groups.keys()


def test_every_agency_on_site_belongs_to_a_group_by_its_units(plan: Plan) -> None:
    inside = {agency.id for agency in plan.agencies.values() if not agency.outside}

    assert {unit.agency for unit in plan.units.values()} <= inside


def test_agencies_outside_are_those_the_centre_may_call_on(plan: Plan) -> None:
    outside = {agency.id for agency in plan.agencies.values() if agency.outside}

    assert outside == {
        "water-supply", "power-supply", "environment", "armed-police", "city-hospitals",
        "city-government",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("alias", "agency"),
    [
        ("消防应急救援大队", "fire-rescue"),
        ("大武口应急救援大队", "fire-rescue"),
        ("区宗教局", "religious-affairs"),
        ("区住房和城乡建设局", "housing-construction"),
        ("区住房和城乡建设交通局", "housing-construction"),
    ],
)
def test_names_that_differ_are_one_agency(plan: Plan, alias: str, agency: str) -> None:
    found = [a.id for a in plan.agencies.values() if alias in [name.zh for name in a.aliases]]

    assert found == [agency]


@pytest.mark.parametrize(
    ("incident_type", "group"),
    [
        ("disturbance", "安全保障组"),
        ("illness", "应急保障组"),
        ("crush", "安全保障组"),
        ("fire", "安全保障组"),
        ("other", "安全保障组"),
    ],
)
def test_an_incident_type_is_led_by_the_group_of_its_first_agency(
    plan: Plan, incident_type: str, group: str
) -> None:
    playbook = {str(name): playbook for name, playbook in plan.playbooks.items()}[incident_type]

    assert plan.groups[playbook.lead].name.zh == group


def test_every_playbook_has_targets_for_every_severity(plan: Plan) -> None:
    for playbook in plan.playbooks.values():
        assert set(playbook.targets) == set(Severity)


def test_every_playbook_has_steps_for_each_phase_in_order(plan: Plan) -> None:
    for playbook in plan.playbooks.values():
        phases = [step.phase for step in playbook.checklist]
        assert 8 <= len(phases) <= 15
        assert phases == sorted(phases)
        assert set(phases) == {1, 2, 3, 4, 5, 6}


def test_the_ladder_ends_with_the_city_and_starts_with_the_lead(plan: Plan) -> None:
    for playbook in plan.playbooks.values():
        assert [rung.id for rung in playbook.ladder] == [
            "lead", "office", "scene", "deputies", "commander", "city",
        ]  # fmt: skip


def test_closed_zones_are_the_pavilions_and_the_bridge(plan: Plan) -> None:
    closed = {zone.name.zh for zone in plan.zones.values() if zone.closed}

    assert closed == {"观景亭", "景观吊桥"}


def test_no_capacity_claims_to_be_verified(plan: Plan) -> None:
    assert not any(zone.capacity_verified for zone in plan.zones.values())


def test_outlines_of_zones_do_not_overlap_and_stay_on_the_board(plan: Plan) -> None:
    for x in range(0, 1001, 20):
        for y in range(0, 1001, 20):
            inside = [z.id for z in plan.zones.values() if holds(z.outline, x, y)]
            assert len(inside) <= 1, (x, y, inside)


def holds(ring: tuple[tuple[int, int], ...], x: int, y: int) -> bool:
    """Count the crossings of a ray to the right."""
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    "gap",
    [
        "区民族宗教事务局有职责",
        "区委宣传部在综合协调组有职责",
        "舆情监督组除组长外只有 1 人",
        "宋军杰不在任何工作组",
        "刘宁在应急链上身兼",
        "王涛在应急链上身兼",
    ],
)
def test_a_gap_of_the_written_plan_is_told(plan: Plan, gap: str) -> None:
    assert any(warning.zh.startswith(gap) for warning in plan.warnings)


def test_the_digest_stays_while_the_files_stay(plan: Plan) -> None:
    assert load_plan(FOLDER).digest == plan.digest


def test_the_day_starts_in_the_sites_own_time(plan: Plan) -> None:
    assert plan.day_starts_at == 1_603_580_400_000  # 2020-10-25T07:00+08:00
