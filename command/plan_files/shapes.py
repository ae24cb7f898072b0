"""
The shape of plan.yaml. The JSON schemas in playbooks/schema are made from this and its neighbours.

Keys are explained in playbooks/README.md. Next: command/plan_files/building.py
"""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from command.plan_files.references import Known
from command.plan_files.shapes_of_routes import CircumstanceShape, Grade, RouteShape
from command.plan_files.shapes_of_times import TimesShape
from command.plan_files.words import (
    Agencies,
    AgencyRef,
    Clauses,
    Day,
    GroupRef,
    HeldPostRef,
    Id,
    KindId,
    KindRef,
    People,
    PostRef,
    SecondsShape,
    Shape,
    Source,
    TextShape,
    TimeOfDay,
    TimeZoneName,
    ZoneRef,
    distinct,
    wrong,
)


def _is_kept(info: ValidationInfo) -> bool:
    """Whether an event goes by this version, which then may say things as older files did."""
    return isinstance(info.context, Known) and info.context.kept


class AgencyShape(Shape):
    """A department or company, under the one name we use."""

    id: Id
    name: TextShape
    aliases: list[TextShape] = Field(default_factory=list)
    outside: bool = False
    source: Source


class PersonShape(Shape):
    """Somebody the plan names. Hats are not said here: groups and posts name their people."""

    id: Id
    name: TextShape
    title: TextShape
    agency: AgencyRef | None
    source: Source


class LeadingGroupShape(Shape):
    """The members of the leading group; its head, deputies and office are posts."""

    members: People
    source: Source


class CommandCentreShape(Shape):
    """Which post commands, and whose heads are members."""

    commander: HeldPostRef
    agencies: Agencies
    source: Source


class PostShape(Shape):
    """A role in a chain."""

    id: Id
    structure: Literal["leading_group", "command_centre", "scene"]
    name: TextShape
    holders: People
    deputies: Annotated[list[PostRef], AfterValidator(distinct)] = Field(default_factory=list)
    succession: People
    source: Source

    @model_validator(mode="after")
    def _successors_are_others(self) -> Self:
        for name in self.succession:
            if name in self.holders:
                raise wrong(f"'{name}' would succeed themselves", "Take them out of `succession`")
        return self


class GroupShape(Shape):
    """A working group."""

    id: Id
    order: Annotated[int, Field(ge=1, le=99)]
    name: TextShape
    leads: Annotated[People, Field(min_length=1)]
    members: People
    duties: Clauses
    source: Source

    @model_validator(mode="after")
    def _leads_are_not_members(self) -> Self:
        for name in self.members:
            if name in self.leads:
                raise wrong(f"'{name}' is lead and member", "Keep them under `leads` only")
        return self


class UnitShape(Shape):
    """A crew that can be sent."""

    id: Id
    name: TextShape
    kind: KindRef
    group: GroupRef
    agency: AgencyRef
    home: ZoneRef | None = None
    source: Source


class RungShape(Shape):
    """A step of the ladder. `post` says who is told; whoever commands approves a request."""

    id: Id
    kind: Literal["lead", "post", "request"]
    post: HeldPostRef | None = None
    name: TextShape
    source: Source

    @model_validator(mode="after")
    def _names_its_post(self, info: ValidationInfo) -> Self:
        if self.kind == "lead" and self.post is not None:
            raise wrong("a rung of the kind 'lead' has no post", "Remove `post`")
        if self.kind == "request" and self.post is not None and not _is_kept(info):
            what = "a rung of the kind 'request' has no post: the commander approves it"
            raise wrong(what, "Remove `post`; who commands is said under `command_centre`")
        if self.kind == "post" and self.post is None:
            raise wrong("a rung of the kind 'post' needs a post", "Add `post`")
        return self


# That it climbs to somebody is looked at in chains.py; an editor can be told only this.
Ladder = Annotated[list[RungShape], Field(json_schema_extra={"minItems": 1})]


class RecipientShape(Shape):
    """Somebody above who is reported to, from which grade on, and by when, in seconds."""

    id: Id
    name: TextShape
    from_severity: Grade
    phone_s: SecondsShape | None = None
    first_s: SecondsShape
    every_s: SecondsShape
    source: Source

    @model_validator(mode="after")
    def _phone_before_written(self) -> Self:
        if self.phone_s is not None and self.phone_s >= self.first_s:
            raise wrong("the call is due no sooner than the report", "phone_s is below first_s")
        return self


class ReportingShape(Shape):
    """Situation reports: who approves them besides the commander, and who gets them."""

    approver: HeldPostRef | None = None
    warn_s: SecondsShape | None = None
    recipients: Annotated[list[RecipientShape], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [one.id for one in self.recipients]
        for name in names:
            if names.count(name) > 1:
                raise wrong(f"'{name}' is reported to twice", "Keep one of them")
        return self

    @model_validator(mode="after")
    def _warns_within_each(self) -> Self:
        for one in self.recipients:
            shortest = min(filter(None, (one.phone_s, one.first_s, one.every_s)))
            if self.warn_s is not None and self.warn_s >= shortest:
                what = f"'{one.id}' would be warned of before its time has begun"
                raise wrong(what, f"Keep warn_s below {shortest}")
        return self


class FamilyShape(Shape):
    """Incident types that forms show together."""

    id: Id
    name: TextShape


def _only_once(given: int | None, info: ValidationInfo) -> int | None:
    if given is None or _is_kept(info):
        return given
    raise wrong("this stands under `times` now", f"Write times: {{muster: {{within_s: {given}}}}}")


class PlanShape(Shape):
    """plan.yaml."""

    plan: Id
    name: TextShape
    title: TextShape
    site: TextShape
    day: Day
    timezone: TimeZoneName
    effective: Day
    day_starts_at: TimeOfDay
    source: Source
    agencies: list[AgencyShape]
    people: list[PersonShape]
    leading_group: LeadingGroupShape
    command_centre: CommandCentreShape
    posts: list[PostShape]
    groups: list[GroupShape]
    unit_kinds: dict[KindId, TextShape]
    units: list[UnitShape]
    ladder: Ladder
    circumstances: list[CircumstanceShape] = Field(default_factory=list)
    routes: list[RouteShape] = Field(default_factory=list)
    times: TimesShape = Field(default_factory=TimesShape)
    muster_within_s: Annotated[
        SecondsShape | None,
        AfterValidator(_only_once),
        Field(json_schema_extra={"deprecated": True}),
    ] = None
    """Where it stood before `times`."""
    reporting: ReportingShape | None = None
    families: list[FamilyShape] = Field(default_factory=list)
