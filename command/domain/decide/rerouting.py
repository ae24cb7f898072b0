"""
What is known changes, and with it who has to help; and a person's word against the rules.

By itself a route only grows. Sending somebody away, or another lead, takes a person with a reason.
"""

from collections.abc import Container, Iterable, Iterator
from typing import TypeVar

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event, find_going, wrong_status
from command.domain.evolve.routes import known_better
from command.domain.facts import (
    CircumstancesChanged,
    Entry,
    Fact,
    IncidentRerouted,
    RouteOverruled,
)
from command.domain.identifiers import GroupId, PersonId
from command.domain.incident import Incident, RouteReason, RungTold
from command.domain.ladder import Numbering, already_told, notice_to
from command.domain.plan import Plan, RouteRule
from command.domain.presence import InPlace, leads_in_place
from command.domain.refusals import NothingSaid, Refusal, Unknown
from command.domain.routing import grade, newly_holding, picture_of, reason, route
from command.domain.states import OPEN
from command.domain.supporting import tell_support

N = TypeVar("N", bound=str)

_SAYS = ("injured", "involves", "rules_out")
_ROUTES = ("lead", "add_groups", "drop_groups", "add_support", "drop_support")


def change_circumstances(board: Board, action: a.ChangeCircumstances, moment: Moment) -> Decided:
    """More is known. People hurt may make it graver, unless a person graded it. Source: A10.4."""
    incident = find_going(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if not (action.injured or action.involves or action.rules_out):
        return NothingSaid(fields=_SAYS)
    unheard = unknown_circumstance(moment.plan, action)
    if unheard is not None:
        return unheard
    if (
        action.injured in (None, incident.injured)
        and set(action.involves) <= set(incident.involves)
        and set(action.rules_out) <= set(incident.rules_out)
    ):
        return ()
    fact = circumstances_changed(incident, action, moment)
    after = known_better(incident, fact, drafted(moment, fact))
    return (fact, *reroute(board, incident, after, moment))


def unknown_circumstance(plan: Plan, action: a.Report | a.ChangeCircumstances) -> Refusal | None:
    """Refuse what the plan declares nowhere, or what would be so and not so at once."""
    for field, names in (("involves", action.involves), ("rules_out", action.rules_out)):
        for name in names:
            if name not in plan.circumstances:
                return Unknown(field=field, value=name)
    both = next((one for one in action.rules_out if one in action.involves), None)
    return None if both is None else Unknown(field="rules_out", value=both)


def circumstances_changed(
    incident: Incident, action: a.ChangeCircumstances, moment: Moment
) -> CircumstancesChanged:
    """What more is known, with the grade that people hurt make it by the playbook's rule."""
    playbook = moment.plan.playbooks.get(incident.type)
    severity = None
    if playbook is not None and action.injured is not None and not incident.severity_set_by_person:
        by_rule = grade(playbook.severity, action.injured)
        severity = by_rule if by_rule < incident.severity else None
    return CircumstancesChanged(
        incident=incident.number,
        injured=action.injured,
        involves=action.involves or None,
        rules_out=action.rules_out or None,
        severity=severity,
        targets=playbook.targets[severity] if playbook is not None and severity else None,
    )


def drafted(moment: Moment, fact: Fact) -> Entry:
    """The entry as it will be, to ask the fold what the fact comes to."""
    return Entry.draft(moment.seq, moment.at, moment.by, (fact,))


def reroute(board: Board, before: Incident, after: Incident, moment: Moment) -> tuple[Fact, ...]:
    """
    Bring in whom the rules ask for by now and did not before.

    Nothing where the rules ask for nobody new, or nobody has to act on the incident any more.
    """
    rules = newly_holding(moment.plan, picture_of(before), picture_of(after))
    if not rules or after.status not in OPEN:
        return ()
    groups = _lacking(
        (group for rule in rules for group in rule.groups), (*after.support_groups, after.lead)
    )
    fact = IncidentRerouted(
        incident=after.number,
        groups=groups,
        support=_lacking((one for rule in rules for one in rule.support), after.support),
        send=_lacking((kind for rule in rules for kind in rule.send), after.send),
        advised_lead=_advised(before, after, moment),
        reasons=_told_anew(after, rules),
    )
    if not (fact.groups or fact.support or fact.send or fact.advised_lead):
        return ()
    event = find_event(board)
    heard = already_told(after) | _leading(board, after, moment)
    numbering = Numbering(moment.seq)
    return (fact, *tell_support(moment.plan, event, after, groups, numbering, besides=heard))


def _told_anew(incident: Incident, rules: Iterable[RouteRule]) -> tuple[RouteReason, ...]:
    known = {one.rule for one in incident.reasons}
    return tuple(reason(rule) for rule in rules if rule.id not in known)


def _advised(before: Incident, after: Incident, moment: Moment) -> GroupId | None:
    was, now = (route(moment.plan, picture_of(one)) for one in (before, after))
    if was is None or now is None or after.overruled or now.lead == was.lead:
        return None
    return None if now.lead in (after.lead, after.advised_lead) else now.lead


def _leading(board: Board, incident: Incident, moment: Moment) -> set[PersonId]:
    """Those who heard already because their group is on it."""
    absent = find_event(board).absent
    groups = (incident.lead, *incident.support_groups)
    return {p.person for one in groups for p in leads_in_place(moment.plan, one, absent)}


def overrule_route(board: Board, action: a.OverruleRoute, moment: Moment) -> Decided:
    """Another lead, or other support, by a person's word. Source: A8.1, A13."""
    incident = find_going(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status not in OPEN:
        return wrong_status(incident)
    if not any(getattr(action, name) for name in _ROUTES):
        return NothingSaid(fields=_ROUTES)
    unknown = next(_unknown(action, incident, moment), None)
    if unknown is not None:
        return unknown
    lead = action.lead or incident.lead
    groups = _changed(incident.support_groups, action.add_groups, (*action.drop_groups, lead))
    support = _changed(incident.support, action.add_support, action.drop_support)
    if (lead, groups, support) == (incident.lead, incident.support_groups, incident.support):
        return ()
    leads = leads_in_place(moment.plan, lead, find_event(board).absent)
    rung = None if lead == incident.lead else _rung_of_lead(incident)
    new = tuple(place.person for place in leads if place.person not in _above(incident, rung))
    fact = RouteOverruled(
        incident=incident.number,
        lead=lead,
        groups=groups,
        support=support,
        reason=action.reason,
        rung=None if rung is None else rung.index,
        people=() if rung is None else new,
        passed=None if rung is None or new else "already_told" if leads else "nobody_in_place",
    )
    return (fact, *_tell_all(board, incident, fact, leads, moment))


def _tell_all(
    board: Board,
    incident: Incident,
    fact: RouteOverruled,
    leads: tuple[InPlace, ...],
    moment: Moment,
) -> Iterator[Fact]:
    """Tell who leads now, who does no longer, and who came in to support."""
    numbering, event = Numbering(moment.seq), find_event(board)
    heard = _leading(board, incident, moment) | already_told(incident)
    if fact.lead != incident.lead:
        told = next((one for one in incident.told if one.index == fact.rung), None)
        now = {place.person for place in leads}
        for place in leads:
            rung = fact.rung if place.person in fact.people else None
            yield notice_to(incident, numbering, place, why="lead", rung=rung)
        for person in told.people if told is not None else ():
            if person not in now:
                yield notice_to(incident, numbering, InPlace(person), why="relieved")
        heard |= now
    came = (group for group in fact.groups if group not in incident.support_groups)
    yield from tell_support(moment.plan, event, incident, came, numbering, besides=heard)


def _rung_of_lead(incident: Incident) -> RungTold | None:
    """The rung of the lead group, where it was told or passed already."""
    return next((one for one in incident.told if incident.ladder[one.index].kind == "lead"), None)


def _above(incident: Incident, rung: RungTold | None) -> set[PersonId]:
    """Those told on other rungs: nobody stands on two."""
    return {person for one in incident.told if one is not rung for person in one.people}


def _lacking(wanted: Iterable[N], there: Container[N]) -> tuple[N, ...]:
    return tuple(dict.fromkeys(one for one in wanted if one not in there))


def _changed(there: tuple[N, ...], add: tuple[N, ...], drop: tuple[N, ...]) -> tuple[N, ...]:
    kept = dict.fromkeys((*there, *add))
    return tuple(one for one in kept if one not in drop)


def _unknown(action: a.OverruleRoute, incident: Incident, moment: Moment) -> Iterator[Unknown]:
    """What the action names and the plan lacks. What is there already may always be dropped."""
    plan = moment.plan
    if action.lead is not None and action.lead not in plan.groups:
        yield Unknown(field="lead", value=action.lead)
    named: tuple[tuple[str, tuple[str, ...], Container[str]], ...] = (
        ("add_groups", action.add_groups, plan.groups),
        ("drop_groups", action.drop_groups, (*plan.groups, *incident.support_groups)),
        ("add_support", action.add_support, plan.agencies),
        ("drop_support", action.drop_support, (*plan.agencies, *incident.support)),
    )
    for field, names, known in named:
        yield from (Unknown(field=field, value=name) for name in names if name not in known)
