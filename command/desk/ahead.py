"""
Ahead of the log: what is decided and not yet appended, folded on a board of its own.

The next action that waits is decided on it, and the last is folded while the store writes. What
went in is then taken over by the desk's own board; what did not is forgotten with the rest.
"""

from collections.abc import Iterator

from command.desk.asking import Draft, Folded
from command.domain.board import Board
from command.store.chain import link


class Ahead:
    """Drafts in order, and the board they lead to. For one batch, then thrown away."""

    def __init__(self, board: Board) -> None:
        """Begin with the desk's board, which stays as it is."""
        self.drafts: list[Draft] = []
        self._start = board
        self._fork: Board | None = None
        self._folded: list[Folded] = []

    @property
    def board(self) -> Board:
        """What the next action is decided on."""
        self.fold()
        return self._fork or self._start

    def fold(self) -> None:
        """Fold the drafts that aren't yet."""
        for draft in self.drafts[len(self._folded) :]:
            self._fork = self._fork or self._start.fork()
            h = link(self._fork.hash, draft.stored)
            self._folded.append(Folded(draft.entry, h, self._fork.fold(draft.entry, h)))

    def gone_in(self, count: int) -> Iterator[tuple[Draft, Folded]]:
        """The first drafts, which are in the log, and what each changes."""
        self.fold()
        return zip(self.drafts[:count], self._folded[:count], strict=True)
