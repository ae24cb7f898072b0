"""What `denggao plan check` prints."""

from pathlib import Path

from command.plan_files import check_plan
from tests.playbooks.small_plan import spoilt, write_plan

DOUBLE_NINTH = Path(__file__).parents[2] / "playbooks" / "double-ninth-2020"


def test_the_double_ninth_plan_is_right_when_every_clause_is_bound() -> None:
    report = check_plan(DOUBLE_NINTH)

    assert report.ok == ("nothing stands on it" not in report.text)
    assert "29 people" in report.text
    assert "drill demo" in report.text


def test_each_clause_is_listed_with_what_stands_on_it() -> None:
    report = check_plan(DOUBLE_NINTH)

    lines = {line.split()[0]: line for line in report.text.splitlines() if line}
    assert "agency health" in lines["P4.5.a"]
    assert "unit ambulance-1" in lines["P4.5.a"]
    assert "post emergency-office" in lines["A9"]


def test_a_clause_without_anything_fails_and_says_what_to_do(tmp_path: Path) -> None:
    content = spoilt("clauses.yaml") + "  - {id: A9, kind: duty, gist: {zh: 无, en: none}}\n"
    folder = write_plan(tmp_path, {"clauses.yaml": content})

    report = check_plan(folder)

    assert not report.ok
    assert "A9         NOTHING" in report.text
    assert "4 of 5 clauses bound." in report.text
    assert "clause A9: nothing stands on it" in report.text
    assert "Name it under `source` of what embodies it" in report.text


def test_a_clause_that_the_system_embodies_is_bound(tmp_path: Path) -> None:
    clause = "  - {id: A9, kind: liability, gist: {zh: 追责, en: liability},"
    content = spoilt("clauses.yaml") + clause + " embodied_by: [log-of-record]}\n"

    report = check_plan(write_plan(tmp_path, {"clauses.yaml": content}))

    assert report.ok
    assert "A9         capability log-of-record" in report.text


def test_gaps_are_listed_in_both_languages() -> None:
    report = check_plan(DOUBLE_NINTH)

    assert "- 宋军杰不在任何工作组" in report.text
    assert "  Song Junjie is in no group" in report.text


def test_faults_are_printed_with_the_folder_so_that_an_editor_opens_them(tmp_path: Path) -> None:
    content = spoilt("incidents/crush.yaml", ("lead: safety", "lead: safty"))
    folder = write_plan(tmp_path, {"incidents/crush.yaml": content})

    report = check_plan(folder)

    assert not report.ok
    assert f"{folder}/incidents/crush.yaml:6: lead: 'safty'" in report.text
    assert report.text.splitlines()[-1].startswith("1 fault.")


def test_a_broken_drill_makes_the_check_fail(tmp_path: Path) -> None:
    content = spoilt("drills/short.yaml", ("zone: gate", "zone: gaet"))
    folder = write_plan(tmp_path, {"drills/short.yaml": content})

    report = check_plan(folder)

    assert not report.ok
    assert "drills/short.yaml:9: zone: 'gaet'" in report.text
