"""
Routing: which group leads an incident, who supports, how grave it is, by when, and why.

Pure and total: every type of the plan, zone, grade and circumstance comes to a route. The
playbook of the type says who in any case; rules of the plan bring in others or another lead.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from command.domain.changing import worked_out
from command.domain.identifiers import AgencyId, CircumstanceId, GroupId, TypeId, ZoneId
from command.domain.incident import Incident, PinnedRung, RouteReason
from command.domain.plan import Plan, Playbook, RouteRule, SeverityRule, Targets
from command.domain.states import INJURED, Injured, Severity

N = TypeVar("N", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What routing asks of an incident, as far as it is known."""

    type: TypeId
    zone: ZoneId | None
    severity: Severity
    circumstances: frozenset[CircumstanceId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What the plan says of an incident as it stands. `reasons` are those that cite a clause."""

    lead: GroupId
    groups: tuple[GroupId, ...]
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    severity: Severity
    targets: Targets
    ladder: tuple[PinnedRung, ...]
    reasons: tuple[RouteReason, ...]


def route(plan: Plan, picture: Picture) -> Route | None:
    """
    Find the route of an incident.

    Returns:
        None where the plan has no playbook of that type.

    Source: A6, A15, A22; the reading of the plan's gaps in docs/playbooks.md
    """
    found = worked_out(plan, _found_so_far)
    playbook = plan.playbooks.get(picture.type)
    if picture not in found and playbook is not None:
        found[picture] = _find(plan, playbook, picture)
    return found.get(picture)


def _found_so_far(_: Plan) -> dict[Picture, Route]:
    """A plan has few pictures; the route of each is found when first asked for, then kept."""
    return {}


def _find(plan: Plan, playbook: Playbook, picture: Picture) -> Route:
    rules = tuple(rule for rule in rules_of(plan, playbook) if holds(rule, picture))
    lead = next((rule.lead for rule in rules if rule.lead is not None), playbook.lead)
    return Route(
        lead=lead,
        groups=_joined(group for rule in rules for group in rule.groups if group != lead),
        support=_joined((*playbook.support, *(one for rule in rules for one in rule.support))),
        send=_sent(playbook.send, rules),
        severity=picture.severity,
        targets=playbook.targets[picture.severity],
        ladder=pinned(playbook),
        reasons=tuple(_reasons(playbook, rules)),
    )


def rules_of(plan: Plan, playbook: Playbook) -> Iterator[RouteRule]:
    """The rules that a type is held against, the type's own first."""
    yield from playbook.routes
    yield from plan.routes


def holds(rule: RouteRule, picture: Picture) -> bool:
    """Say whether everything holds that a rule asks. A grade is met by a graver one."""
    return (
        (not rule.types or picture.type in rule.types)
        and (not rule.zones or picture.zone in rule.zones)
        and (rule.severity is None or picture.severity <= rule.severity)
        and picture.circumstances.issuperset(rule.circumstances)
    )


def picture_of(incident: Incident) -> Picture:
    """What routing asks of an incident, as it stands."""
    return Picture(
        type=incident.type,
        zone=incident.zone,
        severity=incident.severity,
        circumstances=circumstances(incident.injured, incident.involves),
    )


def circumstances(
    injured: Injured, involves: Iterable[CircumstanceId]
) -> frozenset[CircumstanceId]:
    """Gather what is known to be so; what nobody can tell yet is not."""
    hurt = (INJURED,) if injured is Injured.YES else ()
    return frozenset((*hurt, *involves))


def newly_holding(plan: Plan, before: Picture, after: Picture) -> tuple[RouteRule, ...]:
    """
    Find the rules that a change of the picture brings into effect.

    A rule that held before says nothing new: it was heard then, or the plan came to it since, and
    a changed plan leaves running incidents alone.
    """
    playbook = plan.playbooks.get(after.type)
    if playbook is None:
        return ()
    return tuple(
        rule for rule in rules_of(plan, playbook) if holds(rule, after) and not holds(rule, before)
    )


def grade(rule: SeverityRule, injured: Injured) -> Severity:
    """Grade a new incident by the one thing known about people."""
    match injured:
        case Injured.YES:
            return rule.injured
        case Injured.UNKNOWN:
            return rule.unknown
        case Injured.NO:
            return rule.default


def pinned(playbook: Playbook) -> tuple[PinnedRung, ...]:
    """The ladder as an incident keeps it."""
    return tuple(PinnedRung(id=r.id, kind=r.kind, post=r.post) for r in playbook.ladder)


def reason(rule: RouteRule) -> RouteReason:
    """A rule as an incident keeps it."""
    return RouteReason(
        rule=rule.id,
        lead=rule.lead,
        groups=rule.groups,
        support=rule.support,
        send=rule.send,
        source=rule.source,
    )


def _reasons(playbook: Playbook, rules: Iterable[RouteRule]) -> Iterator[RouteReason]:
    if playbook.lead_source:
        yield RouteReason(
            rule=None,
            lead=playbook.lead,
            groups=(),
            support=playbook.support,
            send=playbook.send,
            source=playbook.lead_source,
        )
    yield from map(reason, rules)


def _sent(usual: tuple[str, ...], rules: Iterable[RouteRule]) -> tuple[str, ...]:
    """A playbook may ask for two of a kind; a rule only for one where there was none."""
    more = _joined(kind for rule in rules for kind in rule.send)
    return (*usual, *(kind for kind in more if kind not in usual))


def _joined(names: Iterable[N]) -> tuple[N, ...]:
    return tuple(dict.fromkeys(names))
