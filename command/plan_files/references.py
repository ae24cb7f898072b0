"""
Which ids the files define, gathered before anything is checked against them.

Gathering forgives whatever is broken elsewhere, so that one mistake never makes a second one
of every element that refers to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from command.domain.states import INJURED
from command.plan_files.faults import Fault
from command.plan_files.tree import Node

Trees = Mapping[str, Node]
"""The files that could be read, by their path within the plan's folder."""

LISTS = (
    ("agency", "plan.yaml", "agencies"),
    ("person", "plan.yaml", "people"),
    ("post", "plan.yaml", "posts"),
    ("group", "plan.yaml", "groups"),
    ("unit", "plan.yaml", "units"),
    ("rung", "plan.yaml", "ladder"),
    ("supply", "supplies.yaml", "supplies"),
    ("duty", "readiness.yaml", "duties"),
    ("zone", "site.geojson", "features"),
    ("clause", "clauses.yaml", "clauses"),
    ("route", "plan.yaml", "routes"),
    ("family", "plan.yaml", "families"),
    ("circumstance", "plan.yaml", "circumstances"),
)
"""What kind of id each list defines, and where the list stands."""

DEFINED_IN = {
    "supply": "supplies.yaml",
    "zone": "site.geojson",
    "closed zone": "site.geojson",
    "duty": "readiness.yaml",
    "clause": "clauses.yaml",
    "situation": "clauses.yaml",
}
"""Everything else is defined in plan.yaml."""


@dataclass(slots=True, kw_only=True)
class Known:
    """
    The ids defined, by kind. ``held post``, ``crewed kind``, ``closed zone`` and ``situation``
    are narrower.

    `kept`: of a version that an event goes by; it may say things as older files did. `unread` are
    files that could not be read: what they define cannot be judged.
    """

    unread: frozenset[str] = frozenset()
    kept: bool = False
    ids: dict[str, set[str]] = field(default_factory=dict)

    def lacks(self, kind: str, name: str) -> bool:
        """Say for certain that there is no such id."""
        return DEFINED_IN.get(kind, "plan.yaml") not in self.unread and name not in self.of(kind)

    def of(self, kind: str) -> set[str]:
        """Tell the ids of a kind."""
        return self.ids.get(kind, set())

    def add(self, kind: str, name: str) -> None:
        """Take note of an id."""
        self.ids.setdefault(kind, set()).add(name)


def gather(trees: Trees, named: Iterable[str] = ()) -> tuple[Known, list[Fault]]:
    """
    Find every id that is defined, and the ids defined twice.

    Args:
        named: all files there are, also those that could not be read: a type is called like its
            file.
    """
    files = frozenset(file for _, file, _ in LISTS)
    known, faults = Known(unread=files - trees.keys()), list[Fault]()
    for kind, file, key in LISTS:
        elements = list(entries(trees.get(file), key))
        faults += twice(kind, file, elements)
        for name, _ in elements:
            known.add(kind, name)
    known.add("circumstance", INJURED)
    for name in _keys(trees.get("plan.yaml"), "unit_kinds"):
        known.add("unit kind", name)
    for file in (file for file in trees if file.startswith("incidents/")):
        for key, kind in (("checklist", "step"), ("ladder", "rung"), ("routes", "route")):
            faults += twice(kind, file, list(entries(trees[file], key)))
    for file in (file for file in {*trees, *named} if file.startswith("incidents/")):
        known.add("incident type", PurePosixPath(file).stem)
    _gather_narrower(trees, known)
    return known, faults


def know_circumstances(trees: Trees, known: Known) -> None:
    """Take what rules ask for declared: older files had no place to declare it."""
    for tree in trees.values():
        for _, rule in entries(tree, "routes"):
            for asked in elements(rule.step("when"), "involves"):
                if isinstance(asked.value, str):
                    known.add("circumstance", asked.value)


def entries(tree: Node | None, key: str) -> Iterator[tuple[str, Node]]:
    """Go through the elements under `key` that have an id."""
    for element in elements(tree, key):
        name = text(element, "id")
        if name is not None:
            yield name, element


def twice(kind: str, file: str, elements: Iterable[tuple[str, Node]]) -> Iterator[Fault]:
    """Tell the ids that are taken already."""
    first: dict[str, int] = {}
    for name, element in elements:
        line = element.line_at(("id",))
        if name in first:
            what = f"{kind} '{name}' is here twice"
            hint = f"The first is on line {first[name]}; give this one another id"
            yield Fault(file=file, line=line, what=what, hint=hint)
        first.setdefault(name, line)


def _gather_narrower(trees: Trees, known: Known) -> None:
    plan = trees.get("plan.yaml")
    for name, post in entries(plan, "posts"):
        if list(elements(post, "holders")):
            known.add("held post", name)
    for _, unit in entries(plan, "units"):
        kind = text(unit, "kind")
        if kind is not None and kind in known.of("unit kind"):
            known.add("crewed kind", kind)
    for name, zone in entries(trees.get("site.geojson"), "features"):
        closed = properties.step("closed") if (properties := zone.step("properties")) else None
        if closed is not None and closed.value is True:
            known.add("closed zone", name)
    for name, clause in entries(trees.get("clauses.yaml"), "clauses"):
        if text(clause, "kind") == "situation":
            known.add("situation", name)


def elements(node: Node | None, key: str) -> Iterator[Node]:
    """Go through the list under `key`, if there is one."""
    if node is None or not isinstance(node.value, dict):
        return
    under = node.value.get(key)
    if under is not None and isinstance(under.value, list):
        yield from under.value


def _keys(node: Node | None, key: str) -> Iterator[str]:
    if node is None or not isinstance(node.value, dict):
        return
    under = node.value.get(key)
    if under is not None and isinstance(under.value, dict):
        yield from under.value


def text(node: Node, key: str) -> str | None:
    """Tell what stands under `key`, if it is text."""
    if not isinstance(node.value, dict) or key not in node.value:
        return None
    value = node.value[key].value
    return value if isinstance(value, str) else None
