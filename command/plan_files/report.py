"""What `denggao plan check` prints: the faults, or what binds to each clause, and the gaps."""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from pathlib import Path

from command.domain.identifiers import Clause
from command.domain.plan import Plan
from command.plan_files.drills import Drill, load_drill
from command.plan_files.faults import PlanFaults
from command.plan_files.loading import load_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The report and whether the plan can be used. Gaps and unbound clauses don't spoil it."""

    ok: bool
    text: str


def check_plan(folder: Path) -> CheckReport:
    """Check a plan and its drills, and say in lines what was found."""
    try:
        plan = load_plan(folder)
    except PlanFaults as wrong:
        return CheckReport(ok=False, text="\n".join(_faults(folder, [wrong])))
    drills: list[Drill] = []
    broken: list[PlanFaults] = []
    for path in sorted(folder.glob("drills/*.yaml")):
        try:
            drills.append(load_drill(path, plan))
        except PlanFaults as wrong:
            broken.append(wrong)
    if broken:
        return CheckReport(ok=False, text="\n".join(_faults(folder, broken)))
    return CheckReport(ok=True, text="\n".join(_report(plan, drills)))


def bound(plan: Plan) -> dict[Clause, list[str]]:
    """Tell which elements stand on each clause, in the written plan's order."""
    table: dict[Clause, list[str]] = {clause: [] for clause in plan.clauses}
    for element, clauses in elements(plan):
        for clause in clauses:
            table[clause].append(element)
    return table


def elements(plan: Plan) -> Iterator[tuple[str, Iterable[Clause]]]:
    """Go through everything that cites: its kind and id, and its clauses."""
    yield f"plan {plan.id}", plan.source
    for agency in plan.agencies.values():
        yield f"agency {agency.id}", agency.source
    for person in plan.people.values():
        yield f"person {person.id}", person.source
    for post in plan.posts.values():
        yield f"post {post.id}", post.source
    for group in plan.groups.values():
        yield f"group {group.id}", (*group.source, *group.duties)
    for unit in plan.units.values():
        yield f"unit {unit.id}", unit.source
    for zone in plan.zones.values():
        yield f"zone {zone.id}", zone.source
    for playbook in plan.playbooks.values():
        # An incident type usually cites its situation in its sources as well: count it once.
        yield f"incident {playbook.id}", dict.fromkeys((playbook.situation, *playbook.source))
        for rung in playbook.ladder:
            yield f"rung {playbook.id}/{rung.id}", rung.source
        for step in playbook.checklist:
            yield f"step {playbook.id}/{step.id}", step.source


def _faults(folder: Path, broken: Iterable[PlanFaults]) -> Iterator[str]:
    faults = [fault for wrong in broken for fault in wrong.faults]
    for fault in faults:
        yield f"{folder.as_posix()}/{fault}"
    count = len(faults)
    yield f"{count} fault{'s' if count != 1 else ''}. The plan cannot be used. 预案有误，不能使用"


def _report(plan: Plan, drills: Iterable[Drill]) -> Iterator[str]:
    yield f"{plan.name.zh}  {plan.name.en}  ({plan.id})"
    yield f"digest {plan.digest}"
    yield _counts(plan)
    for drill in drills:
        yield f"drill {drill.id}: {len(drill.injects)} injects, rate {drill.rate}"
    yield from ("", "Clauses and what stands on them 条款与对应内容")
    table = bound(plan)
    for clause, found in table.items():
        yield f"{clause:<10} {_summary(found)}"
    unbound = [clause for clause, found in table.items() if not found]
    yield f"{len(table) - len(unbound)} of {len(table)} clauses bound, {len(unbound)} not yet."
    yield from ("", f"Gaps of the written plan 预案缺口 ({len(plan.warnings)})")
    for gap in plan.warnings:
        yield f"- {gap.zh}"
        yield f"  {gap.en}"


def _counts(plan: Plan) -> str:
    counted: dict[str, Sized] = {
        "people": plan.people,
        "agencies": plan.agencies,
        "groups": plan.groups,
        "posts": plan.posts,
        "units": plan.units,
        "zones": plan.zones,
        "incident types": plan.playbooks,
    }
    return ", ".join(f"{len(each)} {name}" for name, each in counted.items())


def _summary(found: list[str]) -> str:
    """Name a few; a clause that everyone cites would fill the screen."""
    if not found:
        return "not yet 未对应"
    shown = ", ".join(found[:4])
    return shown if len(found) <= 4 else f"{shown} and {len(found) - 4} more"
