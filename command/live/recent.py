"""The newest entries of an event, in memory: what most pages that come back have missed."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from command.domain.facts import Entry

KEPT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Recent:
    """An entry and its hash in the chain."""

    entry: Entry
    h: str


class Ring:
    """Entries that follow each other without a gap; the oldest fall out."""

    def __init__(self, kept: int = KEPT) -> None:
        """Start empty, keeping so many."""
        self._recent: deque[Recent] = deque(maxlen=kept)

    def add(self, recent: Recent) -> None:
        """Take the next entry."""
        self._recent.append(recent)

    def hash_at(self, seq: int) -> str | None:
        """Return the chain's hash at an entry, or None where it isn't kept."""
        place = seq - self._first
        return self._recent[place].h if 0 <= place < len(self._recent) else None

    def newest_first(self, after: int = 0) -> Iterator[Recent]:
        """Yield the entries after a seq, the newest first."""
        for recent in reversed(self._recent):
            if recent.entry.seq <= after:
                return
            yield recent

    @property
    def _first(self) -> int:
        return self._recent[0].entry.seq if self._recent else 1
