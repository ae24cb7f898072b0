"""The shapes of rules of routing, in plan.yaml and in a type's own file."""

from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from command.domain.states import INJURED
from command.plan_files.words import (
    Agencies,
    Circumstances,
    CrewedKinds,
    GroupRef,
    Groups,
    Id,
    Shape,
    Source,
    TextShape,
    Types,
    Zones,
    wrong,
)

Grade = Literal["I", "II", "III", "IV"]
GRADES: Final[tuple[Grade, ...]] = ("I", "II", "III", "IV")
"""From the gravest."""


def _is_not_built_in(given: str) -> str:
    if given == INJURED:
        raise wrong(f"'{given}' is known in every plan", "Take it out; rules may ask it as it is")
    return given


class CircumstanceShape(Shape):
    """What may be known of an incident and bring in others."""

    id: Annotated[Id, AfterValidator(_is_not_built_in)]
    name: TextShape
    source: Source | None = None


class WhenShape(Shape):
    """What has to hold, all of it. What is left out holds always."""

    type: Annotated[Types, Field(min_length=1)] | None = None
    zone: Annotated[Zones, Field(min_length=1)] | None = None
    severity: Grade | None = None
    """This grade or a graver one."""
    involves: Annotated[Circumstances, Field(min_length=1)] | None = None
    """All of these; `injured`, or what `circumstances` declares."""


class RouteShape(Shape):
    """A rule of routing: when it holds, who comes in or leads."""

    id: Id
    when: WhenShape
    lead: GroupRef | None = None
    groups: Groups = Field(default_factory=list)
    support: Agencies = Field(default_factory=list)
    send: CrewedKinds = Field(default_factory=list)
    source: Source

    @model_validator(mode="after")
    def _asks_and_says_something(self) -> Self:
        when = self.when
        if not (when.type or when.zone or when.severity or when.involves):
            hint = "Add type, zone, severity or involves; what always holds is the playbook's"
            raise wrong("`when` asks nothing", hint)
        if not (self.lead or self.groups or self.support or self.send):
            raise wrong("the rule brings in nobody", "Add lead, groups, support or send")
        if self.lead in self.groups:
            raise wrong(f"'{self.lead}' leads and supports", "Keep it under `lead` only")
        return self


class TypeRouteShape(RouteShape):
    """A rule of one type's own file."""

    @model_validator(mode="after")
    def _names_no_type(self) -> Self:
        if self.when.type:
            raise wrong(
                "a rule of one type names types", "Take `type` out, or move it to plan.yaml"
            )
        return self
