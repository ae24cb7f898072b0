"""
The written safety plan as values: who, what with, where, and what to do when.

Everything cites its clause. Text meant for people is `Text`, Chinese first. The loader
(`command/plan_files.py`) makes a `Plan` from `playbooks/<plan>/`; nothing else does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from command.domain.identifiers import (
    AgencyId,
    CircumstanceId,
    Clause,
    DutyId,
    FamilyId,
    GroupId,
    Instant,
    Micro,
    PersonId,
    PostId,
    RecipientId,
    RuleId,
    RungId,
    StepId,
    SupplyId,
    TypeId,
    UnitId,
    ZoneId,
)
from command.domain.states import Severity
from command.domain.times import Times

INCIDENT_ICONS: Final = (
    "accident",
    "beggar",
    "book",
    "brawl",
    "crush",
    "disturbance",
    "faith",
    "fares",
    "fever",
    "fire",
    "food",
    "hazard",
    "heat",
    "illness",
    "jam",
    "lost",
    "other",
    "power",
    "relic",
    "rockfall",
    "rubbish",
    "rumour",
    "signal",
    "stall",
    "trespass",
    "weather",
)
"""The pictures that pages can draw for a type, whatever a plan calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words of the plan in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseGist:
    """One clause of the written plan, told in a few words of our own."""

    id: Clause
    kind: str
    """``fact``, ``org``, ``duty``, ``authority``, ``situation`` …"""
    gist: Text
    embodied_by: tuple[str, ...] = ()
    """What the system itself does about it: ids of command/domain/embodiments.py."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hat:
    """One capacity in which a person serves: a post, a group, or a seat."""

    kind: str
    """``post``, ``group_lead``, ``group_member`` or ``seat`` (member of the leading group)."""
    of: str
    """The id of the post or group; for a seat the structure: ``leading_group``."""
    source: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the plan names, once, with all their hats. Source: P3."""

    id: PersonId
    name: Text
    title: Text
    agency: AgencyId | None
    hats: tuple[Hat, ...]
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A department or company. Aliases are the other names the plan uses for it."""

    id: AgencyId
    name: Text
    aliases: tuple[Text, ...]
    outside: bool
    """Not on site: it is asked through a mobilisation request. Source: A11."""
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A working group. Several leads: either may answer. Source: P3.1 to P3.8."""

    id: GroupId
    order: int
    name: Text
    leads: tuple[PersonId, ...]
    members: tuple[PersonId, ...]
    source: tuple[Clause, ...]
    duties: tuple[Clause, ...] = ()
    """The clauses that say what its agencies have to do. Source: P4.1 to P4.8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """
    A role in a chain, of the leading group or of the command centre.

    `holders` in order; `succession` says who acts, in order, when no holder is in place.
    Source: P3, A7, A9, A12, A26.
    """

    id: PostId
    structure: str
    """``leading_group``, ``command_centre`` or ``scene``."""
    name: Text
    holders: tuple[PersonId, ...]
    deputies: tuple[PostId, ...]
    succession: tuple[PersonId, ...]
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlan:
    """A crew that can be sent: what the plan promises, not where it is now."""

    id: UnitId
    name: Text
    kind: str
    """What it is for routing: ``fire_engine``, ``ambulance``, ``duty_car``, ``police`` …"""
    group: GroupId
    agency: AgencyId
    home: ZoneId | None
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """
    A named part of the site. Shape and capacity are schematic until surveyed.

    `outline` is a closed ring of (x, y) on the schematic board, 0 to 1000 each way, y growing
    downwards. `label` is where the zone's name starts: its left end, on the baseline.
    """

    id: ZoneId
    name: Text
    closed: bool
    """Closed to visitors by the plan: the viewing pavilions, the suspension bridge."""
    capacity: int | None
    outline: tuple[tuple[int, int], ...]
    label: tuple[int, int]
    centre: tuple[Micro, Micro] | None
    """Latitude, longitude; absent while nobody has surveyed it."""
    source: tuple[Clause, ...]
    capacity_verified: bool = False
    """Whether an authority approved the number; until then it is a default of ours."""
    counts: str = "people"
    """What the capacity counts: ``people`` or ``vehicles``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """
    By when, in seconds, from the moment named. Ours, configurable, never the plan's words.

    `dispatch_s`, `on_scene_s`, `control_s` count from the report; `acknowledge_s` from an
    assignment; `answer_s` from the moment a rung was told.
    """

    dispatch_s: int
    acknowledge_s: int
    on_scene_s: int
    control_s: int
    answer_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """
    One step of the ladder: the incident's lead group, a post, or a request upward.

    Only a post's rung names one: whoever commands approves a request.
    """

    id: RungId
    kind: str
    """``lead``, ``post`` or ``request``."""
    post: PostId | None
    name: Text
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of a checklist and whose it is."""

    id: StepId
    phase: int
    """1 save life, 2 control, 3 support, 4 establish the facts, 5 recover, 6 investigate. A4."""
    text: Text
    agency: AgencyId
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityRule:
    """What a new incident is graded before a person says otherwise."""

    default: Severity
    injured: Severity
    """With people hurt."""
    unknown: Severity
    """When nobody can tell yet whether people are hurt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """
    What may be known of an incident and bring in others: a vehicle, a protected place.

    Source: the clauses of what it brings in; a plan may leave it to its rules to cite them
    """

    id: CircumstanceId
    name: Text
    source: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """
    When it holds, who comes in beside those the playbook names, or leads in their place.

    Everything said under `types`, `zones`, `severity` and `circumstances` has to hold; what is
    empty holds always. Of several rules with a lead the first one decides.
    """

    id: RuleId
    types: tuple[TypeId, ...] = ()
    zones: tuple[ZoneId, ...] = ()
    severity: Severity | None = None
    """This grade or a graver one."""
    circumstances: tuple[CircumstanceId, ...] = ()
    lead: GroupId | None = None
    groups: tuple[GroupId, ...] = ()
    """Groups that support; their leads are told."""
    support: tuple[AgencyId, ...] = ()
    send: tuple[str, ...] = ()
    """Unit kinds to send as well."""
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """The plan's part for one incident type. Source: A6 for the situation."""

    id: TypeId
    situation: Clause
    name: Text
    icon: str
    """One of `INCIDENT_ICONS`."""
    severity: SeverityRule
    lead: GroupId
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    """Unit kinds to send, in order; a kind named twice asks for two."""
    targets: Mapping[Severity, Targets]
    ladder: tuple[Rung, ...]
    checklist: tuple[Step, ...]
    first_actions: tuple[Text, ...]
    """What those present do at once, shown on the phone. Source: A20."""
    source: tuple[Clause, ...]
    lead_source: tuple[Clause, ...] = ()
    """Why this group leads: where its first agency has the duty."""
    routes: tuple[RouteRule, ...] = ()
    """Rules of this type alone; they come before those of the plan."""
    family: FamilyId | None = None
    short: Text | None = None
    """A name for a small card; none: the name itself is short enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """
    Something that can be called on, how much of it there is, and whom to ask. Source: A18, A23.

    Quantities are ours until its owner confirms them: the written plan asks for a register and
    gives none.
    """

    id: SupplyId
    name: Text
    kind: str
    """``equipment``, ``material``, ``vehicle``, ``people`` or ``place``."""
    owner: AgencyId
    quantity: int
    measure: Text
    """What is counted: beds, litres, rooms."""
    zone: ZoneId | None
    """Where it is kept on site; none when it has to come from outside."""
    contact: Text
    """The desk of the owner that hands it over. Its number is filled in on the machine."""
    hand_over_s: int
    """How long handing it over may take."""
    back_s: int | None
    """How long it may stay out unless the asker says otherwise; none: until it is given back."""
    verified: bool
    """Whether the owner has confirmed the quantity."""
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """By when an agency that is called has to answer and to be here, in seconds. Ours."""

    answer_s: int = 600
    arrive_s: int = 2_700


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPlan:
    """Something that has to be ready before the gates open. Source: P4.1 to P4.8, P5.3."""

    id: DutyId
    name: Text
    group: GroupId
    agency: AgencyId
    owner: PersonId | None
    """Who sees to it; where the plan names nobody of the agency, the group's leads do."""
    quantity: int
    """How many: 40 bins. A duty that isn't counted has 1."""
    measure: Text | None
    """What is counted."""
    due_at: Instant
    needs_evidence: bool
    """Words of what was seen, or a photo's digest, without which it isn't done."""
    closes: ZoneId | None
    """The closed place that it proves closed."""
    source: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What has to be ready, and who hears of what is late: after its group these posts, in turn."""

    climb: tuple[PostId, ...] = ()
    climb_min: int = 30
    """Minutes between one that hears and the next. Ours, not the plan's."""
    duties: Mapping[DutyId, DutyPlan] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """
    Somebody above who has to be kept informed of grave incidents. Source: A10.4, A14.2.

    `phone_s` and `first_s` count from the report or the grade, `every_s` from the report sent
    last.
    """

    id: RecipientId
    name: Text
    from_severity: Severity
    """Of this grade or a graver one."""
    first_s: int
    every_s: int
    source: tuple[Clause, ...]
    phone_s: int | None = None
    """By when somebody has to tell them by phone, ahead of the first report; none: no call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Who is reported to, and whose approval a report waits for besides the commander's."""

    approver: PostId | None = None
    warn_s: int | None = None
    """So long before a call or a report is due the emergency office hears of it."""
    recipients: Mapping[RecipientId, Recipient] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All of it. `digest` is the SHA-256 of the files it was read from."""

    id: str
    digest: str
    name: Text
    title: Text
    """The whole name of the document."""
    site: Text
    day: str
    """ISO date of the event day."""
    timezone: str
    effective: str
    day_starts_at: Instant
    """When a drill of the day begins unless it says otherwise."""
    site_note: Text
    """Says that the site plan is schematic and unsurveyed."""
    people: Mapping[PersonId, Person]
    agencies: Mapping[AgencyId, Agency]
    groups: Mapping[GroupId, Group]
    posts: Mapping[PostId, Post]
    units: Mapping[UnitId, UnitPlan]
    zones: Mapping[ZoneId, Zone]
    playbooks: Mapping[TypeId, Playbook]
    commander: PostId
    """The post that activates the contingency plan and approves requests upward. Source: A8.2."""
    warnings: tuple[Text, ...]
    """Gaps of the written plan that a reader should know: duties without a person …"""
    source: tuple[Clause, ...] = ()
    """The clauses that say what, where, when and since when."""
    command_agencies: tuple[AgencyId, ...] = ()
    """The agencies whose heads are members of the command centre. Source: A7."""
    unit_kinds: Mapping[str, Text] = field(default_factory=dict)
    """What each kind of unit is called, in the order the wall lists them."""
    clauses: Mapping[Clause, ClauseGist] = field(default_factory=dict)
    """The written plan's clauses, in its own order."""
    supplies: Mapping[SupplyId, Supply] = field(default_factory=dict)
    """The register of supplies. Source: A18."""
    calling: Calling = Calling()
    reporting: Reporting = field(default_factory=Reporting)
    routes: tuple[RouteRule, ...] = ()
    """Rules of routing for every type, in order."""
    circumstances: Mapping[CircumstanceId, Circumstance] = field(default_factory=dict)
    """What rules may ask besides people hurt, in the order that forms ask it."""
    times: Times = field(default_factory=Times)
    readiness: Readiness = field(default_factory=Readiness)
    """What has to be ready before the gates open. Source: P4, P5.3."""
    families: Mapping[FamilyId, Text] = field(default_factory=dict)
    """What forms call the types that belong together, in order; the first is always in sight."""
