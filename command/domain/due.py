"""
What documents of the further kinds wait for: like an incident's deadlines, arithmetic on facts.

One row in `WAITS` lets the watch, its standby and the auditor see to a kind's clocks; one in
`command/domain/decide/missing.py` says who hears when one passes. Nobody stores timers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from command.domain import duty, mobilisation, muster, request, requisition, sitrep
from command.domain.board import Board
from command.domain.deadlines import next_due, overdue
from command.domain.directive import Directive, waits
from command.domain.documents import Documents
from command.domain.duty import Duty
from command.domain.identifiers import DeadlineId, DocumentRef, Instant
from command.domain.kinds import KINDS, Kept
from command.domain.mobilisation import Mobilisation
from command.domain.muster import Muster
from command.domain.request import Request
from command.domain.requisition import Requisition
from command.domain.sitrep import Sitrep

Wait = tuple[str, Instant]
"""What is waited for (``due``, ``read_back.engine-1``) and by when."""


class Waiting(Kept, Protocol):
    """A document that waits for something, and the deadlines of its that passed unmet."""

    @property
    def missed(self) -> tuple[DeadlineId, ...]:
        """Deadlines the log says were missed; kept until what they waited for happens."""
        ...


WAITS: Final[Mapping[type, Callable[[Any], Iterable[Wait]]]] = {
    Sitrep: sitrep.waits,
    Requisition: requisition.waits,
    Mobilisation: mobilisation.waits,
    Directive: waits,
    Muster: muster.waits,
    Request: request.waits,
    Duty: duty.waits,
}
"""A kind to the function that lists what one of its documents still waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that a document of a further kind waits for."""

    id: DeadlineId
    document: DocumentRef
    due_at: Instant
    missed: bool = False
    only_warns: bool = False
    """Somebody hears when it passes, and nothing is late."""


def dues(document: Waiting) -> tuple[Due, ...]:
    """List what a document still waits for, soonest first; none for a kind that never waits."""
    listed = WAITS.get(type(document))
    if listed is None:
        return ()
    kind = KINDS[type(document)]
    found = [
        Due(
            id=(name := DeadlineId(f"{kind}.{document.id}.{what}")),
            document=ref_of(document),
            due_at=due_at,
            missed=name in document.missed,
            only_warns=what.endswith(f".{sitrep.SOON}"),
        )
        for what, due_at in listed(document)
    ]
    return tuple(sorted(found, key=lambda due: (due.due_at, due.id)))


def ref_of(document: Kept) -> DocumentRef:
    """What facts and notices call a document of a further kind."""
    return DocumentRef(f"{KINDS[type(document)]}/{document.id}")


def find(documents: Documents, ref: DocumentRef) -> Any:
    """The document a reference names; none where there is none."""
    name, _, of = ref.partition("/")
    kind = next((kind for kind, called in KINDS.items() if called == name), None)
    return None if kind is None else documents.others[kind].get(of)


def find_due(documents: Documents, deadline: DeadlineId) -> tuple[Any, Due | None]:
    """The document that a deadline is of, and the deadline if it is still waited for."""
    name, _, rest = deadline.partition(".")
    document = find(documents, DocumentRef(f"{name}/{rest.partition('.')[0]}"))
    if document is None:
        return None, None
    return document, next((due for due in dues(document) if due.id == deadline), None)


def passed(board: Board, at: Instant) -> list[DeadlineId]:
    """Deadlines of every kind passed at an instant and not said to be, oldest first."""
    late = [(one.due_at, one.id) for one in overdue(board.open_incidents(), at)]
    late.extend((one.due_at, one.id) for one in _unsaid(board) if one.due_at <= at)
    return [deadline for _, deadline in sorted(late)]


def soonest(board: Board) -> Instant | None:
    """When the watch has to look again at the latest; none while nothing waits."""
    instants = [one.due_at for one in _unsaid(board)]
    incidents = next_due(board.open_incidents())
    return min(instants if incidents is None else [*instants, incidents], default=None)


def _unsaid(board: Board) -> Iterator[Due]:
    for kind in WAITS:
        for document in board.documents.others[kind].values():
            yield from (due for due in dues(document) if not due.missed)
