"""Triage and what is known of an incident: confirm, dismiss, grade, place."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import (
    Decided,
    Moment,
    find_going,
    find_incident,
    wrong_status,
)
from command.domain.decide.rerouting import drafted, reroute
from command.domain.evolve.incidents import graded, placed
from command.domain.facts import (
    Fact,
    IncidentConfirmed,
    IncidentDismissed,
    LocationChanged,
    SeverityChanged,
    UnitWithdrawn,
)
from command.domain.incident import Incident
from command.domain.refusals import NothingSaid, Refusal, Unknown
from command.domain.states import OPEN, IncidentStatus


def confirm_incident(board: Board, action: a.ConfirmIncident, _: Moment) -> Decided:
    """It is real, and one of its own."""
    incident = find_going(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status is not IncidentStatus.REPORTED:
        return ()
    return (IncidentConfirmed(incident=incident.number),)


def dismiss_incident(board: Board, action: a.DismissIncident, _: Moment) -> Decided:
    """Nothing to handle: end it with the reason and free its units."""
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status is IncidentStatus.DISMISSED:
        return ()
    if incident.status not in OPEN:
        return wrong_status(incident)
    dismissed = IncidentDismissed(incident=incident.number, reason=action.reason)
    return (*freed(incident), dismissed)


def freed(incident: Incident) -> tuple[Fact, ...]:
    """Take off every unit still bound, because the incident ends."""
    return tuple(
        UnitWithdrawn(
            incident=incident.number,
            assignment=assignment.id,
            unit=assignment.unit,
            why="ended",
            reason=None,
        )
        for assignment in incident.assignments
        if assignment.is_active
    )


def change_severity(board: Board, action: a.ChangeSeverity, moment: Moment) -> Decided:
    """Grade it otherwise; its targets become those of the new grade, from the same opening."""
    incident = find_going(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.severity == action.severity and incident.severity_set_by_person:
        return ()
    playbook = moment.plan.playbooks.get(incident.type)
    targets = playbook.targets[action.severity] if playbook else incident.targets
    fact = SeverityChanged(
        incident=incident.number,
        severity=action.severity,
        targets=targets,
        reason=action.reason,
    )
    after = graded(incident, fact, drafted(moment, fact))
    return (fact, *reroute(board, incident, after, moment))


def change_location(board: Board, action: a.ChangeLocation, moment: Moment) -> Decided:
    """Say better where it is."""
    incident = find_going(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if action.zone is not None and action.zone not in moment.plan.zones:
        return Unknown(field="zone", value=action.zone)
    if action.zone is None and action.place is None and action.position is None:
        return NothingSaid(fields=("zone", "place", "position"))
    only_zone = action.place is None and action.position is None
    if only_zone and action.zone == incident.zone:
        return ()
    fact = LocationChanged(
        incident=incident.number,
        zone=action.zone,
        place=action.place,
        position=action.position,
    )
    after = placed(incident, fact, drafted(moment, fact))
    return (fact, *reroute(board, incident, after, moment))
