"""The newest entries in memory."""

import pytest

from command.domain.facts import Entry
from command.domain.identifiers import ActionId, Instant, Seq
from command.domain.incident import By
from command.live.recent import Recent, Ring


def a_recent(seq: int) -> Recent:
    """Make an entry that says nothing, with a hash that says which it is."""
    entry = Entry(
        seq=Seq(seq), at=Instant(seq), occurred_at=Instant(seq), action_id=ActionId(str(seq)),
        action_digest="", by=By(role="dispatcher"), source="dispatch", facts=(),
    )  # fmt: skip
    return Recent(entry, f"hash of {seq}")


def a_ring(first: int, last: int, kept: int) -> Ring:
    """Fill a ring with entries that follow each other."""
    ring = Ring(kept)
    for seq in range(first, last + 1):
        ring.add(a_recent(seq))
    return ring


@pytest.mark.parametrize(
    ("seq", "kept"), [(5, False), (6, True), (8, True), (9, False), (0, False)]
)
def test_only_what_is_kept_is_known(seq: int, kept: bool) -> None:
    ring = a_ring(1, 8, kept=3)

    known = ring.hash_at(seq)

    assert known == (f"hash of {seq}" if kept else None)


def test_an_empty_ring_knows_nothing() -> None:
    ring = Ring()

    assert ring.hash_at(1) is None
    assert list(ring.newest_first()) == []


def test_a_process_that_started_late_knows_from_there_on() -> None:
    ring = a_ring(1000, 1004, kept=10)

    assert ring.hash_at(999) is None
    assert ring.hash_at(1003) == "hash of 1003"
    assert [one.entry.seq for one in ring.newest_first(after=1002)] == [1004, 1003]
