"""
Ahead of the log: what is decided and not yet appended, folded on a board of its own.

The next action that waits is decided on it, and the last is folded while the store writes. What
went in is then taken over by the desk's own board; what did not is forgotten with the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from command.desk.asking import Draft, Folded, Receipt
from command.domain.board import Board, Remembered, each_once
from command.domain.documents import Document
from command.store.chain import link


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft, and what follows from it once its entry is in the log."""

    draft: Draft
    folded: Folded
    made: Sequence[Document]
    """Every version of a document that the entry makes, in order."""
    known: Remembered
    receipt: Receipt


class Ahead:
    """Drafts in order, and the board they lead to. For one batch, then thrown away."""

    def __init__(self, board: Board) -> None:
        """Begin with the desk's board, which stays as it is."""
        self.drafts: list[Draft] = []
        self._start = board
        self._fork: Board | None = None
        self._ready: list[Ready] = []

    @property
    def board(self) -> Board:
        """What the next action is decided on: folded first, where a draft isn't yet."""
        self.fold()
        return self._fork or self._start

    def fold(self) -> None:
        """Fold the drafts that aren't yet."""
        for draft in self.drafts[len(self._ready) :]:
            self._fork = self._fork or self._start.fork()
            self._ready.append(_folded(self._fork, draft))

    def gone_in(self, count: int) -> Sequence[Ready]:
        """The first drafts, which are in the log, and what follows from each."""
        self.fold()
        return self._ready[:count]


def _folded(fork: Board, draft: Draft) -> Ready:
    entry, h = draft.entry, link(fork.hash, draft.stored)
    made = fork.fold_each(entry, h)
    known = fork.remembered[entry.action_id]
    receipt = Receipt(
        result="done",
        seq=entry.seq,
        v=entry.seq,
        incident=known.incident,
        assignment=known.assignment,
    )
    return Ready(draft, Folded(entry, h, each_once(made)), made, known, receipt)
