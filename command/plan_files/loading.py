"""
Load a plan from its folder, or say everything that is wrong with it.

Source: docs/playbooks.md
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from command.domain.plan import Plan
from command.plan_files.building import build_plan
from command.plan_files.chains import faults_of_chains
from command.plan_files.checking import check_shape
from command.plan_files.duties import FILE as READINESS
from command.plan_files.duties import ReadinessShape, build_readiness, due_too_late
from command.plan_files.faults import Fault, PlanFaults
from command.plan_files.files import INCIDENTS, digest_of, grow_trees, read_folder
from command.plan_files.gaps import gaps
from command.plan_files.references import Known, know_circumstances
from command.plan_files.shapes import PlanShape
from command.plan_files.shapes_of_clauses import ClausesShape
from command.plan_files.shapes_of_incidents import IncidentShape
from command.plan_files.shapes_of_site import SiteShape
from command.plan_files.shapes_of_supplies import SuppliesShape
from command.plan_files.tree import Node
from command.plan_files.words import Shape

S = TypeVar("S", bound=Shape)


def load_plan(folder: Path) -> Plan:
    """
    Read a plan.

    Raises:
        PlanFaults: with every mistake of every file, not only the first.
    """
    return read_plan(folder)[0]


def read_plan(folder: Path) -> tuple[Plan, dict[str, bytes]]:
    """
    Read a plan and keep the very bytes it was made of.

    Raises:
        PlanFaults: with every mistake of every file, not only the first.
    """
    files, faults = read_folder(folder)
    return plan_of(folder.resolve().name, files, faults), files


def plan_of(
    name: str, files: Mapping[str, bytes], faults: Iterable[Fault] = (), *, kept: bool = False
) -> Plan:
    """
    Make a plan of its files' bytes.

    Args:
        name: of the plan's folder, which its id has to be.
        faults: found already while the files were read.
        kept: a version that an event goes by. It was right once, so what the check has come to
            ask since is not asked of it: a running event must outlive an upgrade.

    Raises:
        PlanFaults: with those and every other mistake.
    """
    faults = list(faults)
    trees, known, found = grow_trees(files)
    faults += found
    known.kept = kept
    if kept:
        know_circumstances(trees, known)
    plan, found = _checked(PlanShape, "plan.yaml", trees, known)
    faults += found
    site, found = _checked(SiteShape, "site.geojson", trees, known)
    faults += found
    clauses, found = _checked(ClausesShape, "clauses.yaml", trees, known)
    faults += found
    supplies, found = _checked(SuppliesShape, "supplies.yaml", trees, known)
    faults += found
    readiness, found = _checked(ReadinessShape, READINESS, trees, known)
    faults += found
    if readiness is not None and plan is not None:
        faults += due_too_late(readiness, plan, trees[READINESS])
    incidents: list[IncidentShape] = []
    for path in sorted(path for path in trees if path.startswith(INCIDENTS)):
        incident, found = check_shape(IncidentShape, path, trees[path], known)
        faults += found
        incidents += [incident] if incident else []
    faults += _misnamed(name, trees)
    faults += _confusable_units(plan, trees)
    faults += faults_of_chains(trees, kept=kept)
    if faults or plan is None or site is None or clauses is None:
        raise PlanFaults(faults)
    built = build_plan(digest_of(files), plan, site, clauses, incidents, supplies=supplies)
    if readiness is not None:
        built = replace(built, readiness=build_readiness(readiness, plan))
    return replace(built, warnings=gaps(built))


def _checked(
    shape: type[S], file: str, trees: Mapping[str, Node], known: Known
) -> tuple[S | None, list[Fault]]:
    if file not in trees:
        return None, []
    return check_shape(shape, file, trees[file], known)


def _misnamed(folder: str, trees: Mapping[str, Node]) -> Iterator[Fault]:
    """Ids that a path says as well must say the same."""
    expected = {
        name: name.removeprefix(INCIDENTS).removesuffix(".yaml")
        for name in trees
        if name.startswith(INCIDENTS)
    }
    for name, wanted in expected.items():
        yield from _unlike(name, trees[name], "id", wanted, "file")
    if "plan.yaml" in trees:
        yield from _unlike("plan.yaml", trees["plan.yaml"], "plan", folder, "folder")


def _unlike(file: str, tree: Node, key: str, wanted: str, of: str) -> Iterator[Fault]:
    given = tree.value.get(key) if isinstance(tree.value, dict) else None
    if given is not None and isinstance(given.value, str) and given.value != wanted:
        what = f"'{given.value}' is not the name of its {of}"
        hint = f"Write {key}: {wanted}, or rename the {of}"
        yield Fault(file=file, line=given.line, what=what, hint=hint)


def _confusable_units(plan: PlanShape | None, trees: Mapping[str, Node]) -> Iterator[Fault]:
    """Two units that answer to one name on the radio would both go, or neither."""
    first: dict[str, str] = {}
    for place, unit in enumerate(plan.units if plan else ()):
        for name in {unit.name.zh, unit.name.en}:
            if name in first:
                line = trees["plan.yaml"].line_at(("units", place, "name"))
                what = f"unit '{unit.id}' is called '{name}', like '{first[name]}'"
                hint = "Give each unit a name of its own"
                yield Fault(file="plan.yaml", line=line, what=what, hint=hint)
            first.setdefault(name, unit.id)
