"""Make the domain's `Plan` of files that were found right. Decides nothing and checks nothing."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from command.domain.identifiers import (
    AgencyId,
    CircumstanceId,
    Clause,
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
from command.domain.plan import (
    Agency,
    Calling,
    Circumstance,
    ClauseGist,
    Group,
    Hat,
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
from command.plan_files.shapes import PersonShape, PlanShape, ReportingShape, RungShape
from command.plan_files.shapes_of_clauses import ClausesShape
from command.plan_files.shapes_of_incidents import IncidentShape, TargetsShape
from command.plan_files.shapes_of_routes import GRADES, Grade, RouteShape
from command.plan_files.shapes_of_site import FeatureShape, SiteShape
from command.plan_files.shapes_of_supplies import SuppliesShape, SupplyShape
from command.plan_files.shapes_of_times import build_times
from command.plan_files.words import TextShape


def build_plan(
    digest: str,
    plan: PlanShape,
    site: SiteShape,
    clauses: ClausesShape,
    incidents: Iterable[IncidentShape],
    *,
    supplies: SuppliesShape | None = None,
) -> Plan:
    """Put the parts together. `warnings` are left to command/plan_files/gaps.py."""
    incidents = list(incidents)
    playbooks = [_playbook(one, plan.ladder) for one in incidents]
    return Plan(
        id=plan.plan,
        digest=digest,
        name=text(plan.name),
        title=text(plan.title),
        site=text(plan.site),
        day=plan.day,
        timezone=plan.timezone,
        effective=plan.effective,
        day_starts_at=instant(plan.day, plan.day_starts_at, plan.timezone),
        site_note=text(site.note),
        people={PersonId(p.id): _person(p, plan) for p in plan.people},
        agencies={a.id: a for a in _agencies(plan)},
        groups={g.id: g for g in _groups(plan)},
        posts={p.id: p for p in _posts(plan)},
        units={u.id: u for u in _units(plan)},
        zones={z.id: z for z in map(_zone, site.features)},
        playbooks={p.id: p for p in playbooks},
        commander=PostId(plan.command_centre.commander),
        warnings=(),
        source=_clauses(plan.source),
        command_agencies=tuple(map(AgencyId, plan.command_centre.agencies)),
        unit_kinds={kind: text(t) for kind, t in plan.unit_kinds.items()},
        clauses={c.id: c for c in _gists(clauses)},
        supplies={s.id: s for s in map(_supply, supplies.supplies if supplies else ())},
        calling=_calling(supplies),
        routes=tuple(map(_route, plan.routes)),
        circumstances={one.id: one for one in _circumstances(plan, incidents)},
        times=build_times(plan.times, muster_s=plan.muster_within_s),
        reporting=_reporting(plan.reporting),
        families={FamilyId(one.id): text(one.name) for one in plan.families},
    )


def text(shape: TextShape) -> Text:
    """Both languages, without the spaces around them."""
    return Text(zh=shape.zh.strip(), en=shape.en.strip())


def instant(day: str, at: str, timezone: str) -> Instant:
    """Turn a time of a day on site into an instant."""
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(timezone))
    return Instant(int(local.timestamp()) * 1000)


def _clauses(source: Iterable[str]) -> tuple[Clause, ...]:
    return tuple(map(Clause, source))


def _people(names: Iterable[str]) -> tuple[PersonId, ...]:
    return tuple(map(PersonId, names))


def _person(shape: PersonShape, plan: PlanShape) -> Person:
    return Person(
        id=PersonId(shape.id),
        name=text(shape.name),
        title=text(shape.title),
        agency=AgencyId(shape.agency) if shape.agency else None,
        hats=tuple(_hats(shape.id, plan)),
        source=_clauses(shape.source),
    )


def _hats(name: str, plan: PlanShape) -> Iterable[Hat]:
    """Everything a person is, as posts, groups and the leading group say it."""
    for post in plan.posts:
        if name in post.holders:
            yield Hat(kind="post", of=post.id, source=Clause(post.source[0]))
    for group in sorted(plan.groups, key=lambda group: group.order):
        if name in group.leads:
            yield Hat(kind="group_lead", of=group.id, source=Clause(group.source[0]))
        if name in group.members:
            yield Hat(kind="group_member", of=group.id, source=Clause(group.source[0]))
    if name in plan.leading_group.members:
        yield Hat(kind="seat", of="leading_group", source=Clause(plan.leading_group.source[0]))


def _agencies(plan: PlanShape) -> Iterable[Agency]:
    for shape in plan.agencies:
        yield Agency(
            id=AgencyId(shape.id),
            name=text(shape.name),
            aliases=tuple(map(text, shape.aliases)),
            outside=shape.outside,
            source=_clauses(shape.source),
        )


def _groups(plan: PlanShape) -> Iterable[Group]:
    for shape in sorted(plan.groups, key=lambda shape: shape.order):
        yield Group(
            id=GroupId(shape.id),
            order=shape.order,
            name=text(shape.name),
            leads=_people(shape.leads),
            members=_people(shape.members),
            duties=_clauses(shape.duties),
            source=_clauses(shape.source),
        )


def _posts(plan: PlanShape) -> Iterable[Post]:
    for shape in plan.posts:
        yield Post(
            id=PostId(shape.id),
            structure=shape.structure,
            name=text(shape.name),
            holders=_people(shape.holders),
            deputies=tuple(map(PostId, shape.deputies)),
            succession=_people(shape.succession),
            source=_clauses(shape.source),
        )


def _units(plan: PlanShape) -> Iterable[UnitPlan]:
    for shape in plan.units:
        yield UnitPlan(
            id=UnitId(shape.id),
            name=text(shape.name),
            kind=shape.kind,
            group=GroupId(shape.group),
            agency=AgencyId(shape.agency),
            home=ZoneId(shape.home) if shape.home else None,
            source=_clauses(shape.source),
        )


def _zone(feature: FeatureShape) -> Zone:
    shape = feature.properties
    centre = shape.centre
    return Zone(
        id=ZoneId(feature.id),
        name=text(shape.name),
        closed=shape.closed,
        capacity=shape.capacity,
        counts=shape.counts,
        capacity_verified=shape.capacity_verified,
        outline=tuple((x, y) for x, y in feature.geometry.coordinates[0]),
        label=(shape.label[0], shape.label[1]),
        centre=(Micro(centre[0]), Micro(centre[1])) if centre else None,
        source=_clauses(shape.source),
    )


def _playbook(shape: IncidentShape, ladder: Iterable[RungShape]) -> Playbook:
    return Playbook(
        id=TypeId(shape.id),
        situation=Clause(shape.situation),
        name=text(shape.name),
        icon=shape.icon,
        severity=SeverityRule(
            default=severity(shape.severity.default),
            injured=severity(shape.severity.injured),
            unknown=severity(shape.severity.unknown),
        ),
        lead=GroupId(shape.lead),
        support=tuple(map(AgencyId, shape.support)),
        send=tuple(shape.send),
        targets=dict(_targets(shape.targets)),
        ladder=tuple(map(_rung, shape.ladder or ladder)),
        checklist=tuple(_steps(shape)),
        first_actions=tuple(map(text, shape.first_actions)),
        source=_clauses(shape.source),
        lead_source=_clauses(shape.lead_source or ()),
        routes=tuple(map(_route, shape.routes)),
        family=FamilyId(shape.family) if shape.family else None,
        short=text(shape.short) if shape.short else None,
    )


def _circumstances(plan: PlanShape, incidents: Iterable[IncidentShape]) -> Iterable[Circumstance]:
    """Those declared; in a version of before they had to be, also those only asked for."""
    for shape in plan.circumstances:
        yield Circumstance(
            id=CircumstanceId(shape.id),
            name=text(shape.name),
            source=_clauses(shape.source or ()),
        )
    declared = {INJURED, *(one.id for one in plan.circumstances)}
    rules = (*plan.routes, *(rule for one in incidents for rule in one.routes))
    asked = dict.fromkeys(name for rule in rules for name in rule.when.involves or ())
    for name in asked:
        if name not in declared:
            yield Circumstance(id=CircumstanceId(name), name=Text(zh=name, en=name))


def _route(shape: RouteShape) -> RouteRule:
    when = shape.when
    return RouteRule(
        id=RuleId(shape.id),
        types=tuple(map(TypeId, when.type or ())),
        zones=tuple(map(ZoneId, when.zone or ())),
        severity=severity(when.severity) if when.severity else None,
        circumstances=tuple(map(CircumstanceId, when.involves or ())),
        lead=GroupId(shape.lead) if shape.lead else None,
        groups=tuple(map(GroupId, shape.groups)),
        support=tuple(map(AgencyId, shape.support)),
        send=tuple(shape.send),
        source=_clauses(shape.source),
    )


def severity(grade: Grade) -> Severity:
    """Turn ``II`` into the grade it names."""
    return Severity(GRADES.index(grade) + 1)


def _targets(shape: TargetsShape) -> Iterable[tuple[Severity, Targets]]:
    for grade, targets in zip(GRADES, (shape.I, shape.II, shape.III, shape.IV), strict=True):
        yield (
            severity(grade),
            Targets(
                dispatch_s=targets.dispatch_s,
                acknowledge_s=targets.acknowledge_s,
                on_scene_s=targets.on_scene_s,
                control_s=targets.control_s,
                answer_s=targets.answer_s,
            ),
        )


def _rung(shape: RungShape) -> Rung:
    return Rung(
        id=RungId(shape.id),
        kind=shape.kind,
        post=PostId(shape.post) if shape.post else None,
        name=text(shape.name),
        source=_clauses(shape.source),
    )


def _steps(shape: IncidentShape) -> Iterable[Step]:
    for step in shape.checklist:
        yield Step(
            id=StepId(step.id),
            phase=step.phase,
            text=text(step.text),
            agency=AgencyId(step.agency),
            source=_clauses(step.source),
        )


def _supply(shape: SupplyShape) -> Supply:
    return Supply(
        id=SupplyId(shape.id),
        name=text(shape.name),
        kind=shape.kind,
        owner=AgencyId(shape.owner),
        quantity=shape.quantity,
        measure=text(shape.measure),
        zone=ZoneId(shape.zone) if shape.zone else None,
        contact=text(shape.contact),
        hand_over_s=shape.hand_over_s,
        back_s=shape.back_s,
        verified=shape.verified,
        source=_clauses(shape.source),
    )


def _calling(shape: SuppliesShape | None) -> Calling:
    if shape is None or shape.calling is None:
        return Calling()
    return Calling(answer_s=shape.calling.answer_s, arrive_s=shape.calling.arrive_s)


def _reporting(shape: ReportingShape | None) -> Reporting:
    if shape is None:
        return Reporting()
    recipients = (
        Recipient(
            id=RecipientId(one.id),
            name=text(one.name),
            from_severity=severity(one.from_severity),
            first_s=one.first_s,
            every_s=one.every_s,
            phone_s=one.phone_s,
            source=_clauses(one.source),
        )
        for one in shape.recipients
    )
    return Reporting(
        approver=PostId(shape.approver) if shape.approver else None,
        warn_s=shape.warn_s,
        recipients={one.id: one for one in recipients},
    )


def _gists(shape: ClausesShape) -> Iterable[ClauseGist]:
    for clause in shape.clauses:
        yield ClauseGist(
            id=Clause(clause.id),
            kind=clause.kind,
            gist=text(clause.gist),
            embodied_by=tuple(clause.embodied_by),
        )
