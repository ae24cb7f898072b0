"""
What units say: acknowledge, en route, on scene, clear.

A phone may send what it kept for an hour, three times over and out of order. Every step is
stamped once with its own time; one told after a later step is marked late and moves nothing.
"""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import (
    Decided,
    Moment,
    find_incident,
    find_unit,
    follow_merges,
)
from command.domain.facts import UnitProgressed
from command.domain.identifiers import IncidentNumber, UnitId
from command.domain.incident import Assignment, Incident
from command.domain.refusals import NotAssigned, Refusal
from command.domain.states import PROGRESS_ORDER, Progress
from command.domain.supporting import answered_by_unit


def acknowledge(board: Board, action: a.Acknowledge, moment: Moment) -> Decided:
    """Understood."""
    return _say(board, action.incident, action.unit, Progress.ACKNOWLEDGED, moment)


def go_en_route(board: Board, action: a.GoEnRoute, moment: Moment) -> Decided:
    """On our way."""
    return _say(board, action.incident, action.unit, Progress.EN_ROUTE, moment)


def arrive_on_scene(board: Board, action: a.ArriveOnScene, moment: Moment) -> Decided:
    """Here."""
    return _say(board, action.incident, action.unit, Progress.ON_SCENE, moment)


def clear_unit(board: Board, action: a.ClearUnit, moment: Moment) -> Decided:
    """Finished here."""
    return _say(board, action.incident, action.unit, Progress.CLEAR, moment)


def _say(
    board: Board, number: IncidentNumber, unit_id: UnitId, progress: Progress, moment: Moment
) -> Decided:
    unit = find_unit(board, unit_id)
    if isinstance(unit, Refusal):
        return unit
    incident = find_incident(board, follow_merges(board, number))
    if isinstance(incident, Refusal):
        return incident
    assignment = assignment_spoken_of(incident, unit_id, moment)
    if assignment is None and incident.number != number:
        # It had left before the merge and wasn't carried over: its word stays where it was.
        incident = board.documents.incidents[number]
        assignment = assignment_spoken_of(incident, unit_id, moment)
    if assignment is None:
        return NotAssigned(unit=unit_id, incident=incident.number)
    if any(stamp.progress is progress for stamp in assignment.stamps):
        return ()
    behind = PROGRESS_ORDER[progress] < PROGRESS_ORDER[assignment.progress]
    said = UnitProgressed(
        incident=incident.number,
        assignment=assignment.id,
        unit=unit_id,
        progress=progress,
        at=moment.occurred_at,
        late=behind or assignment.withdrawn,
    )
    if assignment.withdrawn:
        return (said,)
    return (said, *answered_by_unit(moment.plan, incident, unit_id))


def assignment_spoken_of(incident: Incident, unit: UnitId, moment: Moment) -> Assignment | None:
    """
    The assignment a unit means.

    A unit that came back to an incident has two: what happened before the second one was
    given belongs to the first. Without one that old, the newest is meant (clocks differ).
    """
    own = [assignment for assignment in incident.assignments if assignment.unit == unit]
    before = [one for one in own if one.assigned_at <= moment.occurred_at]
    candidates = before or own
    return candidates[-1] if candidates else None
