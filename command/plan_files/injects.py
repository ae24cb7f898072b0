"""
Check a drill's actions against the actions themselves, so that a script cannot fall behind them.

The fields of an action's dataclass are the truth: which there are, which are needed, and what
kind of thing each holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from enum import Enum, IntEnum
from types import UnionType
from typing import Final, Union, get_args, get_origin, get_type_hints

from command.domain import actions
from command.domain.identifiers import (
    AgencyId,
    CircumstanceId,
    Count,
    DutyId,
    IncidentNumber,
    Instant,
    PersonId,
    PostId,
    StepId,
    SupplyId,
    TypeId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.plan import Plan
from command.domain.scene import SitePoint
from command.plan_files.faults import Fault, did_you_mean
from command.plan_files.references import twice
from command.plan_files.tree import Node
from command.plan_files.words import is_moment

SCRIPTED: Final[tuple[type, ...]] = (
    actions.ActivatePlan,
    actions.EndActivation,
    actions.ChangePhase,
    actions.MarkAbsent,
    actions.MarkPresent,
    actions.Report,
    actions.ConfirmIncident,
    actions.MergeIncident,
    actions.DismissIncident,
    actions.ChangeSeverity,
    actions.ChangeLocation,
    actions.AssignUnit,
    actions.Acknowledge,
    actions.GoEnRoute,
    actions.ArriveOnScene,
    actions.ClearUnit,
    actions.AddNote,
    actions.TickStep,
    actions.ControlIncident,
    actions.ResolveIncident,
    actions.ReopenIncident,
    actions.CloseIncident,
    actions.Escalate,
    actions.DecideRequest,
    actions.SetUnitState,
    actions.UpdateDuty,
    actions.CompleteDuty,
    actions.ReopenDuty,
    actions.RemindDuty,
    actions.DecideGo,
    actions.ArriveAtPost,
    actions.SetUpScene,
    actions.TransferCommand,
    actions.SetObjectives,
    actions.SetPerimeter,
    actions.ImposeMeasure,
    actions.RecordCasualties,
    actions.RequisitionSupply,
    actions.MobiliseAgency,
    actions.DraftRequest,
    actions.PhoneSitrep,
)
"""
What a script may ask for. Not here: what only machines ask, and what needs an id that the log
gives out while it runs (a notice, an assignment, an entry).
"""

BY_TYPE: Final = {
    "".join(f"_{c.lower()}" if c.isupper() else c for c in one.__name__).lstrip("_"): one
    for one in SCRIPTED
}
"""The API's `type` to the action."""


def faults_of_action(file: str, tree: Node, plan: Plan) -> Iterator[Fault]:
    """Find what is wrong with the actions of a drill, and with the labels of its incidents."""
    script = _Script(file, plan)
    injects = tree.step("injects")
    elements = injects.value if injects is not None and isinstance(injects.value, list) else []
    labels = [(str(ref.value), inject) for inject in elements if (ref := inject.step("ref"))]
    yield from twice("label", file, labels)
    for inject in elements:
        yield from script.inject(inject)


class _Script:
    """Goes through the injects in order, remembering what was reported already."""

    def __init__(self, file: str, plan: Plan) -> None:
        self._file = file
        self._plan = plan
        self._types: dict[str, str] = {}
        self._last_s = 0

    def inject(self, inject: Node) -> Iterator[Fault]:
        after, action = inject.step("after_s"), inject.step("action")
        if after is not None and isinstance(after.value, int):
            if after.value < self._last_s:
                yield self._fault(after, "this is earlier than the one before", "Sort by after_s")
            self._last_s = max(self._last_s, after.value)
        if action is None or not isinstance(action.value, dict):
            return
        kind = action.value.get("type")
        name = kind.value if kind is not None else None
        if not isinstance(name, str) or name not in BY_TYPE:
            said = f"'{name}' is no action of a script" if kind else "'type' is missing"
            yield self._fault(kind or action, said, did_you_mean(str(name), BY_TYPE))
            return
        yield from self._fields(action, BY_TYPE[name])
        yield from self._label(inject, action, name)

    def _label(self, inject: Node, action: Node, name: str) -> Iterator[Fault]:
        ref = inject.step("ref")
        if ref is None:
            return
        if name != "report":
            yield self._fault(ref, "only a report is given a label", "Remove `ref`")
            return
        kind = action.step("incident_type")
        self._types[str(ref.value)] = str(kind.value) if kind is not None else ""

    def _fields(self, action: Node, wanted: type) -> Iterator[Fault]:
        given = action.value if isinstance(action.value, dict) else {}
        known = {field.name: field for field in fields(wanted)}
        hints = get_type_hints(wanted)
        for key in given.keys() - known.keys() - {"type"}:
            yield self._fault(given[key], f"unknown key '{key}'", did_you_mean(key, known))
        for key, field in known.items():
            if key in given:
                yield from self._value(given[key], key, hints[key], action)
            elif _is_needed(field):
                yield self._fault(action, f"'{key}' is missing", "Add it")

    def _value(self, node: Node, key: str, hint: object, action: Node) -> Iterator[Fault]:
        kinds = set(get_args(hint)) if get_origin(hint) in {Union, UnionType} else {hint}
        if node.value is None and type(None) in kinds:
            return
        names = self._names(kinds, action)
        if Words in kinds:
            yield from self._words(node, key)
        elif tuple[Words, ...] in kinds:
            for one in node.value if isinstance(node.value, list) else ():
                yield from self._words(one, key)
            if not isinstance(node.value, list):
                yield self._fault(node, f"{key}: this should be a list", "Write [{zh: …, en: …}]")
        elif names is not None and (not isinstance(node.value, str) or node.value not in names):
            said = f"{key}: '{node.value}' is not known here"
            yield self._fault(node, said, did_you_mean(str(node.value), names))
        elif wrong := _wrong_plain(node.value, kinds):
            yield self._fault(node, f"{key}: {wrong}", "")

    def _names(self, kinds: set[object], action: Node) -> set[str] | None:
        plan = self._plan
        known: Mapping[object, set[str]] = {
            ZoneId: set(plan.zones),
            UnitId: set(plan.units),
            PersonId: set(plan.people),
            TypeId: set(plan.playbooks),
            IncidentNumber: set(self._types),
            StepId: self._steps(action),
            DutyId: set(plan.readiness.duties),
            AgencyId: set(plan.agencies),
            PostId: set(plan.posts),
            SupplyId: set(plan.supplies),
            CircumstanceId: set(plan.circumstances),
        }
        return next((names for kind, names in known.items() if kind in kinds), None)

    def _steps(self, action: Node) -> set[str]:
        label = action.step("incident")
        kind = self._types.get(str(label.value)) if label is not None else None
        playbooks = self._plan.playbooks
        return {s.id for name, book in playbooks.items() if name == kind for s in book.checklist}

    def _words(self, node: Node, key: str) -> Iterator[Fault]:
        given = node.value if isinstance(node.value, dict) else {}
        for language in ("zh", "en"):
            said = given.get(language)
            if said is None or not isinstance(said.value, str) or not said.value.strip():
                what = f"{key}: '{language}' is missing"
                yield self._fault(node, what, "Every text is said in zh and en")
        for extra in given.keys() - {"zh", "en"}:
            yield self._fault(given[extra], f"unknown key '{extra}'", "Only zh and en")

    def _fault(self, node: Node, what: str, hint: str) -> Fault:
        return Fault(file=self._file, line=node.line, what=what, hint=hint)


def _is_needed(field: "Field[object]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _wrong_plain(value: object, kinds: set[object]) -> str | None:
    """Say what a value of a plain kind should be, if it is not."""
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, Enum):
            known = [str(each.value) for each in kind]
            if issubclass(kind, IntEnum):
                right = isinstance(value, int) and str(value) in known
            else:
                right = isinstance(value, str) and value in known
            return None if right else f"'{value}' is none of {', '.join(known)}"
        if kind is bool:
            return None if isinstance(value, bool) else "this should be true or false"
        if kind == tuple[SitePoint, ...]:
            return None if _are_points(value) else "write corners like [[100, 200], [300, 200]]"
        if kind in (Count, int):
            is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
            return None if is_count else "this should be a whole number"
        if kind is Instant:
            return None if is_moment(value) else 'write a day and time like "2020-10-24 18:00"'
        if kind is str:
            return None if isinstance(value, str) else "this should be text"
    return None


def _are_points(value: object) -> bool:
    """Corners of an outline, as nodes or plain lists: each two whole numbers."""
    corners = [_plain(one) for one in value] if isinstance(value, list) else []
    return bool(corners) and all(
        isinstance(corner, list)
        and len(corner) == 2
        and all(isinstance(part, int) and not isinstance(part, bool) for part in corner)
        for corner in corners
    )


def _plain(node: object) -> object:
    value = node.value if isinstance(node, Node) else node
    return [_plain(one) for one in value] if isinstance(value, list) else value
