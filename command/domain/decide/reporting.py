"""A report opens an incident at once: routed, graded, its lead told. Nothing waits for triage."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event
from command.domain.evolve.incidents import as_reported
from command.domain.facts import Entry, IncidentReported
from command.domain.ladder import Numbering, climb
from command.domain.refusals import Unknown
from command.domain.routing import route


def report(board: Board, action: a.Report, moment: Moment) -> Decided:
    """
    Open an incident and tell the group that leads it.

    Only the type is needed: a first report is never held back for what it lacks.
    Source: A6, A10.3; the law's "report first what is known first".
    """
    if action.zone is not None and action.zone not in moment.plan.zones:
        return Unknown(field="zone", value=action.zone)
    found = route(
        moment.plan, action.incident_type, injured=action.injured, severity=action.severity
    )
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
    )
    # The fold says what the incident will be; its ladder is asked of that, not of a copy here.
    incident = as_reported(fact, Entry.draft(moment.seq, moment.at, moment.by, (fact,)))
    told = climb(moment.plan, find_event(board), incident, Numbering(moment.seq), why="lead")
    return (fact, *told)
