"""
Load a drill: what is reported and done, and when, in a practice of the day.

An inject's action has the API's shape, with two exceptions for the author's sake: an incident
is named by the label its report was given, and words are in both languages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from command.domain.identifiers import GroupId, Instant, PersonId, PostId, UnitId
from command.domain.plan import Plan, Text
from command.plan_files.building import instant, text
from command.plan_files.checking import check_shape
from command.plan_files.faults import Fault, PlanFaults
from command.plan_files.files import read_bytes
from command.plan_files.injects import faults_of_action
from command.plan_files.loading import load_plan
from command.plan_files.references import Known
from command.plan_files.tree import Node, read_tree
from command.plan_files.words import (
    GroupRef,
    Id,
    PersonRef,
    PostRef,
    Shape,
    TextShape,
    TimeOfDay,
    UnitRef,
)


class AsShape(Shape):
    """Who does it: a role, and whom or what it stands for."""

    role: Literal["commander", "dispatcher", "group_lead", "field_unit"]
    unit: UnitRef | None = None
    post: PostRef | None = None
    person: PersonRef | None = None
    group: GroupRef | None = None


class InjectShape(Shape):
    """One thing that happens. `ref` names the incident that a report makes."""

    after_s: Annotated[int, Field(ge=0, le=86_400)]
    ref: Id | None = None
    as_: Annotated[AsShape, Field(alias="as")]
    action: dict[str, object]


class DrillShape(Shape):
    """drills/<drill>.yaml."""

    drill: Id
    name: TextShape
    starts_at: TimeOfDay
    rate: Annotated[int, Field(ge=1, le=600)]
    phone: UnitRef | None = None
    lead: GroupRef | None = None
    injects: Annotated[list[InjectShape], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """
    One thing that happens, `after_s` seconds of the drill's clock after its start.

    In `action` an incident is the label of the report that made it, and words are
    ``{"zh": …, "en": …}``, or a list of such: the player puts the number and one language there.
    """

    after_s: int
    role: str
    unit: UnitId | None
    post: PostId | None
    person: PersonId | None
    group: GroupId | None
    ref: str | None
    action: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """
    A practice of the day: its clock's start and rate, and its injects by time.

    `phone` and `lead` are the unit and the group as whom somebody may try it by hand.
    """

    id: str
    name: Text
    starts_at: Instant
    rate: int
    phone: UnitId
    lead: GroupId
    injects: tuple[Inject, ...]


def load_drill(path: Path, plan: Plan | None = None) -> Drill:
    """
    Read a drill.

    Its names belong to `plan`; without one, to the plan in whose folder `drills` it lies.

    Raises:
        PlanFaults: with every mistake of the drill, or of the plan it belongs to.
    """
    plan = plan or load_plan(path.parent.parent)
    file = f"{path.parent.name}/{path.name}"
    try:
        tree, faults = read_tree(file, read_bytes(path))
    except OSError as broken:
        what = f"cannot be read ({broken.strerror or 'unknown reason'})"
        raise PlanFaults([Fault(file=file, line=1, what=what, hint="Check its name")]) from broken
    if tree is None:
        raise PlanFaults(faults)
    shape, found = check_shape(DrillShape, file, tree, _known(plan))
    faults += found
    faults += faults_of_action(file, tree, plan)
    faults += _misnamed(file, path.stem, tree)
    if faults or shape is None:
        raise PlanFaults(faults)
    return _built(shape, plan)


def _known(plan: Plan) -> Known:
    known = Known()
    for kind, names in (
        ("unit", plan.units),
        ("post", plan.posts),
        ("person", plan.people),
        ("group", plan.groups),
    ):
        known.ids[kind] = set(names)
    return known


def _misnamed(file: str, stem: str, tree: Node) -> Iterator[Fault]:
    given = tree.step("drill")
    if given is not None and given.value != stem:
        what = f"'{given.value}' is not the name of its file"
        yield Fault(file=file, line=given.line, what=what, hint=f"Write drill: {stem}")


def _built(shape: DrillShape, plan: Plan) -> Drill:
    return Drill(
        id=shape.drill,
        name=text(shape.name),
        starts_at=instant(plan.day, shape.starts_at, plan.timezone),
        rate=shape.rate,
        phone=UnitId(shape.phone) if shape.phone else next(iter(plan.units)),
        lead=GroupId(shape.lead) if shape.lead else next(iter(plan.groups)),
        injects=tuple(_inject(inject, plan.timezone) for inject in shape.injects),
    )


def _inject(shape: InjectShape, timezone: str) -> Inject:
    by = shape.as_
    return Inject(
        after_s=shape.after_s,
        role=by.role,
        unit=UnitId(by.unit) if by.unit else None,
        post=PostId(by.post) if by.post else None,
        person=PersonId(by.person) if by.person else None,
        group=GroupId(by.group) if by.group else None,
        ref=shape.ref,
        action={name: _timed(name, value, timezone) for name, value in shape.action.items()},
    )


def _timed(name: str, value: object, timezone: str) -> object:
    """Turn a day and time on site, as an author writes it, into an instant."""
    if not name.endswith("_at") or not isinstance(value, str):
        return value
    day, _, at = value.partition(" ")
    return instant(day, at, timezone)
