"""How entries are chained: each hash covers the one before it and the entry's exact bytes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A place in the log: how many entries there are and the hash of the last."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """One entry as it lies in the stream: its place, its exact bytes, its hash."""

    seq: int
    e: bytes
    h: str

    @property
    def head(self) -> Head:
        """The log's head while this was its last entry."""
        return Head(seq=self.seq, hash=self.h)


EMPTY = Head(seq=0, hash=GENESIS)


class BrokenChain(Exception):
    """An entry doesn't follow from the one before it: the log isn't what it was."""

    def __init__(self, seq: int, reason: str) -> None:
        """Name the first place that doesn't fit."""
        super().__init__(f"The log does not fit together at entry {seq}: {reason}.")
        self.seq = seq
        self.reason = reason


def link(previous: str, e: bytes) -> str:
    """Return the hash of an entry that follows the one with the hash `previous`."""
    return hashlib.sha256(previous.encode("ascii") + e).hexdigest()


def follow(head: Head, entries: Iterable[StoredEntry]) -> Head:
    """
    Walk from a head over the entries that should follow it.

    Returns:
        The head after the last one.

    Raises:
        BrokenChain: at the first entry that's missing, moved or altered.
    """
    seq, previous = head.seq, head.hash
    for entry in entries:
        if entry.seq != seq + 1:
            raise BrokenChain(seq + 1, f"entry {entry.seq} comes next")
        if entry.h != link(previous, entry.e):
            raise BrokenChain(entry.seq, "its hash does not follow from its content")
        seq, previous = entry.seq, entry.h
    return Head(seq=seq, hash=previous)
