"""
The board as of any entry or instant: the nearest snapshot the log vouches for, then the fold.

Snapshots are a cache. What ended long before is only read when a fact touches it, so a seek
costs what was going on then, not what the day held. Must never fold into a live board.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final, TypeVar

from command.domain.board import Board
from command.domain.documents import Documents
from command.domain.identifiers import Instant, Seq
from command.store.chain import StoredEntry
from command.store.log import Log
from command.store.snapshots import Snapshots
from command.wire import boards
from command.wire.boards import ForeignSnapshot
from command.wire.entries import read_entry
from command.wire.rebuild import collector_at_rest

SNAPSHOT_EVERY: Final = 500
"""Entries between snapshots: a seek reads and folds half as many on average, about 10 ms."""

MADE_TOGETHER: Final = 2
"""Snapshots made in one go: before the first, the log is folded from the last whole one."""

WHOLE_EVERY: Final = 10_000
"""Entries between whole snapshots: writing one walks over the whole day."""

K = TypeVar("K")
V = TypeVar("V")


class Recalled(dict[K, V]):
    """Documents by id of which the ended ones are read from the snapshot when first missed."""

    def __init__(self, known: dict[K, V], recall: Callable[[], dict[K, V]]) -> None:
        """Take what is known and how to read the rest, which happens once at most."""
        super().__init__(known)
        self._recall: Callable[[], dict[K, V]] | None = recall

    def get(self, key: K, default: Any = None) -> Any:
        """Return a document, reading the ended ones if it isn't among the others."""
        found = super().get(key)
        if found is not None:
            return found
        self.read_all()
        return super().get(key, default)

    def __missing__(self, key: K) -> V:
        """Read the ended ones, then answer."""
        if self._recall is None:
            raise KeyError(key)
        self.read_all()
        return self[key]

    def __contains__(self, key: object) -> bool:
        """Say whether there is such a document, among the ended ones too."""
        if super().__contains__(key):
            return True
        self.read_all()
        return super().__contains__(key)

    def __iter__(self) -> Iterator[K]:
        """Go over all of them."""
        self.read_all()
        return super().__iter__()

    def __len__(self) -> int:
        """Count all of them."""
        self.read_all()
        return super().__len__()

    def keys(self) -> Any:
        """Name all of them."""
        self.read_all()
        return super().keys()

    def values(self) -> Any:
        """Return all of them."""
        self.read_all()
        return super().values()

    def items(self) -> Any:
        """Return all of them with their names."""
        self.read_all()
        return super().items()

    def read_all(self) -> None:
        """Read the ended ones, leaving what was changed since alone."""
        if self._recall is not None:
            ended = self._recall()
            self._recall = None
            for key, value in ended.items():
                self.setdefault(key, value)


class Past:
    """Reads boards of one event as they were. Folds on its own boards, never on the desk's."""

    def __init__(self, log: Log, snapshots: Snapshots) -> None:
        """Take the log and the cache."""
        self._log = log
        self._snapshots = snapshots

    def board_at(self, seq: int) -> Board:
        """The board as the entry `seq` left it; the empty one for 0, the newest beyond the end."""
        with collector_at_rest():
            return self._fold_to(self._start(seq), seq)

    def seq_at(self, at: Instant) -> Seq:
        """The last entry taken at or before an instant; 0 when there is none."""
        low, high = 0, self._log.head().seq
        while low < high:
            middle = (low + high + 1) // 2
            stored = self._log.entry(middle)
            if stored is not None and read_entry(stored.e).at <= at:
                low = middle
            else:
                high = middle - 1
        return Seq(low)

    def latest(self) -> Board:
        """A whole board to start a desk from, as of the newest snapshot that has one."""
        return self._whole(self._log.head().seq)

    def save(self, board: Board, *, whole: bool = True) -> None:
        """Keep a board as a snapshot; a whole one also has what ended and the action ids."""
        parts = {"going": boards.write_going(board)}
        if whole:
            if not _is_whole(board):
                raise ValueError("This board was made for looking back; it forgot action ids.")
            parts |= boards.write_rest(board)
        for part, blob in parts.items():
            self._snapshots.save(board.seq, board.hash, part, blob)

    def save_missing(self) -> int:
        """Make the snapshots that the log has outgrown; say how many. Runs anywhere, twice."""
        head = self._log.head().seq
        if head - (self._snapshots.nearest(head) or 0) < MADE_TOGETHER * SNAPSHOT_EVERY:
            return 0
        board, made = self.latest(), 0
        newest = self._snapshots.nearest(head) or 0
        with collector_at_rest():
            for stored in self._entries(board.seq, head):
                board.fold(read_entry(stored.e), stored.h)
                if board.seq % SNAPSHOT_EVERY == 0 and board.seq > newest:
                    self.save(board, whole=board.seq % WHOLE_EVERY == 0)
                    made += 1
        return made

    def _start(self, seq: int) -> Board:
        for found in self._made_until(seq):
            blob = self._snapshots.load(found, "going")
            if blob is not None:
                with suppress(ForeignSnapshot):
                    return self._recalled(blob)
        return Board()

    def _recalled(self, blob: bytes) -> Board:
        """A board from a snapshot whose ended incidents and notices are read when missed."""
        board = boards.read_going(blob)
        documents, seq = board.documents, board.seq
        whole: list[Documents] = []

        def rest() -> Documents:
            if not whole:
                whole.append(self._fold_to(self._whole(seq), seq).documents)
            return whole[0]

        documents.incidents = Recalled(dict(documents.incidents), lambda: dict(rest().incidents))
        documents.notices = Recalled(dict(documents.notices), lambda: dict(rest().notices))
        return board

    def _whole(self, seq: int) -> Board:
        """The newest whole snapshot at or before an entry; the empty board when there is none."""
        for found in self._made_until(seq):
            remembered = self._snapshots.load(found, "remembered")
            ended = self._snapshots.load(found, "ended")
            going = self._snapshots.load(found, "going")
            if remembered is not None and ended is not None and going is not None:
                with suppress(ForeignSnapshot):
                    return _assembled(going, ended, remembered)
        return Board()

    def _made_until(self, seq: int) -> Iterator[int]:
        """The snapshots at or before an entry, the newest first."""
        found = self._snapshots.nearest(seq)
        while found is not None:
            yield found
            found = self._snapshots.nearest(found - 1)

    def _fold_to(self, board: Board, seq: int) -> Board:
        with collector_at_rest():
            for stored in self._entries(board.seq, seq):
                board.fold(read_entry(stored.e), stored.h)
        return board

    def _entries(self, after: int, last: int) -> Iterator[StoredEntry]:
        while after < last:
            page = self._log.between(after + 1, min(after + 1_000, last))
            if not page:
                return
            yield from page
            after = page[-1].seq


def _assembled(going: bytes, ended: bytes, remembered: bytes) -> Board:
    with collector_at_rest():
        board = boards.read_going(going)
        rest = boards.read_ended(ended)
        documents = board.documents
        documents.incidents = {**rest.incidents, **documents.incidents}
        documents.notices = {**rest.notices, **documents.notices}
        board.remembered = boards.read_remembered(remembered)
    if not _is_whole(board):
        raise ForeignSnapshot
    return board


def _is_whole(board: Board) -> bool:
    """Every entry has an action id of its own: a desk that knew fewer would do some twice."""
    return len(board.remembered) == board.seq
