"""Appending: one chain whoever races, one write whatever breaks."""

import multiprocessing
from collections.abc import Iterator

import pytest
import redis

from command.clock import SystemClock
from command.store import append as append_module
from command.store import keys
from command.store.append import TURN_MS, Append, Appended, Indeterminate, Stale
from command.store.chain import EMPTY, GENESIS, Head, link
from command.store.connect import StoreAway, ask, connect
from command.store.log import Log
from command.store.private import PrivateValues, commit
from tests.faults.faultproxy import FaultProxy
from tests.store.chain import EVENT, an_entry, append_once, fill, whole_log
from tests.valkey import Valkey, running_valkey, wait_until


@pytest.fixture
def client(store: Valkey) -> Iterator[redis.Redis]:
    client = connect(store.url, "write")
    yield client
    client.close()


@pytest.fixture
def proxy(store: Valkey) -> Iterator[FaultProxy]:
    proxy = FaultProxy(str(store.folder.redis / "redis.sock"))
    yield proxy
    proxy.close()


@pytest.fixture
def through_proxy(proxy: FaultProxy) -> Iterator[redis.Redis]:
    client = connect(proxy.url, "write")
    yield client
    client.close()


def _race(url: str, writer: int, count: int) -> None:
    client = connect(url, "write")
    for n in range(count):
        append_once(client, b'{"n":%d,"writer":%d}' % (n, writer))
    client.close()


def test_an_empty_log_ends_before_its_first_entry(client: redis.Redis) -> None:
    head = Log(client, EVENT).head()

    assert head == EMPTY == Head(seq=0, hash=GENESIS)


def test_entries_are_chained_from_the_first(client: redis.Redis) -> None:
    answer = Append(client, EVENT).append(EMPTY, [b"one", b"two"])

    first = link(GENESIS, b"one")
    assert answer == Appended(head=Head(seq=2, hash=link(first, b"two")))
    assert [entry.h for entry in whole_log(client)] == [first, link(first, b"two")]


def test_a_decision_on_an_old_head_is_stale_and_names_the_real_one(client: redis.Redis) -> None:
    head = fill(client, 3)

    answer = Append(client, EVENT).append(EMPTY, [b"late"])

    assert answer == Stale(head=head, appended=0)
    assert len(whole_log(client)) == 3


def test_the_right_place_with_another_hash_is_stale(client: redis.Redis) -> None:
    head = fill(client, 3)

    answer = Append(client, EVENT).append(Head(seq=3, hash="f" * 64), [b"forked"])

    assert answer == Stale(head=head)


def test_a_head_that_an_emptied_log_never_had_is_stale(client: redis.Redis) -> None:
    answer = Append(client, EVENT).append(Head(seq=3, hash="f" * 64), [b"e"])

    assert answer == Stale(head=EMPTY)


def test_private_values_are_there_when_the_entry_is(client: redis.Redis) -> None:
    commitment, stored = commit("王小明 13800000000")

    Append(client, EVENT).append(EMPTY, [commitment.encode()], {commitment: stored})

    assert PrivateValues(client, EVENT).read([commitment]) == {commitment: "王小明 13800000000"}


def test_a_server_that_forgot_the_script_is_told_it_again(client: redis.Redis) -> None:
    head = fill(client, 1)
    ask(client, "SCRIPT", "FLUSH")

    answer = Append(client, EVENT).append(head, [b"two", b"three"], {"w:x": b"{}"})

    assert isinstance(answer, Appended)
    assert [entry.e for entry in whole_log(client)] == [an_entry(1), b"two", b"three"]


def test_four_racing_processes_leave_one_chain_with_every_entry_once(store: Valkey) -> None:
    spawn = multiprocessing.get_context("spawn")
    racers = [spawn.Process(target=_race, args=(store.url, n, 50)) for n in range(4)]

    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    client = connect(store.url, "read")
    entries = [entry.e for entry in whole_log(client)]
    client.close()
    assert [racer.exitcode for racer in racers] == [0, 0, 0, 0]
    assert len(entries) == len(set(entries)) == 200


def test_who_has_a_turn_appends_and_the_others_are_told_to_wait(client: redis.Redis) -> None:
    ours, theirs = Append(client, EVENT), Append(client, EVENT)
    head = fill(client, 1)
    ours.take_turn()

    held = theirs.append(head, [b"theirs"])
    answer = ours.append(head, [b"ours", b"and ours"])

    assert held == Stale(head=head, is_held=True)
    assert isinstance(answer, Appended)
    assert isinstance(theirs.append(answer.head, [b"then theirs"]), Appended)


def test_a_turn_that_somebody_has_is_taken_from_nobody(client: redis.Redis) -> None:
    ours, theirs = Append(client, EVENT), Append(client, EVENT)
    head = fill(client, 1)

    ours.take_turn()
    theirs.take_turn()

    assert theirs.append(head, [b"theirs"]) == Stale(head=head, is_held=True)
    assert isinstance(ours.append(head, [b"ours"]), Appended)


def test_a_turn_is_for_one_try(client: redis.Redis) -> None:
    ours, theirs = Append(client, EVENT), Append(client, EVENT)
    head = fill(client, 2)
    ours.take_turn()

    assert isinstance(ours.append(EMPTY, [b"decided long ago"]), Stale)

    assert isinstance(theirs.append(head, [b"theirs"]), Appended)


def test_a_turn_that_is_not_used_is_given_back_and_nobody_elses(client: redis.Redis) -> None:
    ours, theirs = Append(client, EVENT), Append(client, EVENT)
    head = fill(client, 1)
    ours.take_turn()

    theirs.give_turn_back()
    assert theirs.append(head, [b"theirs"]) == Stale(head=head, is_held=True)

    ours.give_turn_back()
    assert isinstance(theirs.append(head, [b"theirs"]), Appended)


@pytest.mark.parametrize("ends_in_ms", [-1, TURN_MS + 60_000], ids=["ran out", "clock put back"])
def test_a_turn_of_who_is_gone_ends_without_a_second_write(valkey: Valkey, ends_in_ms: int) -> None:
    client = connect(valkey.url, "write")
    head = fill(client, 1)
    end_ms = SystemClock().now() + ends_in_ms
    ask(client, "SET", keys.turn_key(EVENT), f"{end_ms} somebody-who-died")
    append = Append(client, EVENT)

    answer = append.append(head, [b"ours"])
    append.take_turn()
    append.give_turn_back()

    client.close()
    assert isinstance(answer, Appended)
    assert b"MULTI" not in valkey.aof.read_bytes()


def test_a_turn_asked_for_over_a_line_that_breaks_holds_up_nobody_for_long(
    client: redis.Redis, proxy: FaultProxy, through_proxy: redis.Redis
) -> None:
    append = Append(through_proxy, EVENT)
    head = fill(through_proxy, 1, append=append)
    proxy.set("refuse")

    append.take_turn()
    proxy.set("pass")

    assert isinstance(Append(client, EVENT).append(head, [b"theirs"]), Appended)


def test_a_cut_reply_is_indeterminate_and_the_log_tells(
    client: redis.Redis, proxy: FaultProxy, through_proxy: redis.Redis
) -> None:
    append = Append(through_proxy, EVENT)
    head = fill(through_proxy, 1, append=append)
    proxy.set("cut_reply")

    with pytest.raises(Indeterminate):
        append.append(head, [b"perhaps"])

    assert [entry.e for entry in whole_log(client)] == [an_entry(1), b"perhaps"]


def test_a_write_goes_out_once_and_is_never_repeated_by_the_library(
    client: redis.Redis, proxy: FaultProxy, through_proxy: redis.Redis
) -> None:
    append = Append(through_proxy, EVENT)
    head = fill(through_proxy, 1, append=append)
    before = proxy.count_sent(b"EVALSHA")
    proxy.set("cut_reply")

    with pytest.raises(Indeterminate):
        append.append(head, [b"once"])

    assert proxy.count_sent(b"EVALSHA") == before + 1
    assert len(whole_log(client)) == 2


def test_submitting_again_after_a_cut_reply_stores_one_entry(
    client: redis.Redis, proxy: FaultProxy, through_proxy: redis.Redis
) -> None:
    append = Append(through_proxy, EVENT)
    head = fill(through_proxy, 1, append=append)
    proxy.set("cut_reply")
    with pytest.raises(Indeterminate):
        append.append(head, [b"again"])
    proxy.set("pass")

    answer = append.append(head, [b"again"])

    assert isinstance(answer, Stale)
    assert [entry.e for entry in whole_log(client)] == [an_entry(1), b"again"]


def test_a_write_that_a_hanging_server_does_later_is_stored_once(
    store: Valkey, client: redis.Redis
) -> None:
    append = Append(client, EVENT)
    head = fill(client, 1, append=append)
    store.freeze()

    try:
        with pytest.raises(Indeterminate):
            append.append(head, [b"late"])
    finally:
        store.thaw()

    # It was in the server's hands all along. From the same head it can't be stored twice.
    answer = append.append(head, [b"late"])
    assert isinstance(answer, Stale)
    assert [entry.e for entry in whole_log(client)] == [an_entry(1), b"late"]


def test_a_server_that_is_not_there_is_away_and_nothing_was_written(proxy: FaultProxy) -> None:
    proxy.set("refuse")
    client = connect(proxy.url, "write")

    with pytest.raises(StoreAway):
        Append(client, EVENT).append(EMPTY, [b"e"])

    client.close()


def test_what_is_done_meanwhile_is_done_once_and_before_the_answer_is_read(
    client: redis.Redis, proxy: FaultProxy, through_proxy: redis.Redis
) -> None:
    append = Append(through_proxy, EVENT)
    head = fill(through_proxy, 1, append=append)
    proxy.set("cut_reply")
    done: list[str] = []

    with pytest.raises(Indeterminate):
        append.append(head, [b"e"], meanwhile=lambda: done.append("folded"))

    assert done == ["folded"]
    assert [entry.e for entry in whole_log(client)] == [an_entry(1), b"e"]


def test_what_fails_meanwhile_leaves_a_clean_line_and_the_log_tells(client: redis.Redis) -> None:
    append = Append(client, EVENT)
    head = fill(client, 1, append=append)

    with pytest.raises(ZeroDivisionError):
        append.append(head, [b"e"], meanwhile=lambda: 1 // 0)

    wait_until(lambda: len(whole_log(client)) == 2)
    answer = append.append(head, [b"other"])
    assert isinstance(answer, Stale)
    assert [entry.e for entry in whole_log(client)] == [an_entry(1), b"e"]


def test_a_full_store_is_away_and_nothing_was_written() -> None:
    with running_valkey({"maxmemory": "1"}) as full:
        client = connect(full.url, "write")

        with pytest.raises(StoreAway, match="refuses to write"):
            Append(client, EVENT).append(EMPTY, [b"e"])

        assert Log(client, EVENT).head() == EMPTY
        client.close()


def test_the_line_is_clean_for_the_next_caller_after_a_timeout(
    store: Valkey, client: redis.Redis
) -> None:
    append = Append(client, EVENT)
    head = fill(client, 1, append=append)
    store.freeze()
    with pytest.raises(Indeterminate):
        append.append(head, [b"two"])
    store.thaw()

    assert isinstance(append.append(head, [b"two"]), Stale)
    assert ask(client, "ECHO", "hello") == b"hello"


def test_the_script_writes_exactly_once() -> None:
    """Two writes would be kept as MULTI and EXEC, which a power cut can tear apart."""
    code = [line for line in append_module.SCRIPT.splitlines() if not line.startswith("--")]

    calls = [line for line in code if "redis.call" in line]

    assert len(calls) == 4
    assert "'XREVRANGE'" in calls[0]
    assert "'GET'" in calls[1]
    assert "'TIME'" in calls[2]
    assert "'XADD'" in calls[3]


def test_the_file_holds_no_transaction_after_batches(valkey: Valkey) -> None:
    client = connect(valkey.url, "write")

    Append(client, EVENT).append(EMPTY, [b"a", b"b", b"c"], {"w:x": b"{}"})

    client.close()
    assert valkey.aof.read_bytes().count(b"XADD") == 3
    assert b"MULTI" not in valkey.aof.read_bytes()
