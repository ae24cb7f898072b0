"""
Write docs/routing.md: whom every incident type brings in, by zone, severity and circumstance.

Run as ``python -m tools.routes``; a test fails when the page is old. The table is asked of
`route` itself, so it says what the desk will do and not what a file seems to say.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from command.domain.identifiers import CircumstanceId
from command.domain.plan import Plan, Playbook
from command.domain.routing import Picture, Route, route
from command.domain.states import INJURED, Severity
from command.plan_files import load_plan

ROOT: Final = Path(__file__).parents[1]
PLAN: Final = ROOT / "playbooks" / "double-ninth-2020"
PAGE: Final = ROOT / "docs" / "routing.md"
GRADES: Final = ("I", "II", "III", "IV")

HEAD: Final = """# Routing of the Double Ninth plan

Made by `python -m tools.routes` from `playbooks/double-ninth-2020`; don't edit it. How rules are
written is in [playbooks.md](playbooks.md#routing), why they only add in
[decision 0011](decisions/0011-rules-add-people-take-away.md).

Each type names who leads, supports and is sent in any case. The tables say what comes to that by
zone and severity, and by what is known, with the clauses; `—` is nothing more. Zones and grades
that come to the same stand together.
"""


def page(plan: Plan) -> str:
    """The whole page."""
    parts = [HEAD, *(_of_type(plan, one) for one in plan.playbooks.values())]
    return "\n".join(parts)


def _of_type(plan: Plan, playbook: Playbook) -> str:
    usual = _ask(plan, playbook, Severity.ORDINARY)
    lines = [
        f"## {playbook.name.en} {playbook.name.zh} `{playbook.id}`",
        "",
        (
            f"Led by **{plan.groups[usual.lead].name.en}** "
            f"({' '.join(playbook.lead_source)}), with "
            f"{_names(plan.agencies[one].name.en for one in playbook.support)}. "
            f"Sent: {_names(plan.unit_kinds[kind].en for kind in playbook.send)}."
        ),
        "",
        *_by_zone(plan, playbook),
        "",
        *_by_circumstance(plan, playbook),
        "",
    ]
    return "\n".join(lines)


def _by_zone(plan: Plan, playbook: Playbook) -> Iterator[str]:
    """A row for each set of zones that come to the same in every grade."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for zone in (None, *plan.zones):
        cells = tuple(
            _more(plan, playbook, _ask(plan, playbook, grade, zone=zone)) for grade in Severity
        )
        rows.setdefault(cells, []).append("not known" if zone is None else plan.zones[zone].name.en)
    spans = _spans(list(rows))
    yield f"| zone | {' | '.join(name for name, _ in spans)} |"
    yield "|---" * (len(spans) + 1) + "|"
    largest = max(rows.values(), key=len)
    for cells, zones in rows.items():
        name = "any other" if zones is largest and len(rows) > 1 else ", ".join(zones)
        name = "any" if len(rows) == 1 else name
        yield f"| {name} | {' | '.join(cells[place] for _, place in spans)} |"


def _spans(rows: list[tuple[str, ...]]) -> list[tuple[str, int]]:
    """Columns of neighbouring grades that are alike in every row: their name, and one of them."""
    spans: list[tuple[str, int]] = []
    for place, grade in enumerate(GRADES):
        if spans and all(row[place] == row[spans[-1][1]] for row in rows):
            spans[-1] = (f"{spans[-1][0]}, {grade}", spans[-1][1])
        else:
            spans.append((grade, place))
    return spans


def _by_circumstance(plan: Plan, playbook: Playbook) -> Iterator[str]:
    yield "| known | brings in |"
    yield "|---|---|"
    for one in (INJURED, *plan.circumstances):
        found = _ask(plan, playbook, Severity.ORDINARY, known=frozenset({one}))
        yield f"| {one} | {_more(plan, playbook, found)} |"


def _ask(
    plan: Plan,
    playbook: Playbook,
    severity: Severity,
    *,
    zone: str | None = None,
    known: frozenset[CircumstanceId] = frozenset(),
) -> Route:
    where = next((one for one in plan.zones if one == zone), None)
    asked = Picture(type=playbook.id, zone=where, severity=severity, circumstances=known)
    found = route(plan, asked)
    if found is None:
        raise LookupError(f"{playbook.id} has no route")
    return found


def _more(plan: Plan, playbook: Playbook, found: Route) -> str:
    """What a route has beyond the type's own, and by which clauses."""
    more = [
        *([f"**{plan.groups[found.lead].name.en} leads**"] if found.lead != playbook.lead else []),
        *(plan.groups[one].name.en for one in found.groups),
        *(plan.agencies[one].name.en for one in found.support if one not in playbook.support),
        *(plan.unit_kinds[kind].en for kind in found.send if kind not in playbook.send),
    ]
    cited = dict.fromkeys(
        clause for reason in found.reasons if reason.rule for clause in reason.source
    )
    return f"{_names(more)} ({' '.join(cited)})" if more else "—"


def _names(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names)) or "nobody"


if __name__ == "__main__":
    PAGE.write_text(page(load_plan(PLAN)), encoding="utf-8")
