"""
The cast of the tests: a small plan that has every knot of a large one.

The commander leads a group, the chief stands on three rungs, one group has two leads and one has
nobody behind its lead. Names are roles, so that a test reads like a radio log.
"""

from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from command.domain.authority import Role
from command.domain.identifiers import (
    AgencyId,
    CircumstanceId,
    Clause,
    EventId,
    GroupId,
    Instant,
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
from command.domain.incident import By
from command.domain.plan import (
    Agency,
    Circumstance,
    Group,
    Person,
    Plan,
    Playbook,
    Post,
    Recipient,
    Reporting,
    RouteRule,
    Rung,
    SeverityRule,
    Step,
    Supply,
    Targets,
    Text,
    UnitPlan,
    Zone,
)
from command.domain.states import INJURED, Severity

EVENT: Final = EventId("test-day")
OPENED_AT: Final = Instant(1_603_584_000_000)
CLAUSE: Final = (Clause("A7"),)

# ---- people

COMMANDER: Final = PersonId("commander-gu")
"""Commands, and leads the relief group."""
CHIEF: Final = PersonId("chief-shi")
"""Scene commander, deputy commander, and a member of the security group."""
OFFICER: Final = PersonId("officer-ning")
"""Head of the emergency office, and deputy commander."""
CLERK: Final = PersonId("clerk-wen")
"""Follows in the emergency office."""
LEAD: Final = PersonId("lead-an")
"""Leads the security group."""
ROAD_LEAD: Final = PersonId("lead-che")
PATH_LEAD: Final = PersonId("lead-lu")
"""Lead the traffic group together."""
LONE_LEAD: Final = PersonId("lead-dan")
"""Leads the press group, which has nobody else."""
MEMBER: Final = PersonId("member-bing")
"""Serves in the relief group."""

# ---- groups, posts, places

SECURITY: Final = GroupId("security")
RELIEF: Final = GroupId("relief")
TRAFFIC: Final = GroupId("traffic")
PRESS: Final = GroupId("press")

OFFICE: Final = PostId("emergency-office")
SCENE: Final = PostId("scene-commander")
DEPUTIES: Final = PostId("deputy-commander")
COMMAND: Final = PostId("commander")

POLICE_AGENCY: Final = AgencyId("police")
HEALTH: Final = AgencyId("health")
POWER: Final = AgencyId("power")
"""Not on site: it is called."""

GATE: Final = ZoneId("gate")
TEMPLE: Final = ZoneId("temple")

# ---- units

AMBULANCE_1: Final = UnitId("ambulance-1")
AMBULANCE_2: Final = UnitId("ambulance-2")
ENGINE: Final = UnitId("engine-1")
PATROL: Final = UnitId("patrol-1")

# ---- supplies

STRETCHER: Final = SupplyId("stretcher")
"""Eight of them, the police's, out for an hour."""
HAND_OVER_S: Final = 300
BACK_S: Final = 3_600

# ---- incident types

FIRE: Final = TypeId("fire")
"""Led by the security group."""
ILLNESS: Final = TypeId("illness")
"""Led by the relief group, so by the commander."""
CRUSH: Final = TypeId("crush")
"""Led by the traffic group, so by two."""
RUMOUR: Final = TypeId("rumour")
"""Led by the press group, so by one with nobody behind."""

RESCUE: Final = StepId("rescue")
CORDON: Final = StepId("cordon")

DISPATCH_S: Final = 60
ACKNOWLEDGE_S: Final = 30
ON_SCENE_S: Final = 300
CONTROL_S: Final = 1_200
ANSWER_S: Final = 90

# ---- who asks

DISPATCHER: Final = By(role=Role.DISPATCHER, session="s-dispatch", person=CLERK)
THE_COMMANDER: Final = By(role=Role.COMMANDER, session="s-command", person=COMMANDER, post=COMMAND)
THE_LEAD: Final = By(role=Role.GROUP_LEAD, session="s-lead", person=LEAD, group=SECURITY)
ADMIN: Final = By(role=Role.ADMIN, session="s-admin")
THE_WATCH: Final = By(role=Role.WATCH)
THE_WORKER: Final = By(role=Role.WORKER)
THE_MACHINE: Final = By(role=Role.SYSTEM)


def crew(unit: UnitId) -> By:
    """The phone of a unit."""
    return By(role=Role.FIELD_UNIT, session=f"s-{unit}", unit=unit)


def lead_of(group: GroupId, person: PersonId) -> By:
    """A lead of a group."""
    return By(role=Role.GROUP_LEAD, session=f"s-{person}", person=person, group=group)


def _text(name: str) -> Text:
    return Text(zh=name, en=name)


def _person(person: PersonId) -> Person:
    return Person(
        id=person,
        name=_text(person),
        title=_text(""),
        agency=POLICE_AGENCY if person == LEAD else None,
        hats=(),
        source=CLAUSE,
    )


def _group(
    group: GroupId, order: int, leads: tuple[PersonId, ...], members: tuple[PersonId, ...]
) -> Group:
    return Group(
        id=group, order=order, name=_text(group), leads=leads, members=members, source=CLAUSE
    )


def _post(
    post: PostId, holders: tuple[PersonId, ...], succession: tuple[PersonId, ...] = ()
) -> Post:
    return Post(
        id=post,
        structure="command_centre",
        name=_text(post),
        holders=holders,
        deputies=(),
        succession=succession,
        source=CLAUSE,
    )


def _unit(unit: UnitId, kind: str, group: GroupId, agency: AgencyId) -> UnitPlan:
    return UnitPlan(
        id=unit, name=_text(unit), kind=kind, group=group, agency=agency, home=GATE, source=CLAUSE
    )


def _zone(zone: ZoneId) -> Zone:
    return Zone(
        id=zone,
        name=_text(zone),
        closed=False,
        capacity=None,
        outline=((0, 0), (10, 0), (10, 10), (0, 0)),
        label=(0, 0),
        centre=None,
        source=CLAUSE,
    )


def _rung(rung: str, kind: str, post: PostId | None) -> Rung:
    return Rung(id=RungId(rung), kind=kind, post=post, name=_text(rung), source=CLAUSE)


LADDER: Final = (
    _rung("lead", "lead", None),
    _rung("office", "post", OFFICE),
    _rung("scene", "post", SCENE),
    _rung("deputies", "post", DEPUTIES),
    _rung("commander", "post", COMMAND),
    _rung("city", "request", COMMAND),
)


def _targets(severity: Severity) -> Targets:
    # The graver the sooner, so that a test can tell which grade's targets are in force.
    return Targets(
        dispatch_s=DISPATCH_S * severity // Severity.SERIOUS,
        acknowledge_s=ACKNOWLEDGE_S,
        on_scene_s=ON_SCENE_S * severity // Severity.SERIOUS,
        control_s=CONTROL_S * severity // Severity.SERIOUS,
        answer_s=ANSWER_S,
    )


def _playbook(kind: TypeId, lead: GroupId, send: tuple[str, ...]) -> Playbook:
    return Playbook(
        id=kind,
        situation=Clause("A6.4"),
        name=_text(kind),
        icon=kind,
        severity=SeverityRule(
            default=Severity.SERIOUS, injured=Severity.MAJOR, unknown=Severity.SERIOUS
        ),
        lead=lead,
        support=(POLICE_AGENCY, HEALTH),
        send=send,
        targets={severity: _targets(severity) for severity in Severity},
        ladder=LADDER,
        checklist=(
            Step(id=RESCUE, phase=1, text=_text(RESCUE), agency=HEALTH, source=CLAUSE),
            Step(id=CORDON, phase=2, text=_text(CORDON), agency=POLICE_AGENCY, source=CLAUSE),
        ),
        first_actions=(),
        source=CLAUSE,
    )


PLAN: Final = Plan(
    id="test-plan",
    digest="0" * 64,
    name=_text("test day"),
    title=_text("test day"),
    site=_text("hill"),
    day="2020-10-25",
    timezone="Asia/Shanghai",
    effective="2020-10-21",
    day_starts_at=OPENED_AT,
    site_note=_text("schematic"),
    people=MappingProxyType(
        {
            one: _person(one)
            for one in (
                COMMANDER,
                CHIEF,
                OFFICER,
                CLERK,
                LEAD,
                ROAD_LEAD,
                PATH_LEAD,
                LONE_LEAD,
                MEMBER,
            )
        }
    ),
    agencies=MappingProxyType(
        {
            one: Agency(id=one, name=_text(one), aliases=(), outside=one == POWER, source=CLAUSE)
            for one in (POLICE_AGENCY, HEALTH, POWER)
        }
    ),
    groups=MappingProxyType(
        {
            SECURITY: _group(SECURITY, 1, (LEAD,), (CHIEF, OFFICER)),
            RELIEF: _group(RELIEF, 2, (COMMANDER,), (MEMBER,)),
            TRAFFIC: _group(TRAFFIC, 3, (ROAD_LEAD, PATH_LEAD), (MEMBER,)),
            PRESS: _group(PRESS, 4, (LONE_LEAD,), ()),
        }
    ),
    posts=MappingProxyType(
        {
            OFFICE: _post(OFFICE, (OFFICER,), (CLERK,)),
            SCENE: _post(SCENE, (CHIEF,), (OFFICER,)),
            DEPUTIES: _post(DEPUTIES, (CHIEF, OFFICER)),
            COMMAND: _post(COMMAND, (COMMANDER,), (CHIEF, OFFICER)),
        }
    ),
    units=MappingProxyType(
        {
            AMBULANCE_1: _unit(AMBULANCE_1, "ambulance", RELIEF, HEALTH),
            AMBULANCE_2: _unit(AMBULANCE_2, "ambulance", RELIEF, HEALTH),
            ENGINE: _unit(ENGINE, "fire_engine", SECURITY, POLICE_AGENCY),
            PATROL: _unit(PATROL, "police", SECURITY, POLICE_AGENCY),
        }
    ),
    zones=MappingProxyType({GATE: _zone(GATE), TEMPLE: _zone(TEMPLE)}),
    playbooks=MappingProxyType(
        {
            FIRE: _playbook(FIRE, SECURITY, ("fire_engine", "police")),
            ILLNESS: _playbook(ILLNESS, RELIEF, ("ambulance",)),
            CRUSH: _playbook(CRUSH, TRAFFIC, ("police", "ambulance")),
            RUMOUR: _playbook(RUMOUR, PRESS, ()),
        }
    ),
    commander=COMMAND,
    warnings=(),
    supplies=MappingProxyType(
        {
            STRETCHER: Supply(
                id=STRETCHER,
                name=_text(STRETCHER),
                kind="equipment",
                owner=POLICE_AGENCY,
                quantity=8,
                measure=_text("pieces"),
                zone=GATE,
                contact=_text("desk"),
                hand_over_s=HAND_OVER_S,
                back_s=BACK_S,
                verified=False,
                source=CLAUSE,
            )
        }
    ),
)


WITH_VEHICLE: Final = CircumstanceId("vehicle")
NEAR_WOOD: Final = CircumstanceId("forest")
WITH_TEMPLE: Final = CircumstanceId("temple")
CIRCUMSTANCES: Final = (WITH_TEMPLE, WITH_VEHICLE, NEAR_WOOD)
"""What the plan with rules declares; only the second is asked by a rule."""


def _rule(name: str, **said: Any) -> RouteRule:
    return RouteRule(id=RuleId(name), source=(Clause("A15.4"),), **said)


GRAVE: Final = _rule("grave", severity=Severity.MAJOR, groups=(PRESS,))
"""At the second grade or worse the press group supports."""
HURT: Final = _rule(
    "hurt",
    circumstances=(INJURED,),
    groups=(RELIEF,),
    support=(HEALTH,),
    send=("ambulance",),
)
VEHICLES: Final = _rule("vehicles", circumstances=(WITH_VEHICLE,), lead=TRAFFIC)
AT_TEMPLE: Final = _rule("at-temple", zones=(TEMPLE,), groups=(TRAFFIC,), send=("police",))

CITY: Final = RecipientId("city")
REGION: Final = RecipientId("region")
FIRST_S: Final = 1_800
EVERY_S: Final = 1_200


def _recipient(to: RecipientId, severity: Severity) -> Recipient:
    return Recipient(
        id=to,
        name=_text(to),
        from_severity=severity,
        first_s=FIRST_S,
        every_s=EVERY_S,
        source=CLAUSE,
    )


REPORTING: Final = Reporting(
    approver=DEPUTIES,
    recipients=MappingProxyType(
        {CITY: _recipient(CITY, Severity.SERIOUS), REGION: _recipient(REGION, Severity.MAJOR)}
    ),
)
REPORTED_UP: Final = replace(PLAN, reporting=REPORTING)
"""The same plan with somebody above who has to be kept informed."""

PHONE_S: Final = 600
WARN_S: Final = 120
PHONED_UP: Final = replace(
    PLAN,
    reporting=replace(
        REPORTING,
        warn_s=WARN_S,
        recipients=MappingProxyType(
            {to: replace(one, phone_s=PHONE_S) for to, one in REPORTING.recipients.items()}
        ),
    ),
)
"""The same, told by phone first, and warned of before."""

ROUTED: Final = replace(
    PLAN,
    routes=(GRAVE, HURT, AT_TEMPLE),
    circumstances=MappingProxyType(
        {one: Circumstance(id=one, name=_text(one)) for one in CIRCUMSTANCES}
    ),
    playbooks=MappingProxyType(
        {
            **PLAN.playbooks,
            FIRE: replace(
                PLAN.playbooks[FIRE],
                routes=(VEHICLES,),
                lead_source=(Clause("P4.2.d"),),
                support=(POLICE_AGENCY,),
            ),
        }
    ),
)
"""The same plan with rules of routing; a fire with a vehicle in it goes to the traffic group."""

WHOLE: Final = replace(ROUTED, reporting=REPORTING)
"""Everything a plan may have, for the laws."""
