"""
Write the JSON schemas that editors check a plan's files with.

Run as ``python -m command.plan_files.schemas playbooks/schema``; a test fails when they are old.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from command.plan_files.drills import DrillShape
from command.plan_files.duties import ReadinessShape
from command.plan_files.shapes import PlanShape
from command.plan_files.shapes_of_clauses import ClausesShape
from command.plan_files.shapes_of_incidents import IncidentShape
from command.plan_files.shapes_of_site import SiteShape
from command.plan_files.shapes_of_supplies import SuppliesShape
from command.plan_files.words import Shape

SCHEMAS: Final[Mapping[str, type[Shape]]] = {
    "plan.schema.json": PlanShape,
    "site.schema.json": SiteShape,
    "clauses.schema.json": ClausesShape,
    "readiness.schema.json": ReadinessShape,
    "incident.schema.json": IncidentShape,
    "supplies.schema.json": SuppliesShape,
    "drill.schema.json": DrillShape,
}


def schemas() -> dict[str, str]:
    """Make each schema's text, by its file name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        name: json.dumps(dialect | shape.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
        for name, shape in SCHEMAS.items()
    }


def write_schemas(folder: Path) -> None:
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        (folder / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
