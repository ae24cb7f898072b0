"""How an incident ends, and how it is taken up again: controlled, resolved, closed, reopened."""

from dataclasses import replace

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import (
    Decided,
    Moment,
    find_event,
    find_incident,
    follow_merges,
    wrong_status,
)
from command.domain.decide.triaging import freed
from command.domain.facts import (
    IncidentClosed,
    IncidentConfirmed,
    IncidentControlled,
    IncidentReopened,
    IncidentResolved,
)
from command.domain.ladder import Numbering, climb
from command.domain.refusals import Refusal
from command.domain.states import OPEN, IncidentStatus


def control_incident(board: Board, action: a.ControlIncident, _: Moment) -> Decided:
    """It spreads no further; saying so confirms it, too."""
    incident = find_incident(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    if incident.status is IncidentStatus.CONTROLLED:
        return ()
    if incident.status not in OPEN:
        return wrong_status(incident)
    controlled = IncidentControlled(incident=incident.number)
    if incident.status is IncidentStatus.REPORTED:
        return (IncidentConfirmed(incident=incident.number), controlled)
    return (controlled,)


def resolve_incident(board: Board, action: a.ResolveIncident, _: Moment) -> Decided:
    """It is handled: its deadlines end, units still bound are free."""
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status is IncidentStatus.RESOLVED:
        return ()
    if incident.status not in OPEN:
        return wrong_status(incident)
    return (*freed(incident), IncidentResolved(incident=incident.number))


def reopen_incident(board: Board, action: a.ReopenIncident, moment: Moment) -> Decided:
    """
    Take it up again: fresh deadlines, and the ladder begins anew with its lead.

    A merged one is taken up as one of its own: they were not the same thing after all.
    """
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status in OPEN:
        return wrong_status(incident)
    reopened = IncidentReopened(incident=incident.number, reason=action.reason)
    fresh = replace(incident, opening=incident.opening + 1, told=(), request=None)
    told = climb(moment.plan, find_event(board), fresh, Numbering(moment.seq), why="lead")
    return (reopened, *told)


def close_incident(board: Board, action: a.CloseIncident, _: Moment) -> Decided:
    """Its papers are done."""
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status is IncidentStatus.CLOSED:
        return ()
    if incident.status is not IncidentStatus.RESOLVED:
        return wrong_status(incident)
    return (IncidentClosed(incident=incident.number),)
