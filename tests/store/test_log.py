"""Reading the log."""

import json
from collections.abc import Iterator

import pytest
import redis

from command.store.chain import EMPTY, GENESIS, BrokenChain, Head, StoredEntry, follow, link
from command.store.connect import ask, connect
from command.store.keys import log_key
from command.store.log import ForeignEntry, Log, export_line
from tests.store.chain import EVENT, an_entry, fill
from tests.valkey import Valkey


@pytest.fixture
def client(store: Valkey) -> Iterator[redis.Redis]:
    client = connect(store.url, "write")
    yield client
    client.close()


@pytest.fixture
def log(client: redis.Redis) -> Log:
    fill(client, 25)
    return Log(client, EVENT)


def test_entries_come_back_as_they_were_written(log: Log) -> None:
    entry = log.entry(7)

    assert entry is not None
    assert entry.e == an_entry(7)
    assert log.head() == log.since(24)[0].head


def test_reading_since_a_seq_starts_after_it_and_stops_at_the_limit(log: Log) -> None:
    assert [entry.seq for entry in log.since(20)] == [21, 22, 23, 24, 25]
    assert [entry.seq for entry in log.since(20, limit=2)] == [21, 22]
    assert log.since(25) == []


def test_reading_between_takes_both_ends(log: Log) -> None:
    assert [entry.seq for entry in log.between(3, 5)] == [3, 4, 5]


def test_a_scan_crosses_its_pages_without_a_gap(log: Log) -> None:
    assert [entry.seq for entry in log.scan(after=2, page=4)] == list(range(3, 26))


def test_the_hash_at_a_seq_is_known_from_before_the_first_to_the_last(log: Log) -> None:
    assert log.hash_at(0) == GENESIS
    assert log.hash_at(25) == log.head().hash
    assert log.hash_at(26) is None


def test_events_do_not_see_each_other(log: Log, client: redis.Redis) -> None:
    assert Log(client, "drill-2").head() == EMPTY


def test_an_entry_somebody_else_added_is_not_read_as_ours(log: Log, client: redis.Redis) -> None:
    ask(client, "XADD", log_key(EVENT), "26-1", "e", "{}", "h", "f" * 64)

    with pytest.raises(ForeignEntry, match="26-1"):
        log.since(25)


def test_an_export_line_holds_the_exact_text() -> None:
    entry = StoredEntry(seq=1, e='{"zh":"登高\u2028"}'.encode(), h="f" * 64)

    line = export_line(entry)

    assert json.loads(line) == {"seq": 1, "e": '{"zh":"登高\u2028"}', "h": "f" * 64}
    assert "\n" not in line


def test_a_chain_with_a_gap_or_a_change_is_broken_where_it_begins() -> None:
    one = StoredEntry(seq=1, e=b"1", h=link(GENESIS, b"1"))
    two = StoredEntry(seq=2, e=b"2", h=link(one.h, b"2"))
    three = StoredEntry(seq=3, e=b"3", h=link(two.h, b"3"))
    changed = StoredEntry(seq=2, e=b"X", h=two.h)

    assert follow(EMPTY, [one, two, three]) == Head(seq=3, hash=three.h)
    for entries in ([one, three], [one, changed, three]):
        with pytest.raises(BrokenChain) as broken:
            follow(EMPTY, entries)
        assert broken.value.seq == 2
