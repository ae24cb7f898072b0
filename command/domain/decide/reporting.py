"""A report opens an incident at once: routed, graded, its lead told. Nothing waits for triage."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event
from command.domain.decide.rerouting import unknown_circumstance
from command.domain.evolve.incidents import as_reported
from command.domain.facts import Entry, IncidentReported, NoticeIssued
from command.domain.ladder import Numbering, climb
from command.domain.plan import Playbook
from command.domain.refusals import Unknown
from command.domain.routing import Picture, circumstances, grade, route
from command.domain.supporting import tell_support


def report(board: Board, action: a.Report, moment: Moment) -> Decided:
    """
    Open an incident and tell the group that leads it, then those that support.

    Only the type is needed: a first report is never held back for what it lacks.
    Source: A6, A10.3; the law's "report first what is known first".
    """
    if action.zone is not None and action.zone not in moment.plan.zones:
        return Unknown(field="zone", value=action.zone)
    unheard = unknown_circumstance(moment.plan, action)
    if unheard is not None:
        return unheard
    playbook = moment.plan.playbooks.get(action.incident_type)
    found = None if playbook is None else route(moment.plan, _picture(action, playbook))
    if found is None:
        return Unknown(field="incident_type", value=action.incident_type)
    fact = IncidentReported(
        incident=board.next_number(),
        incident_type=action.incident_type,
        severity=found.severity,
        severity_set_by_person=action.severity is not None,
        zone=action.zone,
        place=action.place,
        position=action.position,
        what=action.what,
        injured=action.injured,
        reporter=action.reporter,
        lead=found.lead,
        support=found.support,
        send=found.send,
        targets=found.targets,
        ladder=found.ladder,
        involves=action.involves or None,
        rules_out=action.rules_out or None,
        support_groups=found.groups or None,
        reasons=found.reasons or None,
    )
    # The fold says what the incident will be; its ladder is asked of that, not of a copy here.
    incident = as_reported(fact, Entry.draft(moment.seq, moment.at, moment.by, (fact,)))
    event, numbering = find_event(board), Numbering(moment.seq)
    told = climb(moment.plan, event, incident, numbering, why="lead")
    heard = {fact.person for fact in told if isinstance(fact, NoticeIssued) and fact.person}
    support = tell_support(moment.plan, event, incident, found.groups, numbering, besides=heard)
    return (fact, *told, *support)


def _picture(action: a.Report, playbook: Playbook) -> Picture:
    return Picture(
        type=action.incident_type,
        zone=action.zone,
        severity=action.severity or grade(playbook.severity, action.injured),
        circumstances=circumstances(action.injured, action.involves),
    )
