"""Every mistake in a drill's script is told, at its line, with a way out."""

from pathlib import Path

import pytest

from command.plan_files import Fault, PlanFaults, load_drill
from command.plan_files.injects import BY_TYPE
from command.wire.actions import ACTIONS
from tests.playbooks.small_plan import spoilt, write_plan

SHORT = "drills/short.yaml"


def faults_of_drill(folder: Path, *changes: tuple[str, str]) -> tuple[Fault, ...]:
    root = write_plan(folder, {SHORT: spoilt(SHORT, *changes)})
    try:
        load_drill(root / SHORT)
    except PlanFaults as wrong:
        return wrong.faults
    raise AssertionError("the drill loaded")


def test_a_drill_loads_with_its_injects_in_order(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)

    drill = load_drill(folder / SHORT)

    assert [inject.after_s for inject in drill.injects] == [10, 20, 30]
    assert drill.injects[0].ref == "crush-1"
    assert drill.injects[0].action["what"] == {"zh": "挤", "en": "Jam"}
    assert drill.injects[2].unit == "patrol-1"


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "hint"),
    [
        ("unit: patrol-1}}", "unit: patrol-9}}", 10, "'patrol-9' is not known here", "patrol-1"),
        ("type: assign_unit", "type: assign", 10, "'assign' is no action", "assign_unit"),
        ("{type: assign_unit, ", "{", 10, "'type' is missing", "assign_unit"),
        ("type: assign_unit", "type: open_event", 10, "'open_event' is no action", ""),
        ("zone: gate", "zone: gaet", 9, "zone: 'gaet' is not known here", "'gate'"),
        ("zone: gate", "zoen: gate", 9, "unknown key 'zoen'", "'zone'"),
        ("incident_type: crush, ", "", 9, "'incident_type' is missing", "Add it"),
        ("incident_type: crush", "incident_type: crash", 9, "'crash' is not known", "'crush'"),
        ("injured: no", "injured: maybe", 9, "'maybe' is none of no, yes, unknown", ""),
        ("what: {zh: 挤, en: Jam}", "what: 挤", 9, "what: 'en' is missing", "zh and en"),
        ("{zh: 挤, en: Jam}", "{zh: 挤}", 9, "what: 'en' is missing", "zh and en"),
        ("step: stop", "step: stpo", 11, "step: 'stpo' is not known here", "'stop'"),
        ("ref: crush-1", "ref: crush-2", 10, "incident: 'crush-1' is not known", "'crush-2'"),
        ("after_s: 20", "after_s: 5", 10, "earlier than the one before", "Sort"),
        ("after_s: 20", "after_s: 20, ref: again", 10, "only a report is given a label", "Remove"),
        ("role: field_unit", "role: unit", 11, "'unit' is none of the words", "'field_unit'"),
        ("unit: patrol-1}, action", "unit: patrol}, action", 11, "not a known unit", "patrol-1"),
        ("drill: short", "drill: long", 1, "'long' is not the name of its file", "short"),
        ("rate: 10", "rate: 601", 4, "less than or equal to 600", ""),
    ],
)
def test_a_mistake_of_a_script_is_told(
    tmp_path: Path, old: str, new: str, line: int, what: str, hint: str
) -> None:
    faults = faults_of_drill(tmp_path, (old, new))

    told = [fault for fault in faults if what in fault.what]
    assert told, faults
    assert (told[0].file, told[0].line) == (SHORT, line)
    assert hint in told[0].hint


def test_a_label_is_given_once(tmp_path: Path) -> None:
    again = (
        "  - {after_s: 40, ref: crush-1, as: {role: dispatcher}, "
        "action: {type: report, incident_type: crush}}\n"
    )
    folder = write_plan(tmp_path, {SHORT: spoilt(SHORT) + again})

    with pytest.raises(PlanFaults, match="label 'crush-1' is here twice"):
        load_drill(folder / SHORT)


def test_all_mistakes_of_a_script_are_told_at_once(tmp_path: Path) -> None:
    faults = faults_of_drill(
        tmp_path, ("rate: 10", "rate: ten"), ("zone: gate", "zone: gaet"), ("starts_at", "start_at")
    )

    assert len(faults) == 4


def test_a_drill_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)

    with pytest.raises(PlanFaults, match="cannot be read"):
        load_drill(folder / "drills" / "none.yaml")


def test_a_script_speaks_of_actions_by_their_names_on_the_wire() -> None:
    assert {name: ACTIONS[name] for name in BY_TYPE} == BY_TYPE
