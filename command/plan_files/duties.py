"""The shape of readiness.yaml: what has to be ready, by whom and by when, and who hears if late."""

from collections.abc import Iterator
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from command.domain.duty import LEAD_RUNG, OWNER_RUNG
from command.domain.identifiers import AgencyId, Clause, DutyId, GroupId, PersonId, PostId, ZoneId
from command.domain.plan import DutyPlan, Readiness
from command.plan_files.building import instant, text
from command.plan_files.faults import Fault
from command.plan_files.shapes import PlanShape
from command.plan_files.tree import Node
from command.plan_files.words import (
    AgencyRef,
    ClosedZoneRef,
    GroupRef,
    HeldPostRef,
    Id,
    Moment,
    PersonRef,
    Shape,
    Source,
    TextShape,
    distinct,
    wrong,
)

FILE: Final = "readiness.yaml"


class DutyShape(Shape):
    """Something that has to be ready. Without an owner the group's leads see to it."""

    id: Id
    name: TextShape
    group: GroupRef
    agency: AgencyRef
    owner: PersonRef | None
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    measure: TextShape | None = None
    due: Moment
    evidence: bool = False
    closes: ClosedZoneRef | None = None
    source: Source

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        if self.quantity > 1 and self.measure is None:
            raise wrong("a quantity of nothing", "Say what is counted under `measure`")
        if self.closes is not None and not self.evidence:
            raise wrong("a closed place is proved by evidence", "Write evidence: true")
        return self


class ReadinessShape(Shape):
    """readiness.yaml."""

    climb: Annotated[list[HeldPostRef], AfterValidator(distinct)]
    climb_min: Annotated[int, Field(ge=1, le=1440)]
    duties: Annotated[list[DutyShape], Field(min_length=1)]

    @model_validator(mode="after")
    def _rungs_have_names_of_their_own(self) -> Self:
        for name in self.climb:
            if name in (OWNER_RUNG, LEAD_RUNG):
                raise wrong(f"'{name}' names a rung already", "Give the post another id")
        return self


def build_readiness(shape: ReadinessShape, plan: PlanShape) -> Readiness:
    """Make the domain's `Readiness` of a file that was found right."""
    return Readiness(
        climb=tuple(map(PostId, shape.climb)),
        climb_min=shape.climb_min,
        duties={DutyId(one.id): _duty(one, plan.timezone) for one in shape.duties},
    )


def _duty(shape: DutyShape, timezone: str) -> DutyPlan:
    day, _, at = shape.due.partition(" ")
    return DutyPlan(
        id=DutyId(shape.id),
        name=text(shape.name),
        group=GroupId(shape.group),
        agency=AgencyId(shape.agency),
        owner=PersonId(shape.owner) if shape.owner else None,
        quantity=shape.quantity,
        measure=text(shape.measure) if shape.measure else None,
        due_at=instant(day, at, timezone),
        needs_evidence=shape.evidence,
        closes=ZoneId(shape.closes) if shape.closes else None,
        source=tuple(map(Clause, shape.source)),
    )


def due_too_late(shape: ReadinessShape, plan: PlanShape, tree: Node) -> Iterator[Fault]:
    """Find what would be ready only when the day is over."""
    for place, duty in enumerate(shape.duties):
        if duty.due[:10] > plan.day:
            yield Fault(
                file=FILE,
                line=tree.line_at(("duties", place, "due")),
                what=f"duty '{duty.id}' is due after the day, {plan.day}",
                hint="A preparatory duty is due on the day or before",
            )
