"""A moment: when, by whom and under which plan an action is decided. No rules here."""

from dataclasses import dataclass

from command.domain.board import Board
from command.domain.event import Event
from command.domain.facts import Fact
from command.domain.identifiers import IncidentNumber, Instant, Seq, UnitId
from command.domain.incident import By, Incident
from command.domain.plan import Plan
from command.domain.refusals import Refusal, Unknown, WrongStatus
from command.domain.states import ENDED
from command.domain.unit import Unit

Decided = tuple[Fact, ...] | Refusal
"""Facts (none: it is so already), or a reasoned no."""

_MACHINES = frozenset({"watch", "worker", "system"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """
    The circumstances of a decision.

    `seq` is the place the entry will have. `at` is the event clock now; `occurred_at` when it
    happened as the sender says, clamped already.
    """

    at: Instant
    occurred_at: Instant
    seq: Seq
    by: By
    plan: Plan

    @property
    def is_machine(self) -> bool:
        """Asked by the watch, a worker or the command line rather than by a person."""
        return self.by.role in _MACHINES


def find_event(board: Board) -> Event:
    """The event of a board that `decide` has found open."""
    event = board.documents.event
    if event is None:
        raise LookupError("decide lets nothing but open_event pass before the event is opened")
    return event


def find_incident(board: Board, number: IncidentNumber) -> Incident | Unknown:
    """The incident a number names, or the refusal that says there is none."""
    incident = board.documents.incidents.get(number)
    return incident or Unknown(field="incident", value=str(number))


def find_going(board: Board, number: IncidentNumber) -> Incident | Refusal:
    """The incident, if it has not ended."""
    incident = find_incident(board, number)
    if isinstance(incident, Incident) and incident.status in ENDED:
        return wrong_status(incident)
    return incident


def find_unit(board: Board, unit: UnitId) -> Unit | Unknown:
    """The unit an id names, or the refusal that says there is none."""
    return board.documents.units.get(unit) or Unknown(field="unit", value=unit)


def follow_merges(board: Board, number: IncidentNumber) -> IncidentNumber:
    """The incident that carries on: a phone may still speak of one that was merged."""
    incident = board.documents.incidents.get(number)
    while incident is not None and incident.merged_into is not None:
        number = incident.merged_into
        incident = board.documents.incidents.get(number)
    return number


def wrong_status(incident: Incident) -> WrongStatus:
    """The refusal that says how an incident stands."""
    return WrongStatus(
        incident=incident.number, status=incident.status, merged_into=incident.merged_into
    )
