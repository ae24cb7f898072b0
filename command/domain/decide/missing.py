"""Deadlines of documents of the further kinds that passed, and who hears of each. Source: A10.4."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from command.domain import actions as a
from command.domain.board import Board
from command.domain.deadlines import EXPIRES_AFTER_MS
from command.domain.decide.asking_above import told_of_waiting
from command.domain.decide.mobilising import told_of_silence
from command.domain.decide.moment import Decided, Moment
from command.domain.decide.mustering import told_of_absence
from command.domain.decide.overdue_directives import tell_of_directive
from command.domain.decide.requisitioning import told_of_late
from command.domain.decide.sitreps import told_of_late_report
from command.domain.decide.telling import tell_late
from command.domain.directive import Directive
from command.domain.due import Due, find_due
from command.domain.duty import Duty
from command.domain.facts import DueMissed, Fact
from command.domain.mobilisation import Mobilisation
from command.domain.muster import Muster
from command.domain.refusals import NotDueYet, Unknown
from command.domain.request import Request
from command.domain.requisition import Requisition
from command.domain.sitrep import Sitrep

Tell = Callable[[Board, Any, Due, Moment], tuple[Fact, ...]]
"""(board, document, what passed, moment) → the notices and what else follows."""

TELLS: Final[Mapping[type, Tell]] = {
    Sitrep: told_of_late_report,
    Requisition: told_of_late,
    Mobilisation: told_of_silence,
    Directive: tell_of_directive,
    Muster: told_of_absence,
    Request: told_of_waiting,
    Duty: tell_late,
}
"""A kind to the rule that says who hears when one of its deadlines passes."""


def miss_due(board: Board, action: a.MissDeadline, moment: Moment) -> Decided:
    """
    Record that a deadline of a document of a further kind passed, once, and tell who has to hear.

    One met in the meantime is not waited for any more: nothing is written. One long past when it
    is seen is recorded as expired and nobody is called.
    """
    document, due = find_due(board.documents, action.deadline)
    if document is None:
        return Unknown(field="deadline", value=action.deadline)
    if due is None or due.missed:
        return ()
    if due.due_at > moment.at:
        return NotDueYet(due_at=due.due_at)
    expired = moment.at - due.due_at > EXPIRES_AFTER_MS
    missed = DueMissed(document=due.document, deadline=due.id, due_at=due.due_at, expired=expired)
    tell = TELLS.get(type(document))
    told = () if expired or tell is None else tell(board, document, due, moment)
    return (missed, *told)
