"""Who goes, who stands down, and who cannot be sent."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import (
    Decided,
    Moment,
    find_incident,
    find_unit,
    wrong_status,
)
from command.domain.evolve.assignments import assignment_id
from command.domain.facts import Fact, NoticeIssued, UnitAssigned, UnitStateSet, UnitWithdrawn
from command.domain.incident import Assignment, Incident
from command.domain.ladder import Numbering
from command.domain.refusals import Refusal, UnitCommitted, UnitUnavailable, Unknown
from command.domain.states import OPEN, UnitState
from command.domain.unit import Unit


def assign_unit(board: Board, action: a.AssignUnit, moment: Moment) -> Decided:
    """
    Send a unit and tell it so.

    Asking again for a unit that is on its way changes nothing, so a resend is safe. A unit
    bound elsewhere is sent only when the asker says what becomes of the other incident.

    Source: A10.3, A22; docs/playbooks.md on busy units
    """
    incident = find_incident(board, action.incident)
    unit = find_unit(board, action.unit)
    if isinstance(incident, Refusal):
        return incident
    if isinstance(unit, Refusal):
        return unit
    if incident.status not in OPEN:
        return wrong_status(incident)
    if active_of(incident, unit) is not None:
        return ()
    if unit.state is UnitState.UNAVAILABLE:
        return UnitUnavailable(unit=unit.id)
    if unit.incidents and action.busy == "refuse":
        return UnitCommitted(unit=unit.id, incidents=unit.incidents)
    assigned = UnitAssigned(
        incident=incident.number, assignment=assignment_id(incident), unit=unit.id
    )
    notice = NoticeIssued(
        notice=Numbering(moment.seq).next(),
        incident=incident.number,
        why="assigned",
        rung=None,
        person=None,
        unit=unit.id,
        post=None,
        instead_of=None,
    )
    diverted = _diverted(board, unit) if action.busy == "divert" else ()
    return (*diverted, assigned, notice)


def _diverted(board: Board, unit: Unit) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for number in unit.incidents:
        elsewhere = board.documents.incidents[number]
        bound = active_of(elsewhere, unit)
        if bound is not None:
            facts.append(
                UnitWithdrawn(
                    incident=number,
                    assignment=bound.id,
                    unit=unit.id,
                    why="diverted",
                    reason=None,
                )
            )
    return tuple(facts)


def active_of(incident: Incident, unit: Unit) -> Assignment | None:
    """The assignment that binds a unit to an incident now."""
    return next((x for x in incident.assignments if x.unit == unit.id and x.is_active), None)


def withdraw_unit(board: Board, action: a.WithdrawUnit, _: Moment) -> Decided:
    """Take a unit off; taking it off twice changes nothing."""
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    found = next((x for x in incident.assignments if x.id == action.assignment), None)
    if found is None:
        return Unknown(field="assignment", value=action.assignment)
    if not found.is_active:
        return ()
    return (
        UnitWithdrawn(
            incident=incident.number,
            assignment=found.id,
            unit=found.unit,
            why="withdrawn",
            reason=action.reason,
        ),
    )


def set_unit_state(board: Board, action: a.SetUnitState, moment: Moment) -> Decided:
    """A unit that can, or cannot, be sent. What binds it now stays bound until withdrawn."""
    unit = find_unit(board, action.unit)
    if isinstance(unit, Refusal):
        return unit
    if action.zone is not None and action.zone not in moment.plan.zones:
        return Unknown(field="zone", value=action.zone)
    same_place = action.zone is None or action.zone == unit.zone
    if unit.state == action.state and same_place and action.reason is None:
        return ()
    return (UnitStateSet(unit=unit.id, state=action.state, zone=action.zone, reason=action.reason),)
