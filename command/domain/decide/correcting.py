"""Corrections: what was entered by mistake is struck, never edited. The log keeps both."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_incident
from command.domain.facts import EntryStruck
from command.domain.incident import Incident
from command.domain.refusals import CannotStrike, Refusal


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
    return (EntryStruck(incident=incident.number, seq=action.seq, reason=action.reason),)


def strikeable(incident: Incident) -> frozenset[int]:
    """The entries of an incident that may be struck."""
    return frozenset(
        (
            *incident.notes,
            *(step.seq for step in incident.steps),
            *(stamp.seq for one in incident.assignments for stamp in one.stamps),
        )
    )
