"""The JSON schemas that editors use are those of today, and the plan's files fit them."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from command.plan_files.schemas import SCHEMAS, schemas
from command.plan_files.tree import read_tree
from tests.playbooks.plans import PLANS, PLAYBOOKS

PATTERNS = {
    "plan.schema.json": "plan.yaml",
    "site.schema.json": "site.geojson",
    "clauses.schema.json": "clauses.yaml",
    "supplies.schema.json": "supplies.yaml",
    "incident.schema.json": "incidents/*.yaml",
    "readiness.schema.json": "readiness.yaml",
    "drill.schema.json": "drills/*.yaml",
}
FILES = [
    (schema, path)
    for plan in PLANS
    for schema, pattern in PATTERNS.items()
    for path in sorted(plan.glob(pattern))
]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_on_disk_is_the_one_of_today(name: str) -> None:
    """Make it anew with ``python -m command.plan_files.schemas playbooks/schema``."""
    on_disk = (PLAYBOOKS / "schema" / name).read_text(encoding="utf-8")

    assert on_disk == schemas()[name]


@pytest.mark.parametrize(
    ("schema", "path"),
    FILES,
    ids=lambda each: each.relative_to(PLAYBOOKS).as_posix() if isinstance(each, Path) else each,
)
def test_a_file_of_the_plan_fits_its_schema(schema: str, path: Path) -> None:
    tree, _ = read_tree(path.name, path.read_bytes())
    assert tree is not None

    errors = list(Draft202012Validator(json.loads(schemas()[schema])).iter_errors(tree.plain()))

    assert errors == []
