"""Folds of what is known of an incident, and of who was brought in by it."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Fold, of_incident
from command.domain.evolve.incidents import last_line
from command.domain.facts import CircumstancesChanged, Entry, IncidentRerouted, RouteOverruled
from command.domain.identifiers import CircumstanceId
from command.domain.incident import Incident, RungTold


def known_better(incident: Incident, fact: CircumstancesChanged, entry: Entry) -> Incident:
    """More is known; what the fact leaves out stays."""
    involves, rules_out = fact.involves or (), fact.rules_out or ()
    return changed(
        incident,
        v=entry.seq,
        injured=fact.injured or incident.injured,
        involves=_without(incident.involves, rules_out, involves),
        rules_out=_without(incident.rules_out, involves, rules_out),
        severity=fact.severity or incident.severity,
        targets=fact.targets or incident.targets,
        last=last_line("circumstances_changed", entry),
    )


def _without(
    known: tuple[CircumstanceId, ...],
    gone: tuple[CircumstanceId, ...],
    come: tuple[CircumstanceId, ...],
) -> tuple[CircumstanceId, ...]:
    return (*(one for one in known if one not in (*gone, *come)), *come)


def rerouted(incident: Incident, fact: IncidentRerouted, entry: Entry) -> Incident:
    """Others came in; nobody went."""
    return changed(
        incident,
        v=entry.seq,
        support_groups=(*incident.support_groups, *fact.groups),
        support=(*incident.support, *fact.support),
        send=(*incident.send, *fact.send),
        reasons=(*incident.reasons, *fact.reasons),
        advised_lead=fact.advised_lead or incident.advised_lead,
    )


def overruled(incident: Incident, fact: RouteOverruled, entry: Entry) -> Incident:
    """A person's route: it stays until a person changes it, and support only grows meanwhile."""
    return changed(
        incident,
        v=entry.seq,
        lead=fact.lead,
        support_groups=fact.groups,
        support=fact.support,
        overruled=True,
        advised_lead=None,
        told=tuple(_retold(told, fact, entry) for told in incident.told),
        asked=tuple(one for one in incident.asked if one.group in fact.groups),
        last=last_line("route_overruled", entry, fact.reason),
    )


def _retold(told: RungTold, fact: RouteOverruled, entry: Entry) -> RungTold:
    if told.index != fact.rung:
        return told
    return RungTold(
        index=told.index, rung=told.rung, at=entry.at, people=fact.people, passed=fact.passed
    )


ROUTE_FACTS: Final[Mapping[type, Fold]] = {
    CircumstancesChanged: of_incident(known_better),
    IncidentRerouted: of_incident(rerouted),
    RouteOverruled: of_incident(overruled),
}
