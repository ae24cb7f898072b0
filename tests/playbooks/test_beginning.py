"""`denggao plan new`: what it writes is right at once, runs, and writes over nothing."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from command.plan_files import check_plan, load_drill, load_plan
from command.plan_files.beginning import SKELETON, Beginning, CannotBegin, begin_plan
from command.plan_files.risks import risks
from command.plan_files.tree import read_tree
from tests.playbooks.plans import PLANS, named
from tests.playbooks.rehearsal import Rehearsal

FAIR = Beginning(zh="乡村集市", en="Village fair", day="2027-05-02", timezone="Asia/Shanghai")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan begun a moment ago, where there was nothing."""
    return begin_plan(tmp_path / "plans", "village-fair", FAIR)


def test_a_new_plan_is_right_bound_and_without_risks(folder: Path) -> None:
    report = check_plan(folder)

    assert report.ok, report.text
    assert risks(load_plan(folder)) == ()
    assert load_plan(folder).warnings == ()


def test_it_has_the_name_and_the_day_that_were_said(folder: Path) -> None:
    plan = load_plan(folder)

    assert (plan.id, plan.name.zh, plan.name.en) == ("village-fair", "乡村集市", "Village fair")
    assert plan.day == "2027-05-02"


def test_its_drill_plays_through_and_nothing_is_refused(folder: Path) -> None:
    plan = load_plan(folder)
    played = Rehearsal(plan, load_drill(folder / "drills" / "demo.yaml", plan)).play(until_s=200)

    assert played.refused == []
    assert len(played.numbers) == 2
    assert not any(played.incident(label).missed for label in played.numbers)


@pytest.mark.parametrize("name", ['Fair: "the big one"', "a # b", "{zh}", "yes", "\\1 \\n", "'"])
def test_a_name_with_signs_of_the_file_stays_itself(tmp_path: Path, name: str) -> None:
    said = Beginning(zh=name, en=name, day=FAIR.day, timezone=FAIR.timezone)

    plan = load_plan(begin_plan(tmp_path, "fair", said))

    assert (plan.name.zh, plan.name.en) == (name, name)


def test_a_folder_that_is_there_is_left_as_it_is(folder: Path) -> None:
    (folder / "plan.yaml").write_text("mine", "utf-8")

    with pytest.raises(CannotBegin, match="there already"):
        begin_plan(folder.parent, folder.name, FAIR)

    assert (folder / "plan.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "Fair", "../fair", "a/b", "-a", "a--b", "a" * 41, "fair\n"])
def test_a_name_that_is_no_id_makes_no_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotBegin, match="can't name a plan"):
        begin_plan(tmp_path, name, FAIR)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("zh", "en", "day", "timezone"),
    [
        (" ", "Fair", "2027-05-02", "Asia/Shanghai"),
        ("集市", "two\nlines", "2027-05-02", "Asia/Shanghai"),
        ("集市", "Fair", "2 May", "Asia/Shanghai"),
        ("集市", "Fair", "2027-05-02", "Mars/Base"),
    ],
)
def test_what_would_make_a_wrong_plan_is_refused(
    tmp_path: Path, zh: str, en: str, day: str, timezone: str
) -> None:
    with pytest.raises(CannotBegin):
        begin_plan(tmp_path, "fair", Beginning(zh=zh, en=en, day=day, timezone=timezone))

    assert list(tmp_path.iterdir()) == []


def test_schemas_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()

    begin_plan(tmp_path, "fair", FAIR)

    assert list((tmp_path / "schema").iterdir()) == []


@pytest.mark.parametrize("plan", [SKELETON, *PLANS], ids=named)
def test_every_file_of_a_plan_names_the_schema_that_it_fits(plan: Path, folder: Path) -> None:
    """As an editor reads it: a comment on top, or `$schema`, with a path from the file itself."""
    root = folder if plan is SKELETON else plan
    for path in sorted(one for one in root.rglob("*") if one.is_file()):
        schema = path.parent / _schema_of(path)
        tree, _ = read_tree(path.name, path.read_bytes())
        assert tree is not None

        found = json.loads(schema.read_text("utf-8"))
        errors = list(Draft202012Validator(found).iter_errors(tree.plain()))

        assert errors == [], path


def _schema_of(path: Path) -> str:
    content = path.read_text("utf-8")
    if path.suffix == ".geojson":
        return str(json.loads(content)["$schema"])
    first = content.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema="), path
    return first.partition("=")[2]
