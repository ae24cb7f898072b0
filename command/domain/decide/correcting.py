"""Corrections: what was entered by mistake is struck, never edited. The log keeps both."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_incident
from command.domain.facts import EntryStruck, UnitWithdrawn
from command.domain.identifiers import Seq
from command.domain.incident import Assignment, Incident
from command.domain.refusals import CannotStrike, Refusal
from command.domain.states import OPEN, Progress


def strike_entry(board: Board, action: a.StrikeEntry, _: Moment) -> Decided:
    """
    Strike a note, a unit's step or a ticked step of an incident.

    What changed the incident itself (grade, place, status) is set anew instead: people have
    acted on it. An entry struck already can't be found among those that count.
    """
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if action.seq not in strikeable(incident):
        return CannotStrike(seq=action.seq)
    struck = EntryStruck(incident=incident.number, seq=action.seq, reason=action.reason)
    return (struck, *_freed_again(incident, action.seq))


def _freed_again(incident: Incident, seq: Seq) -> tuple[UnitWithdrawn, ...]:
    """
    Take off the units whose struck "clear" would bind them for nothing.

    That's so when the incident is over, and when the unit has come back to it meanwhile and
    would stand there twice.
    """
    back = {one.unit for one in incident.assignments if one.is_active}
    return tuple(
        UnitWithdrawn(
            incident=incident.number, assignment=one.id, unit=one.unit, why="ended", reason=None
        )
        for one in incident.assignments
        if _cleared_by(one, seq) and (incident.status not in OPEN or one.unit in back)
    )


def _cleared_by(assignment: Assignment, seq: Seq) -> bool:
    return not assignment.withdrawn and any(
        stamp.seq == seq and stamp.progress is Progress.CLEAR for stamp in assignment.stamps
    )


def strikeable(incident: Incident) -> frozenset[int]:
    """The entries of an incident that may be struck."""
    return frozenset(
        (
            *incident.notes,
            *(step.seq for step in incident.steps),
            *(stamp.seq for one in incident.assignments for stamp in one.stamps),
        )
    )
