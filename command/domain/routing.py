"""Routing: which group leads an incident, who supports, how grave it is, by when. Pure lookup."""

from dataclasses import dataclass

from command.domain.identifiers import AgencyId, GroupId, TypeId
from command.domain.incident import PinnedRung
from command.domain.plan import Plan, Playbook, SeverityRule, Targets
from command.domain.states import Injured, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What the playbook says of an incident, as the plan stood when it was routed."""

    lead: GroupId
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    severity: Severity
    targets: Targets
    ladder: tuple[PinnedRung, ...]


def route(
    plan: Plan, incident_type: TypeId, *, injured: Injured, severity: Severity | None
) -> Route | None:
    """
    Find the route of an incident.

    Args:
        severity: what a person said; none leaves it to the playbook's rule.

    Returns:
        None where the plan has no playbook of that type.

    Source: A6, A15, A22; the reading of the plan's gaps in docs/playbooks.md
    """
    playbook = plan.playbooks.get(incident_type)
    if playbook is None:
        return None
    graded = severity or grade(playbook.severity, injured)
    return Route(
        lead=playbook.lead,
        support=playbook.support,
        send=playbook.send,
        severity=graded,
        targets=playbook.targets[graded],
        ladder=pinned(playbook),
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
