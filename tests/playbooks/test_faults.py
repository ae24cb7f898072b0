"""Every mistake in a plan's files is told, at its line, with a way out."""

from itertools import zip_longest
from pathlib import Path

import pytest

from command.domain.identifiers import TypeId
from command.plan_files import load_plan
from tests.playbooks.mistakes import CLAUSES, CRUSH, MISTAKES, PLAN_YAML, RING, SITE
from tests.playbooks.small_plan import FILES, faults_of, spoilt, write_plan


def line_of(content: str, old: str, new: str) -> int:
    """The line of the first difference."""
    changed = content.replace(old, new)
    pairs = zip_longest(content.splitlines(), changed.splitlines())
    return next(line for line, (a, b) in enumerate(pairs, start=1) if a != b)


def test_the_small_plan_itself_is_right(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)

    plan = load_plan(folder)

    assert plan.id == "small"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_what_would_do(tmp_path: Path, name: str) -> None:
    mistake = MISTAKES[name]
    content = spoilt(mistake.file, (mistake.old, mistake.new))
    folder = write_plan(tmp_path, {mistake.file: content})

    faults = faults_of(folder)

    told = [f for f in faults if f.file == mistake.file and mistake.what in f.what]
    assert told, faults
    assert mistake.hint in told[0].hint


@pytest.mark.parametrize(
    "name",
    [
        "an unknown key",
        "a reference to no agency",
        "a reference to no zone",
        "an unknown clause",
        "a missing language",
        "an id used twice",
        "a rung naming a post nobody holds",
        "words where a number belongs",
        "an alias",
        "a point beside the board",
        "a reference to no person",
        "a post on two rungs of one ladder",
        "a ladder that tells the lead twice",
        "a post that is its own deputy",
        "an outline that says nothing",
        "an outline that crosses itself",
        "a zone without area",
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, name: str) -> None:
    mistake = MISTAKES[name]
    content = spoilt(mistake.file, (mistake.old, mistake.new))
    folder = write_plan(tmp_path, {mistake.file: content})

    faults = faults_of(folder)

    line = line_of(FILES[mistake.file], mistake.old, mistake.new)
    assert line in [f.line for f in faults if f.file == mistake.file and mistake.what in f.what]


def test_a_fault_reads_as_file_line_what_and_hint(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {CRUSH: spoilt(CRUSH, ("lead: safety", "lead: safty"))})

    (fault,) = faults_of(folder)

    assert str(fault) == (
        "incidents/crush.yaml:6: lead: 'safty' is not a known group. Did you mean 'safety'."
    )


def test_a_missing_key_is_told_at_the_element_it_belongs_to(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {CRUSH: spoilt(CRUSH, ("phase: 1, ", ""))})

    (fault,) = faults_of(folder)

    assert (fault.line, fault.what) == (15, "checklist[1]: 'phase' is missing")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    changed: dict[str, str | bytes | None] = {
        PLAN_YAML: spoilt(
            PLAN_YAML, ("home: gate", "hone: gate"), ("leads: [li-an]", "leads: [lian]")
        ),
        SITE: spoilt(SITE, ('"label": [10, 20]', '"label": 10')),
        CLAUSES: spoilt(CLAUSES, ("{zh: 一天, en: one day}", "{zh: 一天}")),
        CRUSH: spoilt(CRUSH, ("phase: 1", "phase: x, kind: y"), ("[health]", "[helth]")),
        "incidents/fire.yaml": "id: [",
    }
    folder = write_plan(tmp_path, changed)

    faults = faults_of(folder)

    told = [(fault.file, fault.what.split(": ")[-1]) for fault in faults]
    assert told == [
        (CLAUSES, "'en' is missing"),
        (CRUSH, "'helth' is not a known agency"),
        (CRUSH, "this should be a whole number"),
        (CRUSH, "unknown key 'kind'"),
        ("incidents/fire.yaml", "did not find expected node content"),
        (PLAN_YAML, "'lian' is not a known person"),
        (PLAN_YAML, "unknown key 'hone'"),
        (SITE, "this should be a list"),
    ]


def test_posts_that_stand_for_each_other_over_a_third_are_told_once(tmp_path: Path) -> None:
    posts = "\n".join(
        f"  - {{id: {name}, structure: scene, name: {{zh: {name}, en: {name}}}, holders: [],"
        f" deputies: [{deputies}], succession: [], source: A1}}"
        for name, deputies in [("a", "b, d"), ("b", "c"), ("c", "a"), ("d", "vacant")]
    )
    content = spoilt(PLAN_YAML, ("posts:\n", f"posts:\n{posts}\n"))
    folder = write_plan(tmp_path, {PLAN_YAML: content})

    (fault,) = faults_of(folder)

    assert fault.what == "posts[1].deputies: deputies go round: a → b → c → a"


def test_people_may_act_for_each_other(tmp_path: Path) -> None:
    content = spoilt(
        PLAN_YAML,
        ("    holders: []\n    succession: []", "    holders: [wu-bei]\n    succession: [li-an]"),
    )
    folder = write_plan(tmp_path, {PLAN_YAML: content})

    plan = load_plan(folder)

    acts_for = {post.holders: post.succession for post in plan.posts.values()}
    assert acts_for == {("li-an",): ("wu-bei",), ("wu-bei",): ("li-an",)}


def test_a_request_may_follow_the_rung_that_tells_whoever_approves_it(tmp_path: Path) -> None:
    request = "  - {id: city, kind: request, name: {zh: 市, en: City}, source: A1}\n"
    folder = write_plan(tmp_path, {PLAN_YAML: FILES[PLAN_YAML] + request})

    plan = load_plan(folder)

    assert [rung.id for rung in plan.playbooks[TypeId("crush")].ladder] == ["lead", "top", "city"]


def test_a_rung_that_cannot_be_read_makes_no_second_fault_of_its_ladder(tmp_path: Path) -> None:
    content = spoilt(PLAN_YAML, ("kind: post, post: commander", "kind: past, post: commander"))
    folder = write_plan(tmp_path, {PLAN_YAML: content})

    (fault,) = faults_of(folder)

    assert "'past' is none of the words known here" in fault.what


@pytest.mark.parametrize(
    "ring",
    [
        "[[[0, 0], [9, 0], [9, 9], [5, 3], [0, 9], [0, 0]]]",
        "[[[0, 0], [4, 0], [9, 0], [9, 9], [9, 9], [0, 0]]]",
    ],
    ids=["a bay", "a corner on a side, and one written twice"],
)
def test_an_outline_may_have_any_shape_one_can_walk_round(tmp_path: Path, ring: str) -> None:
    folder = write_plan(tmp_path, {SITE: spoilt(SITE, (RING, ring))})

    plan = load_plan(folder)

    assert plan.zones


def test_one_mistake_in_a_definition_makes_no_second_where_it_is_used(tmp_path: Path) -> None:
    content = spoilt(PLAN_YAML, ("{id: police, name:", "{id: police, nmae:"))
    folder = write_plan(tmp_path, {PLAN_YAML: content})

    faults = faults_of(folder)

    assert {fault.line for fault in faults} == {11}


def test_what_an_unreadable_file_defines_is_not_missed_elsewhere(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {CLAUSES: "clauses: ["})

    faults = faults_of(folder)

    assert [fault.file for fault in faults] == [CLAUSES]


def test_a_file_too_large_is_not_read_further(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {PLAN_YAML: FILES[PLAN_YAML] + "# \n" * 100_000})

    faults = faults_of(folder)

    assert "larger than 256 KiB" in faults[0].what


def test_bytes_that_are_not_utf_8_are_told_at_their_line(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {CRUSH: b"id: crush\nname: \xd6\xd8\n"})

    (fault,) = faults_of(folder)

    assert (fault.line, fault.what) == (2, "this is not UTF-8")


def test_too_deep_a_file_is_told(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {CRUSH: "id: " + "[" * 5_000})

    (fault,) = faults_of(folder)

    assert fault.what == "deeper than 32 levels"


@pytest.mark.parametrize("name", [PLAN_YAML, SITE, CLAUSES])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path, {name: None})

    faults = faults_of(folder)

    assert (name, "the file is missing") in [(fault.file, fault.what) for fault in faults]


def test_a_plan_without_incident_types_is_told(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {CRUSH: None})

    (fault,) = faults_of(folder)

    assert fault.what == "there is no incident type"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    faults = faults_of(tmp_path / "nowhere")

    assert len(faults) == 4


def test_a_misspelt_file_is_told(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {"clause.yaml": "clauses: []"})

    (fault,) = faults_of(folder)

    assert fault.what == "not a file of a plan"
    assert "clauses.yaml" in fault.hint
