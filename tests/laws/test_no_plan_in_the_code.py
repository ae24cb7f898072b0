"""
The code runs any plan: it names nothing of one.

What a plan says (a person, a unit, a zone, an incident type, its own name) is looked for in the
strings of the code. Clauses cited in docstrings are where a rule comes from and decide nothing.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from command.domain.plan import INCIDENT_ICONS, Plan
from command.plan_files import load_plan
from tests.playbooks.plans import PLANS, PLAYBOOKS

ROOT: Final = PLAYBOOKS.parent
PYTHON: Final = sorted(
    path for folder in ("command", "workers") for path in ROOT.glob(f"{folder}/**/*.py")
)
PAGES: Final = sorted(
    path
    for path in (ROOT / "static").rglob("*")
    if path.suffix in {".js", ".json", ".css", ".html", ".webmanifest"}
    and "vendor" not in path.parts
)
TEMPLATES: Final = sorted((ROOT / "command").rglob("*.html"))
JS_STRING: Final = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'')
CITED: Final = re.compile(r"第[一二三四五六七八九十百]+条|\([AP]\d+(?:\.\w+)*\)")

# Words that a plan may take for its own ids and that the code says for itself.
OURS: Final = {
    "commander": "a role",
    "control": "a stage and its time",
    "health": "the address /healthz is one page of",
    "order": "a key of the plan's groups",
    "other": "the icon of what nobody drew one for",
    "transport": "the buttons of a replay",
    "vehicle": "a kind of supply",
}


def ids(plan: Plan) -> set[str]:
    """Everything a plan gives a name to, without its rungs and steps, which are plain words."""
    ours = {*OURS, *INCIDENT_ICONS}  # A plan may call a type as a picture is called.
    of_clauses = {str(clause) for clause in plan.clauses}
    named = (
        plan.people, plan.agencies, plan.posts, plan.groups, plan.units, plan.zones,
        plan.playbooks, plan.unit_kinds, plan.circumstances,
    )  # fmt: skip
    return {plan.id, *of_clauses, *(str(one) for each in named for one in each)} - ours


def names(plan: Plan) -> set[str]:
    """What people of that plan would read: its own name, people's, agencies', places', crews'."""
    of_agencies = [agency.name for agency in plan.agencies.values()]
    of_people = [person.name for person in plan.people.values()]
    of_zones = [zone.name for zone in plan.zones.values()]
    texts = [plan.name, plan.site, *of_agencies, *of_people, *of_zones]
    return {spoken for text in texts for spoken in (text.zh, text.en)}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Go through the strings of a file that do something: docstrings are left out."""
    if path.suffix == ".py":
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in said:
                yield node.lineno, str(node.value)
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.lstrip().startswith(("//", "/*", "*")):
            continue  # An example in a comment decides nothing.
        for one, other in JS_STRING.findall(line):
            yield number, one or other


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_no_string_of_the_code_is_an_id_of_a_plan(folder: Path) -> None:
    known = ids(load_plan(folder))

    tied = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in (*PYTHON, *PAGES)
        for line, text in strings(path)
        if text in known
    ]

    assert tied == []


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_no_name_of_a_plan_is_written_in_the_code(folder: Path) -> None:
    known = names(load_plan(folder))

    tied = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (*PYTHON, *PAGES, *TEMPLATES)
        for content in [path.read_text(encoding="utf-8")]
        for name in known
        if name in content
    ]

    assert tied == []


def test_nothing_that_people_read_cites_a_clause() -> None:
    """Which article says so is the plan's to know; another plan has it elsewhere or not at all."""
    citing = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in (*PYTHON, *PAGES)
        for line, text in strings(path)
        if CITED.search(text)
    ]

    assert citing == []


def test_an_id_in_a_string_is_found_and_one_in_a_docstring_is_not(tmp_path: Path) -> None:
    code, page = tmp_path / "one.py", tmp_path / "one.js"
    code.write_text('"""The plan gives ``ambulance-2``."""\nPHONE = "ambulance-2"\n', "utf-8")
    page.write_text("const PHONE = 'ambulance-2';\n", "utf-8")

    assert list(strings(code)) == [(2, "ambulance-2")]
    assert list(strings(page)) == [(1, "ambulance-2")]
