"""People's data beside the log, and snapshots that may be thrown away."""

from collections.abc import Iterator

import pytest
import redis

from command.store.append import Append
from command.store.chain import EMPTY
from command.store.connect import ask, connect
from command.store.keys import log_key, snapshot_key
from command.store.private import PrivateValues, commit, is_rewriting, opens, rewrite_file
from command.store.snapshots import KEEP, Snapshots
from tests.store.chain import EVENT, fill, whole_log
from tests.valkey import Valkey, wait_until

NAME = "王小明 13800000000"


@pytest.fixture
def client(store: Valkey) -> Iterator[redis.Redis]:
    client = connect(store.url, "write")
    yield client
    client.close()


def test_a_commitment_tells_nothing_and_is_never_the_same_twice() -> None:
    first, stored = commit(NAME)
    second, _ = commit(NAME)

    assert first != second
    assert first.startswith("w:")
    assert len(first) == 66
    assert opens(first, stored)
    assert not opens(second, stored)


def test_a_destroyed_value_is_gone_and_the_log_still_verifies(client: redis.Redis) -> None:
    ref, stored = commit(NAME)
    other, kept = commit("b")
    private = PrivateValues(client, EVENT)
    Append(client, EVENT).append(EMPTY, [ref.encode()], {ref: stored, other: kept})

    destroyed = private.destroy([ref, "w:unknown"])

    assert destroyed == 1
    assert private.read([ref, other]) == {ref: None, other: "b"}
    assert private.every_ref() == [other]
    assert len(whole_log(client)) == 1


def test_a_destroyed_value_is_gone_from_the_disk_after_a_rewrite(valkey: Valkey) -> None:
    client = connect(valkey.url, "write")
    ref, stored = commit(NAME)
    Append(client, EVENT).append(EMPTY, [ref.encode()], {ref: stored})

    PrivateValues(client, EVENT).destroy([ref])
    rewrite_file(client)
    wait_until(lambda: not is_rewriting(client))

    files = list(valkey.folder.append_only.iterdir())
    wait_until(
        lambda: not any(NAME.encode() in file.read_bytes() for file in files if file.exists())
    )
    assert len(whole_log(client)) == 1
    client.close()


def test_an_events_secret_is_made_once_and_differs_between_events(client: redis.Redis) -> None:
    secret = PrivateValues(client, EVENT).event_secret()

    assert PrivateValues(client, EVENT).event_secret() == secret
    assert len(secret) == 32
    assert PrivateValues(client, "drill-2").event_secret() != secret


def test_a_snapshot_is_found_at_or_before_a_seq(client: redis.Redis) -> None:
    snapshots = Snapshots(client, EVENT)
    for count in (10, 10):
        head = fill(client, count, whole_log(client)[-1].head if whole_log(client) else EMPTY)
        snapshots.save(head.seq, head.hash, "board", b"board at %d" % head.seq)

    assert snapshots.nearest(9) is None
    assert snapshots.nearest(19) == 10
    assert snapshots.nearest(99) == 20
    assert snapshots.load(10, "board") == b"board at 10"
    assert snapshots.load(10, "other") is None


def test_a_snapshot_of_another_history_is_discarded(client: redis.Redis) -> None:
    snapshots = Snapshots(client, EVENT)
    head = fill(client, 5)
    snapshots.save(5, head.hash, "board", b"true")
    snapshots.save(3, "f" * 64, "board", b"false")
    ask(client, "DEL", log_key(EVENT))
    Append(client, EVENT).append(EMPTY, [b"another history"])

    assert snapshots.nearest(99) is None
    assert snapshots.load(5, "board") is None


def test_a_damaged_snapshot_is_no_snapshot(client: redis.Redis) -> None:
    snapshots = Snapshots(client, EVENT)
    head = fill(client, 5)
    snapshots.save(5, head.hash, "board", b"true")
    ask(client, "HSET", snapshot_key(EVENT, 5), "part:board", b"\x78\x01damaged")

    assert snapshots.load(5, "board") is None
    assert snapshots.nearest(5) is None


def test_old_snapshots_are_thinned_and_the_first_and_last_stay(client: redis.Redis) -> None:
    snapshots = Snapshots(client, EVENT)
    head = fill(client, 1)
    for seq in range(1, 3 * KEEP):
        snapshots.save(seq, head.hash if seq == 1 else "x", "board", b"b")

    kept = _count_snapshots(client)

    assert kept <= KEEP
    assert snapshots.load(3 * KEEP - 1, "board") == b"b"
    assert snapshots.nearest(1) == 1


def test_all_snapshots_may_be_thrown_away(client: redis.Redis) -> None:
    snapshots = Snapshots(client, EVENT)
    head = fill(client, 2)
    snapshots.save(2, head.hash, "board", b"b")

    snapshots.discard_all()

    assert snapshots.nearest(2) is None
    assert snapshots.load(2, "board") is None


def _count_snapshots(client: redis.Redis) -> int:
    return len(list(client.scan_iter(match="*:snapshot:*")))
