"""What `denggao plan check` prints: the faults, or what binds to each clause, and the gaps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from pathlib import Path

from command.domain.coverage import Element, coverage, unbound
from command.domain.plain import Plain, plain
from command.domain.plan import Plan
from command.plan_files.drills import Drill, load_drill
from command.plan_files.faults import PlanFaults
from command.plan_files.finding import Found, find_lines
from command.plan_files.loading import load_plan
from command.plan_files.risks import risks
from command.plan_files.weighing import WEIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The report, and whether the plan loads and something stands on each of its clauses."""

    ok: bool
    text: str
    data: Mapping[str, Plain] = field(default_factory=dict)
    """The same for tools."""


def check_plan(folder: Path, *, with_risks: bool = True) -> CheckReport:
    """Check a plan and its drills, and say in lines what was found."""
    try:
        plan = load_plan(folder)
    except PlanFaults as wrong:
        return _broken(folder, [wrong])
    drills: list[Drill] = []
    broken: list[PlanFaults] = []
    for path in sorted(folder.glob("drills/*.yaml")):
        try:
            drills.append(load_drill(path, plan))
        except PlanFaults as wrong:
            broken.append(wrong)
    if broken:
        return _broken(folder, broken)
    found = find_lines(folder, risks(plan)) if with_risks else []
    text = "\n".join((*_report(plan, drills), *_risks(folder, found), *_coverage(plan)))
    return CheckReport(ok=not unbound(plan), text=text, data=_data(plan, found))


def _broken(folder: Path, broken: Sequence[PlanFaults]) -> CheckReport:
    faults = [plain(fault) for wrong in broken for fault in wrong.faults]
    text = "\n".join(_faults(folder, broken))
    return CheckReport(ok=False, text=text, data={"ok": False, "faults": faults})


def _data(plan: Plan, found: Iterable[Found]) -> dict[str, Plain]:
    bare = unbound(plan)
    return {
        "ok": not bare,
        "plan": plan.id,
        "digest": plan.digest,
        "faults": [],
        "clauses": {str(clause): plain(on) for clause, on in coverage(plan).items()},
        "unbound": plain(bare),
        "risks": plain([*found]),
        "gaps": plain(plan.warnings),
    }


def _risks(folder: Path, found: Sequence[Found]) -> Iterator[str]:
    if not found:
        return
    yield from ("", f"Risks of the plan 预案风险 ({len(found)})")
    for weight in WEIGHTS:
        count = sum(one.risk.weight == weight for one in found)
        yield f"{weight}: {count}"
    for one in found:
        risk = one.risk
        place = f"{folder.as_posix()}/{risk.at.file}:{one.line}"
        clauses = ", ".join(risk.clauses)
        yield f"{place}: {risk.weight} {risk.code} [{clauses}]"
        yield f"  {risk.what.zh}。{risk.remedy.zh}。"
        yield f"  {risk.what.en}. {risk.remedy.en}."


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
    table = coverage(plan)
    for clause, found in table.items():
        yield f"{clause:<10} {_summary(found)}"
    yield from ("", f"Gaps of the written plan 预案缺口 ({len(plan.warnings)})")
    for gap in plan.warnings:
        yield f"- {gap.zh}"
        yield f"  {gap.en}"


def _coverage(plan: Plan) -> Iterator[str]:
    bare = unbound(plan)
    yield ""
    yield f"{len(plan.clauses) - len(bare)} of {len(plan.clauses)} clauses bound."
    for clause in bare:
        gist = plan.clauses[clause].gist
        yield f"clause {clause}: nothing stands on it 没有对应内容 ({gist.zh} {gist.en})."
        yield "  Name it under `source` of what embodies it, or what the system does about it"
        yield "  under `embodied_by` in clauses.yaml."


def _counts(plan: Plan) -> str:
    counted: dict[str, Sized] = {
        "people": plan.people,
        "agencies": plan.agencies,
        "groups": plan.groups,
        "posts": plan.posts,
        "units": plan.units,
        "zones": plan.zones,
        "duties": plan.readiness.duties,
        "incident types": plan.playbooks,
    }
    return ", ".join(f"{len(each)} {name}" for name, each in counted.items())


def _summary(found: Sequence[Element]) -> str:
    """Name a few; a clause that everyone cites would fill the screen."""
    if not found:
        return "NOTHING 未对应"
    shown = ", ".join(map(str, found[:4]))
    return shown if len(found) <= 4 else f"{shown} and {len(found) - 4} more"
