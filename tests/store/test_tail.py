"""Following the log: gap-free through every break of the line."""

import threading
import time
from collections.abc import Iterator

import pytest
import redis

from command.store.append import Append
from command.store.chain import EMPTY, BrokenChain, StoredEntry
from command.store.connect import ask, connect
from command.store.keys import log_key
from command.store.log import Log
from command.store.tail import Tail
from tests.faults.faultproxy import FaultProxy, Mode
from tests.store.chain import EVENT, fill, whole_log
from tests.valkey import Valkey, wait_until


class Follower:
    """A tail in a thread, and what it saw."""

    def __init__(self, url: str, after: int = 0) -> None:
        self._client = connect(url, "tail")
        reader = connect(url, "read")
        found = Log(reader, EVENT).entry(after)
        reader.close()
        self.tail = Tail(self._client, EVENT, found.head if found else EMPTY)
        self.seen: list[StoredEntry] = []
        self.failure: BrokenChain | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            for entries in self.tail:
                self.seen.extend(entries)
        except BrokenChain as failure:
            self.failure = failure

    @property
    def seqs(self) -> list[int]:
        return [entry.seq for entry in self.seen]

    def end(self) -> None:
        self.tail.stop()
        self._thread.join()
        self._client.close()


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


def test_it_yields_what_was_there_and_what_comes(store: Valkey, client: redis.Redis) -> None:
    head = fill(client, 3)
    follower = Follower(store.url)
    wait_until(lambda: len(follower.seen) == 3)

    fill(client, 2, head)

    wait_until(lambda: len(follower.seen) == 5)
    follower.end()
    assert follower.seen == whole_log(client)
    assert follower.tail.head == Log(client, EVENT).head()


def test_it_goes_on_from_the_head_it_was_given(store: Valkey, client: redis.Redis) -> None:
    fill(client, 5)

    follower = Follower(store.url, after=3)

    wait_until(lambda: len(follower.seen) == 2)
    follower.end()
    assert follower.seqs == [4, 5]


@pytest.mark.parametrize("mode", ["blackhole", "reset", "refuse", "delay", "slow", "cut_reply"])
def test_it_is_gap_free_and_free_of_repeats_through(
    mode: Mode, client: redis.Redis, proxy: FaultProxy
) -> None:
    head = fill(client, 20)
    follower = Follower(proxy.url)
    wait_until(lambda: len(follower.seen) == 20)

    proxy.set(mode)
    fill(client, 220, head)
    proxy.set("pass")

    wait_until(lambda: len(follower.seen) >= 240)
    follower.end()
    assert follower.seqs == list(range(1, 241))


def test_it_is_gap_free_through_a_killed_server(valkey: Valkey) -> None:
    client = connect(valkey.url, "write")
    head = fill(client, 10)
    follower = Follower(valkey.url)
    wait_until(lambda: len(follower.seen) == 10)

    valkey.kill9()
    valkey.start()
    fill(client, 10, head)

    wait_until(lambda: len(follower.seen) >= 20)
    follower.end()
    client.close()
    assert follower.seqs == list(range(1, 21))


def test_its_age_grows_while_the_line_is_dead_and_falls_when_it_heals(
    client: redis.Redis, proxy: FaultProxy
) -> None:
    fill(client, 1)
    follower = Follower(proxy.url)
    wait_until(lambda: len(follower.seen) == 1)

    proxy.set("refuse")
    wait_until(lambda: follower.tail.age_s > 1.5)
    proxy.set("pass")

    wait_until(lambda: follower.tail.age_s < 1)
    follower.end()


def test_a_log_that_came_back_shorter_is_noticed(store: Valkey, client: redis.Redis) -> None:
    """It would otherwise wait in silence for a seq far ahead."""
    fill(client, 10)
    follower = Follower(store.url)
    wait_until(lambda: len(follower.seen) == 10)

    ask(client, "DEL", log_key(EVENT))
    fill(client, 3)

    wait_until(lambda: follower.failure is not None)
    follower.end()


def test_a_log_that_was_replaced_by_another_is_noticed(store: Valkey, client: redis.Redis) -> None:
    fill(client, 3)
    follower = Follower(store.url)
    wait_until(lambda: len(follower.seen) == 3)

    ask(client, "DEL", log_key(EVENT))
    Append(client, EVENT).append(EMPTY, [b"other 1", b"other 2", b"other 3", b"other 4"])

    wait_until(lambda: follower.failure is not None)
    follower.end()
    assert follower.seqs == [1, 2, 3]


def test_stopping_ends_it_within_its_block(store: Valkey) -> None:
    follower = Follower(store.url)
    started = time.monotonic()

    follower.end()

    assert time.monotonic() - started < 2
