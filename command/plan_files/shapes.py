"""
The shapes of a plan's files. The JSON schemas in playbooks/schema are made from these.

Keys are explained in playbooks/README.md. Next: command/plan_files/building.py
"""

from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from command.domain.embodiments import CAPABILITIES
from command.domain.states import INJURED
from command.plan_files.references import Known
from command.plan_files.shapes_of_times import TimesShape
from command.plan_files.words import (
    Agencies,
    AgencyRef,
    CapabilityRef,
    Circumstances,
    ClauseName,
    Clauses,
    CrewedKindRef,
    CrewedKinds,
    Day,
    FamilyRef,
    GroupRef,
    Groups,
    HeldPostRef,
    IconName,
    Id,
    KindId,
    KindRef,
    People,
    PostRef,
    SecondsShape,
    Shape,
    SituationRef,
    Source,
    TextShape,
    TimeOfDay,
    TimeZoneName,
    Types,
    ZoneRef,
    Zones,
    distinct,
    wrong,
)

Grade = Literal["I", "II", "III", "IV"]
GRADES: Final[tuple[Grade, ...]] = ("I", "II", "III", "IV")
"""From the gravest."""


def _is_kept(info: ValidationInfo) -> bool:
    """Whether an event goes by this version, which then may say things as older files did."""
    return isinstance(info.context, Known) and info.context.kept


def _is_not_built_in(given: str) -> str:
    if given == INJURED:
        raise wrong(f"'{given}' is known in every plan", "Take it out; rules may ask it as it is")
    return given


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


class SeverityShape(Shape):
    """How a new incident is graded before a person says otherwise."""

    default: Grade
    injured: Grade
    unknown: Grade

    @model_validator(mode="after")
    def _injuries_never_make_it_milder(self) -> Self:
        if GRADES.index(self.injured) > GRADES.index(self.default):
            raise wrong("with people hurt it is graded milder", "Make `injured` as grave or graver")
        return self


class TargetShape(Shape):
    """By when, in seconds; each counts as `Targets` in the domain says."""

    dispatch_s: SecondsShape
    acknowledge_s: SecondsShape
    on_scene_s: SecondsShape
    control_s: SecondsShape
    answer_s: SecondsShape

    @model_validator(mode="after")
    def _in_the_order_of_the_day(self) -> Self:
        if not self.dispatch_s <= self.on_scene_s <= self.control_s:
            hint = "dispatch_s, on_scene_s and control_s all count from the report and rise"
            raise wrong("targets are out of order", hint)
        return self


class TargetsShape(Shape):
    """One set of targets for each severity."""

    I: TargetShape
    II: TargetShape
    III: TargetShape
    IV: TargetShape


class StepShape(Shape):
    """A line of the checklist. Phases as in the annex, article 4."""

    id: Id
    phase: Annotated[int, Field(ge=1, le=6)]
    agency: AgencyRef
    text: TextShape
    source: Source


SHORT_MAX: Final = {"zh": 6, "en": 18}
"""As many letters as stand on a card of a third of a phone's width."""


def _is_short(given: TextShape) -> TextShape:
    for language, most in SHORT_MAX.items():
        if len(getattr(given, language)) > most:
            raise wrong(f"the short name in {language} is too long", f"At most {most} letters")
    return given


class IncidentShape(Shape):
    """incidents/<type>.yaml."""

    id: Id
    situation: SituationRef
    name: TextShape
    short: Annotated[TextShape, AfterValidator(_is_short)] | None = None
    family: FamilyRef | None = None
    icon: IconName
    severity: SeverityShape
    lead: GroupRef
    lead_source: Source | None = None
    """Where the first agency has its duty: why this group leads."""
    support: Agencies
    send: list[CrewedKindRef]
    targets: TargetsShape
    ladder: Ladder | None = None
    routes: list[TypeRouteShape] = Field(default_factory=list)
    checklist: Annotated[list[StepShape], Field(min_length=1)]
    first_actions: Annotated[list[TextShape], Field(min_length=1, max_length=8)]
    source: Source


class ClauseShape(Shape):
    """A clause of the written plan in a few words of our own."""

    id: ClauseName
    kind: Literal[
        "fact", "org", "duty", "authority", "situation", "task", "requirement", "purpose",
        "principle", "scope", "liability",
    ]  # fmt: skip
    gist: TextShape
    embodied_by: Annotated[list[CapabilityRef], AfterValidator(distinct)] = Field(
        default_factory=list
    )

    @model_validator(mode="after")
    def _carried_by_what_can(self) -> Self:
        for name in self.embodied_by:
            if self.kind not in CAPABILITIES[name].kinds:
                kinds = ", ".join(sorted(CAPABILITIES[name].kinds))
                what = f"'{name}' cannot carry a clause of the kind '{self.kind}'"
                raise wrong(what, f"It carries: {kinds}. Name another, or bind an element")
        return self


class ClausesShape(Shape):
    """clauses.yaml, in the written plan's order."""

    clauses: Annotated[list[ClauseShape], Field(min_length=1)]
