"""The risks of a plan, found in small plans that were made risky on purpose."""

import json
from pathlib import Path

import pytest

from command.plan_files import check_plan, load_plan
from command.plan_files.risks import risks
from command.plan_files.weighing import Risk
from tests.playbooks.small_plan import FILES, spoilt, write_plan

DOUBLE_NINTH = Path(__file__).parents[2] / "playbooks" / "double-ninth-2020"


def found(tmp_path: Path, file: str = "plan.yaml", *changes: tuple[str, str]) -> dict[str, Risk]:
    """Load the small plan with changes, and give its risks by code."""
    folder = write_plan(tmp_path, {file: spoilt(file, *changes)})
    return {risk.code: risk for risk in risks(load_plan(folder))}


def test_one_person_on_two_rungs_is_told_with_who_is_really_reached(tmp_path: Path) -> None:
    risk = found(tmp_path)["one-person-several-rungs"]

    assert risk.weight == "high"
    assert "Li An stands on Lead, Commander" in risk.what.en
    assert "really reached: Li An → (nobody new)" in risk.what.en


def test_rungs_of_different_people_are_no_risk(tmp_path: Path) -> None:
    changed = ("leads: [li-an], members: [wu-bei]", "leads: [wu-bei], members: [li-an]")

    assert "one-person-several-rungs" not in found(tmp_path, "plan.yaml", changed)


def test_a_lead_of_two_groups_is_told(tmp_path: Path) -> None:
    group = "\n  - {id: care, order: 2, name: {zh: 救护组, en: Care}, leads: [li-an],"
    tail = " members: [], duties: [P2], source: P1}\nunit_kinds:"

    all_found = found(tmp_path, "plan.yaml", ("\nunit_kinds:", group + tail))

    assert "Safety, Care" in all_found["leads-several-groups"].what.en
    assert "group-without-depth" in all_found


def test_a_duty_whose_agency_has_nobody_is_told(tmp_path: Path) -> None:
    risk = found(tmp_path, "plan.yaml", ("en: Head}, agency: health", "en: Head}, agency: police"))

    assert "Health has duties (P2) and nobody" in risk["duty-without-person"].what.en
    assert risk["duty-without-person"].clauses == ("P2",)


def test_a_post_without_a_successor_is_told(tmp_path: Path) -> None:
    risk = found(tmp_path)["post-without-successor"]

    assert (risk.at.list, risk.at.id) == ("posts", "vacant")


def test_two_at_once_are_told_with_what_lacks(tmp_path: Path) -> None:
    risk = found(tmp_path)["two-at-once"]

    assert risk.weight == "high"
    assert "Patrols 4 of 2" in risk.what.en


def test_the_only_unit_of_a_kind_that_goes_first_to_two_types_is_told(tmp_path: Path) -> None:
    second = "\n  - {id: patrol-2, name: {zh: 巡逻2, en: Patrol 2}, kind: patrol, group: safety,"
    alone = spoilt("plan.yaml", (second, second.replace("kind: patrol,", "kind: unused,")))
    crush = spoilt("incidents/crush.yaml", ("send: [patrol, patrol]", "send: [patrol]"))
    other = crush.replace("id: crush", "id: other", 1)
    files: dict[str, str | bytes | None] = {
        "plan.yaml": alone,
        "incidents/crush.yaml": crush,
        "incidents/other.yaml": other,
    }

    told = {risk.code: risk for risk in risks(load_plan(write_plan(tmp_path, files)))}

    assert told["same-unit-first"].at.id == "patrol-1"


def test_a_unit_that_has_a_second_of_its_kind_is_no_risk(tmp_path: Path) -> None:
    assert "same-unit-first" not in found(tmp_path)


def test_a_first_successor_who_answers_on_another_rung_is_told(tmp_path: Path) -> None:
    changes = (
        ("    holders: []\n    succession: []", "    holders: [wu-bei]\n    succession: [li-an]"),
        (
            "ladder:\n",
            (
                "ladder:\n  - {id: scene, kind: post, post: vacant,"
                " name: {zh: 现场, en: Scene}, source: A1}\n"
            ),
        ),
    )

    risk = found(tmp_path, "plan.yaml", *changes)["successor-on-same-ladder"]

    assert "already answers as" in risk.what.en


def test_a_duty_that_is_only_named_is_told(tmp_path: Path) -> None:
    clause = "  - {id: P3, kind: duty, gist: {zh: 宣传, en: publicity}}\n"
    plan = spoilt("plan.yaml", ("duties: [P2]", "duties: [P2, P3]"))
    files: dict[str, str | bytes | None] = {
        "plan.yaml": plan,
        "clauses.yaml": spoilt("clauses.yaml") + clause,
    }

    told = list(risks(load_plan(write_plan(tmp_path, files))))

    named = [risk.clauses for risk in told if risk.code == "duty-only-named"]
    assert named == [("P3",)]


def test_asking_for_more_than_there_is_is_told_once_and_not_for_each_pair(tmp_path: Path) -> None:
    change = ("send: [patrol, patrol]", "send: [patrol, patrol, patrol]")

    all_found = found(tmp_path, "incidents/crush.yaml", change)

    assert "asks for 3 of Patrols; there are 2" in all_found["more-units-asked-than-there"].what.en
    assert "two-at-once" not in all_found


def test_one_person_in_all_the_ladder_of_the_double_ninth_plan_is_found() -> None:
    told = [risk.what.en for risk in risks(load_plan(DOUBLE_NINTH))]

    assert any("He Binghai stands on Lead group, Commander" in one for one in told)


def test_a_person_on_several_rungs_is_told_once_a_ladder_with_the_types_that_climb_it() -> None:
    plan = load_plan(DOUBLE_NINTH)

    told = [one for one in risks(plan) if one.code == "one-person-several-rungs"]

    assert [one.at.id for one in told] == ["liu-ning", "wang-tao", "he-binghai"]
    every, chief = told[0].what.en, told[2].what.en
    assert every.startswith(f"All {len(plan.playbooks)} types: Liu Ning stands on")
    assert "Sudden illness" in chief
    assert "Begging" not in chief
    assert {one.weight for one in told} == {"high"}


def test_the_same_person_on_another_ladder_is_told_at_the_type_that_has_it(tmp_path: Path) -> None:
    own = "ladder:\n  - {id: lead, kind: lead, name: {zh: 牵头, en: Lead}, source: A1}\n"
    own += "  - {id: head, kind: post, post: commander, name: {zh: 首, en: Head}, source: A1}\n"
    crush = FILES["incidents/crush.yaml"]
    other = crush.replace("id: crush", "id: other", 1).replace("checklist:", own + "checklist:", 1)
    folder = write_plan(tmp_path, {"incidents/other.yaml": other})

    told = [one for one in risks(load_plan(folder)) if one.code == "one-person-several-rungs"]

    assert [one.at.file for one in told] == ["incidents/crush.yaml", "incidents/other.yaml"]


def test_a_quantity_that_nobody_confirmed_is_told_at_its_line(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    lines = (folder / "supplies.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "id: radio" in text)

    report = check_plan(folder)

    assert f"{folder}/supplies.yaml:{line}: low supply-not-verified [P2]" in report.text
    assert report.text.count("supply-not-verified") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_risk_says_what_and_what_to_do_in_both_languages(language: str) -> None:
    for risk in risks(load_plan(DOUBLE_NINTH)):
        assert getattr(risk.what, language).strip()
        assert getattr(risk.remedy, language).strip()


def test_the_worst_come_first() -> None:
    weights = [risk.weight for risk in risks(load_plan(DOUBLE_NINTH))]

    assert weights == sorted(weights, key=["high", "medium", "low"].index)


def test_the_check_names_file_and_line_of_a_risk(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    lines = (folder / "plan.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "id: vacant" in text)

    report = check_plan(folder)

    assert f"{folder}/plan.yaml:{line}: high post-without-successor [A1]" in report.text
    assert report.ok


def test_a_check_for_tools_says_the_same_as_json(tmp_path: Path) -> None:
    told = json.loads(json.dumps(check_plan(write_plan(tmp_path)).data))

    assert told["ok"] is True
    assert told["unbound"] == []
    assert {"kind": "unit", "id": "patrol-1", "of": None} in told["clauses"]["P2"]
    assert "post-without-successor" in {one["risk"]["code"] for one in told["risks"]}


def test_faults_are_told_to_tools_with_their_lines(tmp_path: Path) -> None:
    content = spoilt("incidents/crush.yaml", ("lead: safety", "lead: safty"))

    told = check_plan(write_plan(tmp_path, {"incidents/crush.yaml": content})).data

    assert told["ok"] is False
    assert isinstance(told["faults"], list)
    assert len(told["faults"]) == 1


def test_a_duty_of_nobody_is_told_at_its_line(tmp_path: Path) -> None:
    risk = found(tmp_path, "plan.yaml", ("en: Head}, agency: health", "en: Head}, agency: police"))

    assert risk["duty-without-owner"].at.id == "bins"
    assert "duty-without-owner" not in found(tmp_path / "as-it-is")


def test_a_closed_place_that_nobody_proves_is_told(tmp_path: Path) -> None:
    shut = ('"closed": false', '"closed": true')

    assert found(tmp_path, "site.geojson", shut)["closed-not-proved"].at.id == "gate"


def test_both_closed_places_of_the_double_ninth_are_proved() -> None:
    assert "closed-not-proved" not in {one.code for one in risks(load_plan(DOUBLE_NINTH))}
